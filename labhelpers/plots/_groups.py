"""Draw groups of values: one dot per seed, histograms."""

import numpy as np

from labhelpers.plots._figure import (
    COLOURS,
    MARKERS,
    legend_below,
    name_axes,
    panels_in_a_row,
    show,
)
from labhelpers.plots._left_out import labs_figure


def draw_groups(ax, groups, y):
    """Draw one dot per value, group by group, and a bar at each median."""
    for number, (name, values) in enumerate(groups.items()):
        values = np.asarray(values, dtype=float)
        offsets = np.linspace(-0.12, 0.12, len(values)) if len(values) > 1 else 0
        style = number % len(COLOURS)
        dots = {"color": COLOURS[style], "label": name}
        ax.plot(number + offsets, values, MARKERS[style], **dots)
        median = np.median(values)
        ax.plot([number - 0.25, number + 0.25], [median] * 2, color="black", zorder=1)
    ax.set_xticks(range(len(groups)), list(groups))
    name_axes(ax, "", y)
    ax.set_xlim(-0.5, len(groups) - 0.5)
    ax.grid(axis="x", visible=False)


@labs_figure
def show_groups(panels, *, title, alt, y="", height=2.8, sharey=True, limits=None):
    """Show groups of values side by side: a dot per seed, a bar at the median.

    Args:
        panels: From label to values, shape (seeds,); or from panel title to such
            groups.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        y: Name of the y axis, with unit.
        height: Height of the figure in inches.
        sharey: Whether the panels share their y axis.
        limits: Lowest and highest y, for figures that are compared; the data decide
            if not given.

    Example:
        >>> plots.show_groups(
        ...     {"without": low.last("accuracy"), "with": high.last("accuracy")},
        ...     y="training accuracy", title="...", alt="...",
        ... )
    """
    figure, row = panels_in_a_row(in_panels(panels), height=height, sharey=sharey)
    for ax, groups in row:
        draw_groups(ax, groups, y)
        if limits is not None:
            ax.set_ylim(limits)
        if sharey:
            ax.label_outer()
    show(figure, title, alt)


def in_panels(groups):
    """Return groups in a panel without a title, unless they are in panels already."""
    nested = all(isinstance(each, dict) for each in groups.values())
    return groups if nested else {"": groups}


def draw_histogram(ax, values, *, bins=30, marks=None, x=""):
    """Draw how often values occur, with named vertical marks.

    Args:
        ax: The Axes to fill.
        values: Any shape.
        bins: Number of bins or their edges, as in `numpy.histogram`.
        marks: From label to the x position of a vertical line.
        x: Name of the x axis, with unit.
    """
    ax.hist(np.ravel(values), bins=bins, color="0.7", edgecolor="0.4", linewidth=0.4)
    for number, (name, position) in enumerate((marks or {}).items()):
        style = {"color": COLOURS[number], "linestyle": ("-", "--", ":")[number % 3]}
        ax.axvline(position, linewidth=2, label=name, **style)
    name_axes(ax, x, "count")


@labs_figure
def show_histograms(panels, *, title, alt, x="", bins=30, marks=None):
    """Show histograms side by side, with shared axes.

    Args:
        panels: From panel title to values, any shape.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        x: Name of the x axis, with unit.
        bins: Number of bins, the same edges for all panels.
        marks: From panel title to named vertical marks, as in `draw_histogram`.
    """
    everything = np.concatenate([np.ravel(values) for values in panels.values()])
    edges = np.histogram_bin_edges(everything, bins)
    figure, row = panels_in_a_row(panels, height=2.6, sharex=True, sharey=True)
    marks = marks or {}
    for name, (ax, values) in zip(panels, row, strict=True):
        draw_histogram(ax, values, bins=edges, marks=marks.get(name), x=x)
        ax.label_outer()
    if marks:
        legend_below(figure)
    show(figure, title, alt)
