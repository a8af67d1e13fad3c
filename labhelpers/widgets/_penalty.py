"""Turn up a penalty and watch the minimum walk towards zero."""

import numpy as np

from labhelpers import plots
from labhelpers.widgets._view import View

NORMS = (1, 2)


def penalty_view(loss, minima, *, norms, strength):
    """Return a view of a loss of two weights under penalties, with one slider.

    The penalties stand side by side, so that the page that is only viewed compares
    them, too.

    Args:
        loss: A loss of two weights with its `minimum`, as in `objectives`.
        minima: A function of the norm and of strengths, shape (strengths,), that
            returns the weights with the least loss plus penalty, shape (strengths, 2).
        norms: The penalties to compare, 1 for L1 and 2 for L2.
        strength: The values of its slider, 0 or more, rising.

    Returns:
        A `View`; each of its pictures takes a small part of a second.

    Raises:
        ValueError: A norm is neither 1 nor 2.
    """
    if not set(norms) <= set(NORMS):
        raise ValueError(f"Each norm needs to be 1 or 2; received norms={norms!r}")
    strengths = np.linspace(0, max(strength), 101)
    ways = {norm: minima(norm, strengths) for norm in norms}

    def picture(strength):
        at = np.array([float(strength)])
        ends = {norm: minima(norm, at)[0] for norm in norms}
        return _picture(loss, strengths, ways, ends, strength)

    return View(picture, {"strength": strength})


def _picture(loss, strengths, ways, ends, strength):
    """Return the picture: contours for each norm, and the weights by strength."""
    figure, axes = plots.new_figure(1, len(ways) + 1, height=2.7)
    reach = 1.35 * max(np.abs(way).max() for way in ways.values())
    for ax, (norm, way) in zip(axes.flat, ways.items(), strict=False):
        _draw_contours(ax, loss, way, ends[norm], norm, reach)
        ax.label_outer()
    _draw_weights(axes[0, -1], ways, strengths, strength)
    zeros = [f"{np.sum(w == 0)} of 2 with L{norm}" for norm, w in ends.items()]
    return plots.picture(
        figure,
        f"Strength {strength:g}, weights at exactly zero: {', '.join(zeros)}",
        "Contours of a loss of two weights, for each penalty with the region in which "
        "it is no larger than at the penalized minimum; beside them both weights by "
        "strength.",
        quick=True,
    )


def _draw_weights(ax, ways, strengths, strength):
    """Draw both weights of each penalty by strength, with a line at the chosen one."""
    plots.draw_curves(
        ax,
        {
            f"L{norm}: $w_{number}$": way[:, number - 1]
            for norm, way in ways.items()
            for number in (1, 2)
        },
        x=("strength", strengths),
        y="weight at the minimum",
        log_x=False,
        log_y=False,
        label=False,
    )
    ax.legend(loc="upper right", fontsize=8, handlelength=3, borderaxespad=0)
    ax.axvline(strength, color="black", linewidth=1, zorder=1)
    ax.axhline(0, color="0.5", linewidth=0.8, zorder=1)


def _draw_contours(ax, loss, way, w, norm, reach):
    """Draw the loss, the penalty's contour through `w`, and the way of the minimum."""
    axis = np.linspace(-0.55 * reach, reach, 120)
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
    ax.set_title(f"L{norm}")
    ax.set_aspect("equal")
    ax.grid(False)
