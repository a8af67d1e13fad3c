"""Draw the paths of optimizers over surfaces of two weights, one or several."""

import numpy as np

from labhelpers.plots._figure import (
    COLOURS,
    WIDTH,
    default_columns,
    new_figure,
    show,
)
from labhelpers.plots._left_out import labs_figure

WEIGHTS = ("$w_1$", "$w_2$")
WIDE = 0.45  # a frame flatter than this takes a whole row


def draw_path(ax, surface, path, *, limits):
    """Draw the contours of `surface` and one path over them.

    Args:
        ax: The Axes to fill.
        surface: A loss of two weights: `surface(w)` with w of shape (..., 2).
        path: Points in order, shape (num_steps + 1, 2).
        limits: Two pairs, ((low, high) of the first weight, ... of the second).
    """
    axes = [np.linspace(low, high, 120) for low, high in limits]
    grid = np.stack(np.meshgrid(*axes), axis=-1)
    loss = surface(grid)
    levels = np.quantile(loss, [0.01, 0.05, 0.15, 0.3, 0.5, 0.7, 0.9])
    lines = {"colors": "0.75", "linewidths": 0.9, "linestyles": "solid"}
    ax.contour(*axes, loss, levels=np.unique(levels), **lines)
    ax.plot(*path.T, "o-", color=COLOURS[0], linewidth=1.1, markersize=2.6, zorder=3)
    ax.plot(*path[0], "s", color="black", markersize=6, zorder=4)
    ax.plot(*surface.minimum, "*", color=COLOURS[1], markersize=13, zorder=4)
    ax.set(xlim=limits[0], ylim=limits[1])
    ax.set_aspect("equal")
    ax.grid(False)


@labs_figure
def show_paths(
    surface, paths, *, title, alt, columns=None, labels=WEIGHTS, height=None
):
    """Show paths over one surface in panels with shared axes of one scale.

    A square marks the start, a star the minimum, each dot one step. The limits hold
    every path that stays; one that goes farther than twice its first distance from
    the minimum runs out of the frame.

    Args:
        surface: A loss of two weights with its `minimum`, as in `objectives`.
        paths: From panel title to path, shape (num_steps + 1, 2).
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        columns: Panels per row; chosen from the shape of the frame if not given.
        labels: Names of the two weights.
        height: Height of one row in inches; chosen likewise.

    Example:
        >>> plots.show_paths(
        ...     valley,
        ...     {"momentum 0": plain_path, "momentum 0.9": path},
        ...     title="Momentum shortens the way along the valley",
        ...     alt="Two paths in one valley. ...",
        ... )
    """
    minimum = surface.minimum
    paths = {name: _before_escape(path, minimum) for name, path in paths.items()}
    limits = _limits([*paths.values(), np.atleast_2d(minimum)], minimum)
    shape = (limits[1][1] - limits[1][0]) / (limits[0][1] - limits[0][0])
    columns = columns or (1 if shape < WIDE else default_columns(len(paths)))
    height = height or _row_height(shape, columns)
    panels = {name: (surface, path) for name, path in paths.items()}
    show(_panels(panels, limits, columns, height, labels), title, alt)


@labs_figure
def show_surfaces(panels, *, title, alt):
    """Show a surface and a path over it in each panel, with shared axes of one scale.

    A square marks the start, a star the minimum, each dot one step. The limits hold
    all paths and minima.

    Args:
        panels: From panel title to a pair: a loss of two weights with its `minimum`,
            as in `objectives`, and a path, shape (num_steps + 1, 2).
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
    """
    points = [[surface.minimum, *path] for surface, path in panels.values()]
    low, high = _ends(points)
    limits = _around(low, high, 0.12 * (high - low).max())
    show(_panels(panels, limits, len(panels), 2.9, WEIGHTS), title, alt)


def _panels(panels, limits, columns, height, labels):
    """Return a figure of pairs of a surface and a path, in rows of that height."""
    rows = -(-len(panels) // columns)
    figure, axes = new_figure(
        rows, columns, height=height * rows, sharex=True, sharey=True
    )
    for ax, (name, (surface, path)) in zip(axes.flat, panels.items(), strict=False):
        draw_path(ax, surface, path, limits=limits)
        ax.set(title=name, xlabel=labels[0], ylabel=labels[1])
        ax.label_outer()
    for ax in axes.flat[len(panels) :]:
        ax.set_visible(False)
    return figure


def _row_height(shape, columns):
    """Return the height in inches of frames that are `shape` times as high as wide."""
    return float(np.clip((WIDTH / columns - 0.6) * shape + 0.75, 1.35, 4.0))


def _before_escape(path, minimum):
    """Return the part of a path before it is ten times its first distance away."""
    return path[: _first_beyond(path, minimum, 10)]


def _first_beyond(path, minimum, factor):
    """Return how many points lie before the first beyond `factor` first distances."""
    distances = np.linalg.norm(np.nan_to_num(path, nan=np.inf) - minimum, axis=-1)
    outside = np.flatnonzero(distances > factor * distances[0])
    return outside[0] if outside.size else len(path)


def _limits(paths, minimum):
    """Return limits of both weights that hold the paths that stay, and all starts."""
    staying = [
        path if _first_beyond(path, minimum, 2) == len(path) else path[:1]
        for path in paths
    ]
    low, high = _ends(staying)
    return _around(low, high, 0.08 * np.maximum(high - low, 1e-9))


def _ends(paths):
    """Return the lowest and the highest value of both weights."""
    points = np.concatenate(paths)
    return points.min(axis=0), points.max(axis=0)


def _around(low, high, border):
    """Return limits of both weights, a border beyond their ends."""
    return tuple(zip(low - border, high + border, strict=True))
