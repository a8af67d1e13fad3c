"""Draw what models of one feature have learned, and how their predictions scatter."""

import numpy as np
from matplotlib.patches import Circle

from labhelpers.plots._figure import (
    COLOURS,
    legend_below,
    name_axes,
    new_figure,
    panels_in_a_row,
    show,
)
from labhelpers.plots._left_out import labs_figure


def draw_fits(ax, fits, x, *, truth, points=None):
    """Draw one fit, or many, over the truth and the examples.

    The limits of y hold the examples and the truth; a fit may run out of the frame.

    Args:
        ax: The Axes to fill.
        fits: Predictions at `x`, shape (points,), or (fits, points) for many.
        x: Where the predictions were made, shape (points,), rising.
        truth: The best prediction at `x`, shape (points,).
        points: A pair (x, y) of arrays of shape (num_examples,); none if not given.
    """
    fits = np.atleast_2d(fits)
    seen = np.asarray(truth)
    if points is not None:
        ax.plot(*points, "o", color="black", markersize=4, zorder=4, label="example")
        seen = np.concatenate([seen, points[1]])
    many = len(fits) > 1
    style = {"linewidth": 0.8, "alpha": 0.45} if many else {"linewidth": 1.8}
    lines = ax.plot(x, fits.T, color=COLOURS[0], zorder=2, **style)
    lines[0].set_label("fit")
    if many:
        mean = {"color": COLOURS[1], "linestyle": "-.", "linewidth": 2.2, "zorder": 3}
        ax.plot(x, fits.mean(axis=0), label="mean fit", **mean)
    ax.plot(x, truth, "--", color="0.35", zorder=3, label="truth")
    border = 0.15 * np.ptp(seen)
    ax.set_ylim(seen.min() - border, seen.max() + border)
    name_axes(ax, "x", "y")


@labs_figure
def show_fits(panels, x, *, title, alt, truth, points=None):
    """Show fits in panels with shared axes.

    Args:
        panels: From panel title to predictions, as in `draw_fits`.
        x: Where the predictions were made, shape (points,).
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        truth: The best prediction at `x`, shape (points,).
        points: Examples, as in `draw_fits`, the same in all panels.
    """
    figure, row = panels_in_a_row(panels, height=2.9, sharex=True, sharey=True)
    for ax, fits in row:
        draw_fits(ax, fits, x, truth=truth, points=points)
        ax.label_outer()
    legend_below(figure)
    show(figure, title, alt)


def draw_target(ax, shots, centre, *, rings):
    """Draw pairs of predictions as shots at the pair that is right."""
    away = np.asarray(shots) - centre
    for number, radius in enumerate(reversed(rings)):
        colour = "0.93" if number % 2 else "white"
        ax.add_patch(Circle((0, 0), radius, facecolor=colour, edgecolor="0.6"))
    inside = np.hypot(*away.T) < rings[-1]
    ax.plot(*away[inside].T, "o", color=COLOURS[0], markersize=3.2, alpha=0.7)
    ax.plot(0, 0, "+", color="black", markersize=9, markeredgewidth=1.6)
    mean = {"color": COLOURS[1], "markersize": 8, "markeredgecolor": "black"}
    ax.plot(*away.mean(axis=0), "^", **mean)
    edge = 1.03 * rings[-1]
    ax.set(xlim=(-edge, edge), ylim=(-edge, edge), xticks=[], yticks=[])
    ax.set_aspect("equal")
    for spine in ax.spines.values():
        spine.set_visible(False)


@labs_figure
def show_targets(panels, centre, *, rings, title, alt, labels):
    """Show bull's-eyes: one shot per training set, a triangle at their mean.

    Args:
        panels: From panel title to predictions at two inputs, shape (shots, 2). Shots
            beyond the last ring are not drawn.
        centre: What is right at both inputs, shape (2,).
        rings: Radii of the rings, rising, in the unit of the predictions; the last is
            the edge of the frame.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        labels: Names of the two directions.
    """
    rows = -(-len(panels) // 2)
    figure, axes = new_figure(rows, 2, height=2.4 * rows)
    for ax, (name, shots) in zip(axes.flat, panels.items(), strict=True):
        draw_target(ax, shots, centre, rings=rings)
        ax.set_title(name, loc="center")
        ax.set_xlabel(labels[0])
        ax.set_ylabel(labels[1])
    show(figure, title, alt)
