"""Draw groups of values as horizontal strips, one row per group."""

import matplotlib
import numpy as np
from matplotlib import ticker

from labhelpers.plots._figure import (
    COLOURS,
    MARKERS,
    STYLE,
    name_axes,
    new_figure,
    show,
)


def draw_strips(ax, groups, *, x_label="", log_x=False):
    """Draw one dot per value, a row per group, and a bar at each median.

    Args:
        ax: The Axes to fill.
        groups: From label to values, shape (repeats,); the first label on top.
        x_label: Name of the x axis, with unit.
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
    name_axes(ax, x_label, "")
    if log_x:
        ax.set_xscale("log")
        ax.xaxis.set_major_locator(ticker.LogLocator(subs=(1, 3)))
        ax.xaxis.set_minor_locator(ticker.NullLocator())
        ax.xaxis.set_major_formatter(ticker.FuncFormatter(lambda x, _: f"{x:g}"))


def show_strips(panels, *, title, alt, height=2.6, **drawing):
    """Show strips in panels side by side, with shared axes.

    Args:
        panels: From panel title to groups as in `draw_strips`, the same labels in all.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        height: Height of the figure in inches.
        **drawing: Passed on to `draw_strips`: x_label, log_x.
    """
    figure, axes = new_figure(1, len(panels), height=height, sharex=True, sharey=True)
    with matplotlib.rc_context(STYLE):
        for ax, (name, groups) in zip(axes.flat, panels.items(), strict=True):
            draw_strips(ax, groups, **drawing)
            ax.set_title(name)
    show(figure, title, alt)
