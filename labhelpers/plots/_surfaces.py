"""Draw one path over each of several surfaces, side by side."""

import matplotlib
import numpy as np

from labhelpers.plots._figure import STYLE, new_figure, show
from labhelpers.plots._left_out import without_missing
from labhelpers.plots._paths import draw_path


@without_missing
def show_surfaces(
    panels, *, title, alt, columns=None, labels=("$w_1$", "$w_2$"), height=2.9
):
    """Show a surface and a path over it in each panel, with shared axes of one scale.

    A square marks the start, a star the minimum, each dot one step. The limits hold
    all paths and minima.

    Args:
        panels: From panel title to a pair: a loss of two weights with its `minimum`,
            as in `objectives`, and a path, shape (num_steps + 1, 2).
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        columns: Panels per row; all in one row if not given.
        labels: Names of the two weights.
        height: Height of one row in inches.
    """
    limits = _limits(panels.values())
    columns = columns or len(panels)
    rows = -(-len(panels) // columns)
    figure, axes = new_figure(
        rows, columns, height=height * rows, sharex=True, sharey=True
    )
    with matplotlib.rc_context(STYLE):
        for ax, (name, (surface, path)) in zip(axes.flat, panels.items(), strict=False):
            draw_path(ax, surface, path, limits=limits)
            ax.set(title=name, xlabel=labels[0], ylabel=labels[1])
            ax.label_outer()
        for ax in axes.flat[len(panels) :]:
            ax.set_visible(False)
    show(figure, title, alt)


def _limits(pairs):
    """Return limits of both weights that hold every path and minimum."""
    points = np.concatenate([[surface.minimum, *path] for surface, path in pairs])
    low, high = points.min(axis=0), points.max(axis=0)
    border = 0.12 * (high - low).max()
    return tuple(zip(low - border, high + border, strict=True))
