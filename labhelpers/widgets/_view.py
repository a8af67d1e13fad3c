"""A picture and the sliders it answers to."""

import base64
import html
import os

import ipywidgets
import matplotlib
from IPython.display import HTML, display

from labhelpers import plots

WORDS = {"rate": "dropout rate"}  # the house's words for arguments with short names
WIDGET = "application/vnd.jupyter.widget-view+json"
# JupyterLab shows the still picture only where the sliders are gone: in a page that was
# saved and opened again. There it would say "model not found" in their place.
STILL = """<style>
.jp-OutputArea:has(.widget-vbox) .labs-still { display: none; }
.jp-OutputArea:has(.labs-still):not(:has(.widget-vbox))
    .jp-OutputArea-child:has(> .jupyter-widgets) { display: none; }
</style>
"""


class View:
    """Hold a picture that is drawn anew when a slider moves.

    Args:
        draw: A function of the sliders' values that returns a `plots.Picture`; it draws
            in the labs' style.
        values: From slider to the values it can take, in order, at least one.
        start: From slider to its first value; the middle one where it does not say.
        continuous: Whether to draw while a slider moves, or when it is let go.

    Raises:
        ValueError: A slider has no value, or its first value is not among them.
    """

    def __init__(self, draw, values, start=None, *, continuous=True):
        self._draw = draw
        self.values = {name: list(options) for name, options in values.items()}
        self.start = {n: v[len(v) // 2] for n, v in self.values.items() if v}
        self.start |= start or {}
        for name, options in self.values.items():
            if self.start.get(name) not in options:
                raise ValueError(
                    f"The slider {name!r} needs its start among its values "
                    f"{options}; received {self.start.get(name)!r}"
                )
        self.sliders = {
            name: _slider(name, options, self.start[name], continuous)
            for name, options in self.values.items()
        }
        self.image = ipywidgets.Image(format="png")
        self.message = ipywidgets.HTML()
        for slider in self.sliders.values():
            slider.observe(self._redraw, names="value")

    def current(self):
        """Return the values at which the sliders stand."""
        return {name: slider.value for name, slider in self.sliders.items()}

    def picture(self, **values):
        """Return the picture for these values of the sliders."""
        with matplotlib.rc_context(plots.STYLE):
            return self._draw(**values)

    def show(self):
        """Show the static twin where pages are stored or tested, else the sliders."""
        if os.environ.get("LABS_STRICT") == "1":
            display(self.picture(**self.start))
            return
        self._redraw()
        box = ipywidgets.VBox([*self.sliders.values(), self.image, self.message])
        display({WIDGET: box._repr_mimebundle_()[WIDGET]}, raw=True)
        if self.image.value:
            display(HTML(STILL + self._still()))

    def _still(self):
        """Return the picture as it is now, in HTML, to be stored with the page."""
        png = base64.b64encode(self.image.value).decode("ascii")
        words = html.escape(f"{self.image.alt} Run this cell to move the sliders.")
        return (
            f'<div class="labs-still"><img alt="{words}" width="{self.image.width}" '
            f'src="data:image/png;base64,{png}"><p>Run this cell to move the sliders.'
            "</p></div>"
        )

    def _redraw(self, _change=None):
        """Draw the picture for the current values; after an error keep the last one."""
        try:
            picture = self.picture(**self.current())
        except Exception as error:
            text = html.escape(f"{type(error).__name__}: {error}")
            self.message.value = f"These values give no picture. {text}"
            return
        self.image.value = picture.png
        self.image.width = picture.width
        self.image.alt = picture.alt
        self.message.value = ""


def _slider(name, options, start, continuous):
    return ipywidgets.SelectionSlider(
        options=[(_words(value), value) for value in options],
        value=start,
        description=in_words(name),
        continuous_update=continuous,
        style={"description_width": "8em"},
        layout={"width": "28em"},
    )


def in_words(name):
    """Return the name of a slider as a reader knows it."""
    return WORDS.get(name, name.replace("_", " "))


def begin_title(**values):
    """Return where sliders stand, as the first words of a picture's title."""
    text = ", ".join(f"{in_words(name)} {_words(v)}" for name, v in values.items())
    return f"{text[0].upper()}{text[1:]}: "


def _words(value):
    return value if isinstance(value, str) else f"{value:g}"
