"""Check the exercises of lab 10."""

import numpy as np

from labhelpers import datasets, objectives
from labhelpers.checks._answers import (
    CASES,
    call,
    compare,
    fresh_generator,
    hint_of,
    known,
    numbers,
    several,
)
from labhelpers.checks._verdict import Hint, exercise
from labhelpers.mistakes import scaling as mistakes

PARTS = ["x_train", "x_val"]
HUGE = 1e4  # what only dividing by almost nothing gives
INEXACT = [n / 10 for n in range(1, 60) if np.full(12, n / 10).std() > 0]


@exercise
def condition_number(answer):
    """Check `my_condition_number(x)`."""
    generator = fresh_generator()
    cases = [
        (generator.normal(1, generator.uniform(0.5, 1.5, size), size=(17, size)),)
        for size in (2, 3, 4, 5)
    ]
    compare(
        answer,
        _condition_number,
        cases,
        names=["condition number"],
        mistakes=known(mistakes, "condition_number"),
        blocked=["objectives.PlaneFit"],
    )
    return "The ratio is right for random features of unequal means and scales."


@exercise
def standardize(answer):
    """Check `my_standardize(x_train, x_val)`.

    Some features are constant in `x_train`, others vary little or have two values, and
    `x_val` may be one example.
    """
    cases = _parts(constant=1) + _parts(constant=2) + _parts(small=True)
    cases += [(x_train, x_val[:1]) for x_train, x_val in _parts(constant=1)]
    cases += _parts(constant=2, inexact=True)
    cases += [(np.sign(x_train), np.sign(x_val)) for x_train, x_val in _parts()]
    with np.errstate(divide="ignore", invalid="ignore"):
        _require_finite(call(answer, *cases[0], blocked=["datasets.standardize"]))
        compare(
            answer,
            datasets.standardize,
            cases,
            names=PARTS,
            mistakes=known(mistakes, "standardize"),
            blocked=["datasets.standardize"],
        )
    return "Both parts get the training part's numbers, a constant feature its shift."


@exercise
def min_max(answer):
    """Check `my_min_max(x_train, x_val)`; some values of `x_val` lie outside."""
    compare(
        answer,
        _min_max,
        _parts(),
        names=PARTS,
        mistakes=known(mistakes, "min_max"),
    )
    return "The training part fills the interval, and validation values may leave it."


@exercise
def raw_weights(answer):
    """Check `my_raw_weights(kernel, bias, mean, std)`."""
    generator = fresh_generator()
    cases = [
        (
            generator.normal(size=(4, outputs)),
            generator.normal(size=outputs),
            generator.normal(scale=3, size=4),
            generator.uniform(0.3, 3, size=4),
        )
        for outputs in (1, 2, 3)
    ]
    compare(
        answer,
        _raw_weights,
        cases,
        names=["kernel", "bias"],
        mistakes=known(mistakes, "raw_weights"),
    )
    return "Raw and scaled model agree for one, two and three outputs."


def _parts(*, constant=0, small=False, inexact=False):
    """Return pairs of a training and a validation part, in general position.

    Args:
        constant: How many features are constant in the training part.
        small: Whether the deviation of one feature is.
        inexact: Whether the deviation of a constant feature comes out as some 1e-17,
            as that of twelve times 0.1 does.
    """
    generator = fresh_generator()
    pairs = []
    for _ in range(CASES):
        mean, std = generator.normal(scale=2, size=4), generator.uniform(0.4, 4, size=4)
        if small:
            place = generator.integers(4)
            mean[place], std[place] = 0.003, 0.002  # as float32 can still tell
        x = mean + std * generator.normal(size=(17, 4))
        x[12:] += np.array([1, -2, 2, -1]) * std  # the parts differ
        x[12], x[13] = mean - 9 * std, mean + 9 * std
        for place in generator.permutation(4)[:constant]:
            x[:12, place] = generator.choice(INEXACT if inexact else range(2, 9))
        pairs.append((x[:12], x[12:]))
    return pairs


def _require_finite(result):
    """Say which feature became NaN or infinite, which `compare` cannot tell."""
    for name, part in zip(PARTS, several(result, PARTS), strict=True):
        values = numbers(part, name)
        if not np.all(np.isfinite(values)):
            raise Hint(hint_of(mistakes.standardize__divided_by_zero))
        if np.any(np.abs(values) > HUGE):
            raise Hint(hint_of(mistakes.standardize__tiny_divisor))


def _condition_number(x):
    inputs = np.column_stack([x, np.ones(len(x))])
    return objectives.PlaneFit(inputs, np.zeros(len(x))).condition_number


def _min_max(x_train, x_val):
    low, high = x_train.min(axis=0), x_train.max(axis=0)
    return tuple(2 * (x - low) / (high - low) - 1 for x in (x_train, x_val))


def _raw_weights(kernel, bias, mean, std):
    kernel = kernel / std[:, None]
    return kernel, bias - mean @ kernel
