"""Turn up a penalty and watch the minimum walk towards zero."""

import matplotlib
import numpy as np

from labhelpers import plots
from labhelpers.widgets._view import View, middle

NORMS = (1, 2)


def penalty_view(loss, minima, *, norm, strength):
    """Return a view of a loss of two weights with a penalty, with two sliders.

    Args:
        loss: A loss of two weights with its `minimum`, as in `objectives`.
        minima: A function of the norm and of strengths, shape (strengths,), that
            returns the weights with the least loss plus penalty, shape (strengths, 2).
        norm: The values of its slider, 1 for an L1 and 2 for an L2 penalty.
        strength: The values of its slider, 0 or more, rising.

    Returns:
        A `View`; each of its pictures takes a small part of a second.

    Raises:
        ValueError: A norm is neither 1 nor 2.
    """
    if not set(norm) <= set(NORMS):
        raise ValueError(f"Each norm needs to be 1 or 2; received norm={norm!r}")
    strengths = np.linspace(0, max(strength), 101)
    ways = {each: minima(each, strengths) for each in norm}

    def picture(norm, strength):
        w = minima(norm, np.array([float(strength)]))[0]
        return _picture(loss, strengths, ways[norm], w, norm, strength)

    values = {"norm": list(norm), "strength": list(strength)}
    return View(picture, values, middle(values))


def _picture(loss, strengths, way, w, norm, strength):
    """Return the picture: contours with both minima, and the weights by strength."""
    figure, axes = plots.new_figure(1, 2, height=3.0)
    with matplotlib.rc_context(plots.STYLE):
        _draw_contours(axes[0, 0], loss, way, w, norm)
        ax = axes[0, 1]
        plots.draw_curves(
            ax,
            {f"$w_{number}$": way[:, number - 1] for number in (1, 2)},
            x=strengths,
            x_label="strength of the penalty",
            y_label="weight at the minimum",
        )
        ax.axvline(strength, color="black", linewidth=1, zorder=1)
        ax.axhline(0, color="0.5", linewidth=0.8, zorder=1)
    zeros = int(np.sum(w == 0))
    return plots.picture(
        figure,
        f"L{norm} penalty of strength {strength:g}: the minimum has {zeros} of 2 "
        "weights at exactly zero",
        "Contours of a loss of two weights, the region in which the penalty is no "
        "larger than at the penalised minimum, and beside it both weights by strength.",
        quick=True,
    )


def _draw_contours(ax, loss, way, w, norm):
    """Draw the loss, the penalty's contour through `w`, and the way of the minimum."""
    reach = 1.35 * np.abs(way).max()
    axis = np.linspace(-0.45 * reach, reach, 120)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1)
    levels = np.unique(np.quantile(loss(grid), [0.005, 0.03, 0.1, 0.25, 0.5, 0.8]))
    ax.contour(axis, axis, loss(grid), levels=levels, colors="0.7", linewidths=0.9)
    size = np.sum(np.abs(grid) ** norm, axis=-1)
    limit = np.sum(np.abs(w) ** norm)
    if limit > 0:
        ax.contourf(axis, axis, size, levels=[0, limit], colors=["0.88"])
        ax.contour(axis, axis, size, levels=[limit], colors="black", linewidths=1.2)
    ax.plot(*way.T, ":", color="black", linewidth=1.6)
    ax.plot(*loss.minimum, "*", color="#D55E00", markersize=13, zorder=4)
    ax.plot(*w, "o", color="#0072B2", markersize=8, zorder=5)
    ax.axhline(0, color="0.5", linewidth=0.8)
    ax.axvline(0, color="0.5", linewidth=0.8)
    ax.set(xlim=axis[[0, -1]], ylim=axis[[0, -1]], xlabel="$w_1$", ylabel="$w_2$")
    ax.set_aspect("equal")
    ax.grid(False)
