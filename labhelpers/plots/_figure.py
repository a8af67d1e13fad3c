"""Make figures of one style and put them into the page with their alt text."""

import base64
import io
import os
import textwrap

import matplotlib
import numpy as np
from IPython.display import display
from matplotlib import ticker
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from labhelpers import _verdicts

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9")
LINES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 3)), (0, (1, 3)))
MARKERS = ("o", "s", "^", "D", "v", "P", "X")

WIDTH = 7.2  # inches: what a page of JupyterLab shows beside its file browser
SCREEN_DPI = 100  # a figure of 7.2 inches is shown 720 pixels wide
FILE_DPI = 200  # twice as many are stored, for sharp text on dense screens

# What belongs to the program that shows figures, and not to their looks.
NOT_LOOKS = (
    "backend",
    "interactive",
    "toolbar",
    "timezone",
    "webagg",
    "tk.",
    "date.epoch",
)
DEFAULTS = {
    name: value
    for name, value in dict.items(matplotlib.rcParamsDefault)
    if not name.startswith(NOT_LOOKS)
}
# A student's own style (a dark one, LaTeX, ...) does not reach the figures.
STYLE = DEFAULTS | {
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.grid": True,
    "grid.color": "0.92",
    "axes.axisbelow": True,
    "lines.linewidth": 1.8,
    "lines.markersize": 4.5,
    "legend.frameon": False,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "figure.constrained_layout.h_pad": 0.06,
    "figure.constrained_layout.w_pad": 0.06,
    "axes.formatter.use_mathtext": True,
}


class Picture:
    """Hold a figure as a PNG image that keeps its alt text in the notebook."""

    def __init__(self, png, alt, width):
        self.png = png
        self.alt = alt
        self.width = width

    def __repr__(self):
        return f"Figure: {self.alt}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {
            "image/png": base64.b64encode(self.png).decode("ascii"),
            "text/plain": repr(self),
        }
        return data, {"image/png": {"alt": self.alt, "width": self.width}}


def new_figure(rows=1, columns=1, *, width=WIDTH, height=3.4, **axes):
    """Return a figure and its Axes, shape (rows, columns), in the labs' style.

    Args:
        rows: Number of rows of Axes.
        columns: Number of columns of Axes.
        width: Width of the figure in inches.
        height: Height of the figure in inches.
        **axes: Passed on to `Figure.subplots`, for example `sharey=True`.

    Returns:
        The figure, and a 2-D array of Axes.
    """
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        return figure, figure.subplots(rows, columns, squeeze=False, **axes)


def picture(figure, title, alt, *, quick=False):
    """Return `figure` as a `Picture` under its title.

    Claims that were judged before in the same cell decide whether title and alt text
    stand as they are: see `_verdicts.follow`.

    Args:
        figure: A matplotlib figure, for example from `new_figure`.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        quick: Whether to save time rather than space, for a slider's picture; so it
            is for all pictures if the environment says `LABS_FIGURES=quick`.

    Raises:
        ValueError: The title or the alt text is empty.
    """
    for name, text in [("title", title), ("alt", alt)]:
        if not (isinstance(text, str) and text.strip()):
            raise ValueError(
                f"A figure needs a sentence as `{name}`; received {text!r}"
            )
    title, alt = _verdicts.follow(title), _verdicts.follow(alt)
    quick = quick or os.environ.get("LABS_FIGURES") == "quick"
    columns = int(figure.get_figwidth() * 11)
    with matplotlib.rc_context(STYLE):
        figure.suptitle(
            textwrap.fill(title, columns), x=0.01, ha="left", fontsize=11, weight="bold"
        )
        png = _png(figure, SCREEN_DPI) if quick else _small_png(figure)
    return Picture(png, alt, round(figure.get_figwidth() * SCREEN_DPI))


def default_columns(panels):
    """Return how many of some panels stand side by side."""
    return {4: 2}.get(panels, min(panels, 3))


def panels_in_a_row(panels, *, height, **axes):
    """Return a figure, and per panel its Axes, under its title, and what it shows."""
    figure, places = new_figure(1, len(panels), height=height, **axes)
    for ax, name in zip(places.flat, panels, strict=True):
        ax.set_title(name)
    return figure, list(zip(places.flat, panels.values(), strict=True))


def legend_below(figure):
    """Write what the first panel of a figure shows below all panels."""
    entries = figure.axes[0].get_legend_handles_labels()
    figure.legend(*entries, loc="outside lower center", ncols=4)


def show(figure, title, alt):
    """Show `figure` in the page.

    Args:
        figure: A matplotlib figure, for example from `new_figure`.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know, in eight words or
            more. It is compared between runs: numbers of the settings may stand in it,
            numbers that a run computes may not. (A title may have them.)

    Raises:
        ValueError: The title or the alt text is empty.
    """
    display(picture(figure, title, alt))


def name_axes(ax, x_label, y_label):
    """Name the axes; a name longer than its axis is broken into lines."""
    _, _, width, height = ax.get_position().bounds
    inches = ax.figure.get_size_inches() * (width, height)
    ax.set_xlabel(textwrap.fill(x_label, max(12, int(inches[0] * 11))))
    ax.set_ylabel(textwrap.fill(y_label, max(12, int(inches[1] * 9))))


def make_logarithmic(axis, values, *, at_values=False):
    """Make an axis logarithmic, with plain numbers where it is short.

    Args:
        axis: The x or y axis of an Axes.
        values: What is drawn along it; decides how many numbers there are.
        at_values: Whether the values are themselves the numbers on the axis: up to five
            of them, or as many as have room.
    """
    axis.axes.set(**{f"{axis.axis_name}scale": "log"})
    values = np.asarray(values, dtype=float)
    positive = np.unique(values[np.isfinite(values) & (values > 0)])
    decades = np.log10(positive[-1] / positive[0]) if positive.size else 0
    if at_values and (positive.size <= 5 or _have_room(axis, positive)):
        axis.set_major_locator(ticker.FixedLocator(positive))
    elif decades < 2.5:
        subs = (1, 1.5, 2, 3, 5, 7) if decades < 0.6 else (1, 2, 5)
        axis.set_major_locator(ticker.LogLocator(subs=subs))
    else:
        axis.set_minor_formatter(ticker.NullFormatter())
        return
    axis.set_minor_locator(ticker.NullLocator())
    axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: _plain(value)))


def _have_room(axis, values):
    """Return whether sorted values lie so far apart that their numbers have room."""
    ax = axis.axes
    side = "xy".index(axis.axis_name)
    inches = ax.get_position().size[side] * ax.figure.get_size_inches()[side]
    logarithms = np.log(values)
    return np.diff(logarithms).min() / np.ptp(logarithms) * inches >= 0.75


def _plain(value):
    """Return the text of a number: below one, three digits that count."""
    return f"{value:g}" if value >= 1 else f"{value:.3g}"


def _small_png(figure):
    """Return the figure as PNG with at most 128 colours, a third of the size."""
    figure.dpi = FILE_DPI
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # the pixels as they are: a PNG between would take a third longer
    image = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    small = io.BytesIO()
    image = image.quantize(128, dither=Image.Dither.NONE)
    image.save(small, format="png", optimize=True)
    return small.getvalue()


def _png(figure, dpi):
    """Return the figure as PNG."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi)
    return buffer.getvalue()
