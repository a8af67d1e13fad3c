"""Show figures in the style of the labs, without what is missing."""

import functools

import matplotlib

from labhelpers._missing import first_missing
from labhelpers._verdicts import follow
from labhelpers.plots._figure import STYLE, new_figure, show


def labs_figure(show_figure):
    """Let a function that shows a figure draw in our style what is not missing.

    Curves, groups and panels that are missing are dropped from the dicts that the
    function receives. If nothing remains, the figure says why.
    """

    @functools.wraps(show_figure)
    def shown(*args, title, alt, **kwargs):
        reason = first_missing(*args, *kwargs.values())
        kept = []
        for argument in args:
            present, gone = _present(argument)
            kept.append(present)
            if isinstance(argument, dict) and argument and not present:
                reason = gone
        with matplotlib.rc_context(STYLE):
            if reason is not None:
                _say(reason, title, alt)
            else:
                show_figure(*kept, title=title, alt=alt, **kwargs)

    return shown


def _present(value):
    """Return `value` without its missing parts, and one of these or None."""
    if not isinstance(value, dict):
        return value, first_missing(value)
    kept, gone = {}, None
    for name, each in value.items():
        present, missing = _present(each)
        gone = missing if gone is None else gone
        all_of_it = isinstance(each, dict) and not present and missing is not None
        if not all_of_it and first_missing(present) is None:
            kept[name] = present
    return kept, gone


def _say(reason, title, alt):
    """Show a figure that has nothing to draw, with the reason."""
    figure, axes = new_figure(height=1.2)
    axes[0, 0].set_axis_off()
    axes[0, 0].text(0, 0.5, f"Nothing to draw: {reason}", wrap=True, va="center")
    if follow(title) == title:  # no claim of this cell has said so
        title, alt = f"Not judged: {title}", f"Not judged: {alt}"
    show(figure, title, alt)
