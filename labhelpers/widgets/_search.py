"""Watch searches go over a stored surface, trial by trial."""

import numpy as np

from labhelpers import plots
from labhelpers.widgets._view import View

BUDGET = 18  # largest number of trials


def search_view(table, strategies, *, seed):
    """Return a view of the trials of each strategy on the surface.

    The map shows the best score over all dropout rates; a trial lies at its learning
    rate and batch size, whatever its dropout rate. Those that share a cell stand side
    by side in it.

    Args:
        table: A `tuning.Table`.
        strategies: From name to a function (table, scores, budget, generator) that
            returns the rows it tried.
        seed: Seed of the searches.

    Returns:
        A `View` with sliders for the strategy and the number of trials; searching
        is done once, so each picture takes a small part of a second.
    """
    scores = table.scores[:, 0]
    rows = {
        name: strategy(table, scores, BUDGET, np.random.default_rng([seed, 15]))
        for name, strategy in strategies.items()
    }
    rates, dropouts, sizes = (axis.values for axis in table.space.values())
    cube = scores.reshape(len(rates), len(dropouts), len(sizes))

    def picture(strategy, trials):
        chosen = rows[strategy][:trials]
        best = max(scores[chosen])
        at = np.array(np.unravel_index(chosen, cube.shape))[[0, 2]].T
        return _picture(cube.max(axis=1).T, rates, sizes, at, strategy, best)

    values = {"strategy": rows, "trials": range(1, BUDGET + 1)}
    return View(picture, values, {"strategy": list(rows)[-1], "trials": BUDGET})


def side_by_side(at):
    """Return places at which trials of one cell do not cover each other.

    Args:
        at: Cells of the trials, whole numbers, shape (trials, 2).

    Returns:
        Their places, the shape of `at`: a trial that is alone in the middle of its
        cell, others on a ring within it, in their order.
    """
    at = np.asarray(at, dtype=float)
    moved = at.copy()
    for cell in np.unique(at, axis=0):
        same = np.flatnonzero((at == cell).all(axis=1))
        if len(same) > 1:
            angles = 2 * np.pi * np.arange(len(same)) / len(same)
            moved[same] += np.c_[-0.25 * np.cos(angles), 0.32 * np.sin(angles)]
    return moved


def _picture(scores, rates, sizes, at, strategy, best):
    """Return the picture: the map, and the trials in their order."""
    figure, axes = plots.new_figure(height=2.6)
    image = plots.draw_map(
        axes[0, 0],
        scores,
        ("learning rate", rates),
        ("batch size", sizes),
        trials=side_by_side(at),
    )
    figure.colorbar(image, ax=axes[0, 0], label="accuracy")
    return plots.picture(
        figure,
        f"{strategy}: {best:.3f} is the best of {len(at)} trials",
        f"A map of validation accuracy over learning rate and batch size, with the "
        f"trials of the strategy {strategy} as numbered dots in their order.",
        quick=True,
    )
