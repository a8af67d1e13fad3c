"""Check the exercises of lab 12."""

import numpy as np

from labhelpers import evaluation
from labhelpers.checks._answers import CASES, compare, fresh_generator, known
from labhelpers.checks._verdict import exercise
from labhelpers.mistakes import stopping as mistakes


@exercise
def stopping_epochs(answer):
    """Check `my_stopping_epochs(curve, patience, mode)` on noisy curves."""
    generator = fresh_generator()
    cases = [
        (change(curve), patience, mode)
        for change, mode in [(np.array, "min"), (_accuracies, "max"), *_far_from_zero()]
        for patience in (1, 2, 3, 4, 99)
        for curve in (_curve(generator), _curve_with_ties(generator))
    ]
    compare(
        answer,
        lambda curve, patience, mode: evaluation.stopping_epochs(
            curve, patience, mode=mode, restore_best_weights=True
        ),
        cases,
        names=["the last epoch", "the epoch kept"],
        mistakes=known(mistakes, "stopping_epochs"),
        blocked=["evaluation.stopping_epochs"],
    )
    return "Both epochs are right for losses and accuracies, stopped or not."


@exercise
def smallest_patience(answer):
    """Check `my_smallest_patience(curve)` against trying one patience after another."""
    generator = fresh_generator()
    cases = [(_curve(generator),) for _ in range(2 * CASES)]
    falling = np.sort(generator.random(20))[::-1].copy()
    ties = falling[-1] + np.array([0.1, 0.0, 0.1, -0.1, 0.1])
    cases += [(falling,), (np.concatenate([falling, ties]),)]
    cases += [(_record_at(epoch, generator),) for epoch in (1, 1, 2, 5)]
    compare(
        answer,
        _tried_patience,
        cases,
        names=["the patience"],
        mistakes=known(mistakes, "smallest_patience"),
    )
    return "With this patience every curve is trained to its minimum, with less none."


@exercise
def optimism(answer):
    """Check `my_optimism(chosen_on, judged_on)` on random accuracies."""
    generator = fresh_generator()
    cases = [tuple(generator.random((2, rows, 7))) for rows in (1, 2, 5, 8, 30)]
    compare(
        answer,
        _optimism,
        cases,
        names=["the optimism"],
        mistakes=known(mistakes, "optimism"),
    )
    return "Each re-split chooses its own epoch, and other examples judge it."


def _curve(generator):
    """Return a noisy curve that falls for about 25 epochs and rises for 25."""
    epochs = np.arange(50)
    turn = generator.uniform(22, 28)
    return np.abs(epochs - turn) / 10 + generator.normal(scale=0.4, size=50) + 0.5


def _record_at(epoch, generator):
    """Return a curve whose one better value comes at an early epoch."""
    curve = generator.uniform(1.1, 2, size=9)
    curve[0], curve[epoch] = 1, generator.random()
    return curve


def _curve_with_ties(generator):
    """Return a curve of few values, of which the lowest comes twice in a row."""
    curve = _curve(generator).round(1)
    lowest = np.argmin(curve)
    curve[lowest + 1] = curve[lowest]
    return curve


def _accuracies(losses):
    """Return accuracies, from 0 to 1, that rise where the losses fall."""
    return np.exp(np.min(losses) - losses) * 0.97


def _far_from_zero():
    """Return changes of losses by which no start of the best value but the first does.

    Scores may be negative, and losses may be large.
    """
    return [
        (lambda losses: -3 - losses, "max"),
        (lambda losses: 1e4 + losses.round(1), "min"),
    ]


def _tried_patience(curve):
    """Return the smallest patience with which the epoch of the minimum is kept."""
    for patience in range(1, len(curve)):
        rule = {"patience": patience, "restore_best_weights": True}
        if evaluation.stopping_epochs(curve, **rule)[1] == np.argmin(curve):
            return patience
    return len(curve)


def _optimism(chosen_on, judged_on):
    epochs = chosen_on.argmax(axis=1)[:, None]
    gaps = np.take_along_axis(chosen_on - judged_on, epochs, axis=1)
    return float(gaps.mean())
