"""Draw groups of values as horizontal strips, one row per group."""

import matplotlib
import numpy as np

from labhelpers.plots import _axes
from labhelpers.plots._figure import (
    COLOURS,
    MARKERS,
    STYLE,
    make_logarithmic,
    name_axes,
    new_figure,
    show,
)
from labhelpers.plots._groups import in_panels
from labhelpers.plots._left_out import without_missing


def draw_strips(ax, groups, *, x="", log_x=False):
    """Draw one dot per value, a row per group, and a bar at each median.

    Args:
        ax: The Axes to fill.
        groups: From label to values, shape (repeats,); the first label on top.
        x: Name of the x axis, with unit.
        log_x: Whether the x axis is logarithmic.

    Raises:
        ValueError: There is no group.
    """
    if not groups:
        raise ValueError("A figure of strips needs at least one group; received none")
    for number, values in enumerate(groups.values()):
        values = np.sort(np.asarray(values, dtype=float))
        heights = number + np.resize([0.0, 0.2, -0.2], len(values))
        style = number % len(COLOURS)
        ax.plot(
            values,
            heights,
            MARKERS[style],
            color=COLOURS[style],
            markersize=4,
            alpha=0.7,
        )
        median = np.median(values)
        ax.plot(
            [median] * 2, [number - 0.36, number + 0.36], color="black", linewidth=2
        )
    ax.set_yticks(range(len(groups)), list(groups))
    ax.set_ylim(len(groups) - 0.5, -0.5)
    ax.grid(axis="y", visible=False)
    name_axes(ax, x, "")
    if log_x:
        every = np.concatenate([np.ravel(v) for v in groups.values()])
        make_logarithmic(ax.xaxis, every)


@without_missing
def show_strips(panels, *, title, alt, x="", log_x=None, height=2.6):
    """Show strips in panels side by side, with shared axes.

    Args:
        panels: From label to values, shape (repeats,); or from panel title to such
            groups, with the same labels in all.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        x: Name of the x axis, with unit.
        log_x: Whether the x axis is logarithmic; if not given, the data decide.
        height: Height of the figure in inches.
    """
    panels = in_panels(panels)
    if log_x is None:
        every = [v for groups in panels.values() for v in groups.values()]
        log_x = bool(x) and _axes.y_is_logarithmic(np.concatenate(every))
    figure, axes = new_figure(1, len(panels), height=height, sharex=True, sharey=True)
    with matplotlib.rc_context(STYLE):
        for ax, (name, groups) in zip(axes.flat, panels.items(), strict=True):
            draw_strips(ax, groups, x=x, log_x=log_x)
            ax.set_title(name)
    show(figure, title, alt)
