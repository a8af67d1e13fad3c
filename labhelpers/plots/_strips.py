"""Draw groups of values as horizontal strips, one row per group."""

import numpy as np

from labhelpers.plots import _axes
from labhelpers.plots._figure import (
    COLOURS,
    MARKERS,
    make_logarithmic,
    name_axes,
    panels_in_a_row,
    show,
)
from labhelpers.plots._groups import in_panels
from labhelpers.plots._left_out import labs_figure


def draw_strips(ax, groups, x="", log_x=False):
    """Draw one dot per value, a row per group, and a bar at each median."""
    if not groups:
        raise ValueError("A figure of strips needs at least one group; received none")
    for number, values in enumerate(groups.values()):
        values = np.sort(np.asarray(values, dtype=float))
        heights = number + np.resize([0.0, 0.2, -0.2], len(values))
        style = number % len(COLOURS)
        dots = {"color": COLOURS[style], "markersize": 4, "alpha": 0.7}
        ax.plot(values, heights, MARKERS[style], **dots)
        ends = [number - 0.36, number + 0.36]
        ax.plot([np.median(values)] * 2, ends, color="black", linewidth=2)
    ax.set_yticks(range(len(groups)), list(groups))
    ax.set_ylim(len(groups) - 0.5, -0.5)
    ax.grid(axis="y", visible=False)
    name_axes(ax, x, "")
    if log_x:
        every = np.concatenate([np.ravel(v) for v in groups.values()])
        make_logarithmic(ax.xaxis, every)


@labs_figure
def show_strips(panels, *, title, alt, x="", log_x=None, height=2.6):
    """Show strips in panels side by side, with shared axes.

    Args:
        panels: From label to values, shape (repeats,), the first label on top; or from
            panel title to such groups, with the same labels in all.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        x: Name of the x axis, with unit.
        log_x: Whether the x axis is logarithmic; if not given, the data decide.
        height: Height of the figure in inches.

    Raises:
        ValueError: There is no group.
    """
    panels = in_panels(panels)
    if log_x is None:
        every = [v for groups in panels.values() for v in groups.values()]
        log_x = bool(x) and _axes.y_is_logarithmic(np.concatenate(every))
    figure, row = panels_in_a_row(panels, height=height, sharex=True, sharey=True)
    for ax, groups in row:
        draw_strips(ax, groups, x, log_x)
    show(figure, title, alt)
