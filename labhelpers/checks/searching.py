"""Check the exercises of lab 15."""

import copy

import numpy as np

from labhelpers.checks._answers import (
    call,
    compare,
    fresh_generator,
    hint_of,
    known,
    numbers,
)
from labhelpers.checks._verdict import Hint, exercise
from labhelpers.mistakes import searching as mistakes

DRAWS = 4000
FARTHEST_APART, DEVIATIONS = 3000, 8  # of values compared, of their correlation
# How far 4000 fair draws stray from an even spread: farther, or less far, in fewer than
# one of a million calls (Kolmogorov's distribution).
FARTHEST, NEAREST = 0.045, 0.0042


@exercise
def log_uniform(answer):
    """Check `my_log_uniform(low, high, size, generator)` by where its draws lie.

    Any way to draw is right that spreads the logarithms evenly between the ends.
    """
    generator = fresh_generator()
    for lowest in (-7, -3):  # far from 1 on either side, so that a wrong base shows
        low = 10 ** generator.uniform(lowest, lowest + 1)
        high = low * 10 ** generator.uniform(2, 4)

        def draw(generator, low=low, high=high):
            result = call(answer, low, high, DRAWS, generator, blocked=["tuning.Range"])
            return numbers(result, "the values", (DRAWS,))

        same = copy.deepcopy(generator)
        values, again, rest = draw(generator), draw(same), draw(generator)
        _explain(values, low, high)
        where = np.log(values / low) / np.log(high / low)
        _check_spread(where)
        if np.array_equal(values, rest):
            raise Hint("Two calls give the same values: draw from `generator`.")
        if not np.array_equal(values, again):
            raise Hint(hint_of(mistakes.log_uniform__generator_ignored))
    return "Every factor of ten gets its share, and the ends are those asked for."


@exercise
def improvement(answer):
    """Check `my_improvement(mean, std, best)`; where `std` is 0 the gain is certain."""
    from labhelpers import tuning

    generator = fresh_generator()
    cases = []
    for size in (5, 7, 9, 11):
        mean = generator.uniform(0.5, 1.0, size)
        lowest, *_, highest = order = np.argsort(mean)
        middle = order[size // 2]
        best = mean[middle] = float(mean[middle]) + 0.01
        std = generator.uniform(0.05, 0.3, size)
        std[[lowest, middle, highest]] = 0.0
        cases += [(mean, std, best), (mean - 2, std, best - 2)]
    uncertain = [(mean, np.where(std > 0, std, 0.1), best) for mean, std, best in cases]
    with np.errstate(divide="ignore", invalid="ignore"):
        for part in (uncertain, cases):  # first the formula, then where nothing is
            compare(
                answer,
                tuning.expected_improvement,
                part,
                names=["the improvement"],
                mistakes=known(mistakes, "improvement"),
                blocked=["tuning.expected_improvement"],
            )
            _require_finite(answer, cases[0])
    return "It is right for likely and unlikely trials, and where nothing is uncertain."


@exercise
def budget(answer):
    """Check `my_best_within(scores, costs, budget)`; failed trials score NaN."""
    generator = fresh_generator()
    cases = [_search(generator, number % 2 == 0) for number in range(8)]
    cases += _edges(generator)
    cases += [(scores - 2, costs, budget) for scores, costs, budget in cases[:4]]
    for case in cases:
        result = call(answer, *case)
        if np.any(np.isnan(numbers(result, "the best score"))):
            raise Hint(hint_of(mistakes.budget__failed_trial_is_best))
    compare(
        answer,
        _best_within,
        cases,
        names=["the best score"],
        mistakes=known(mistakes, "budget"),
    )
    return "Only what the budget pays for counts, and failed trials are paid for, too."


def _check_spread(where):
    """Hold places between the ends, from 0 to 1, to independent even draws.

    Two values that lie any distance apart are uncorrelated; each sum of such products
    is counted in deviations. Draws in float32 repeat about once.
    """
    ordered = np.sort(where)
    off = np.abs(ordered - (np.arange(DRAWS) + 0.5) / DRAWS).max()
    if off > FARTHEST:
        raise Hint("Each factor of ten must get the same share of the draws.")
    if len(np.unique(where)) < 0.98 * DRAWS:
        raise Hint(hint_of(mistakes.log_uniform__from_a_grid))
    z = (where - where.mean()) / where.std()
    together = np.correlate(z, z, "full")[DRAWS : DRAWS + FARTHEST_APART]
    together /= np.sqrt(DRAWS - np.arange(1, FARTHEST_APART + 1))
    if abs(together[0]) > DEVIATIONS:
        raise Hint(hint_of(mistakes.log_uniform__in_order))
    if np.abs(together).max() > DEVIATIONS:
        raise Hint("One value tells a later one: draw each value by itself.")
    if off < NEAREST:
        raise Hint(hint_of(mistakes.log_uniform__too_even))


def _explain(values, low, high):
    """Say what is wrong with draws that leave the range or do not vary."""
    if not np.all(np.isfinite(values)):
        raise Hint("Some values are not finite: look for a root or a logarithm.")
    if np.ptp(values) == 0:
        raise Hint(hint_of(mistakes.log_uniform__one_draw))
    decimal, natural = np.log10([low, high]), np.log([low, high])
    is_below = values.min() < low * 0.999
    if values.min() < 0 and (_lie(values, decimal) or _lie(values, natural)):
        raise Hint(hint_of(mistakes.log_uniform__exponents_returned))
    if _lie(values, np.exp(decimal)) or (is_below and _lie(values, 10**natural)):
        raise Hint(hint_of(mistakes.log_uniform__two_bases))
    with np.errstate(all="ignore"):
        logarithms = np.log10(values)
    if np.all((logarithms >= low - 1e-9) & (logarithms <= high + 1e-9)):
        raise Hint(hint_of(mistakes.log_uniform__ends_as_exponents))
    if is_below:
        raise Hint(hint_of(mistakes.log_uniform__from_zero))
    if np.any(values > high * 1.001):
        raise Hint("Draws lie above `high`: both ends belong to the range.")
    if np.mean(values > (low + high) / 2) > 0.4:
        raise Hint(hint_of(mistakes.log_uniform__uniform))


def _lie(values, ends):
    """Return whether all values lie between two ends, but for rounding."""
    rounding = 1e-3 * np.abs(ends)
    return np.all((values >= ends[0] - rounding[0]) & (values <= ends[1] + rounding[1]))


def _require_finite(answer, case):
    result = call(answer, *case, blocked=["tuning.expected_improvement"])
    found = numbers(result, "the improvement", case[0].shape)
    if np.any(~np.isfinite(found[case[1] == 0])):
        raise Hint(hint_of(mistakes.improvement__not_a_number_without_uncertainty))


def _search(generator, failure_costs_most):
    """Return scores, costs and a budget that tell the known mistakes apart.

    Scores rise, so that a trial too many is seen; the last one paid for is not the
    best, the second one failed, and the best of all costs more than the budget.
    """
    size, paid = 12, int(generator.integers(5, 9))
    scores = np.sort(generator.uniform(0.3, 1.0, size))
    scores[[paid - 2, paid - 1]] = scores[[paid - 1, paid - 2]]
    scores[1] = np.nan
    costs = generator.uniform(0.3, 0.6, size)
    costs[[1, paid]] = (0.7, 0.3) if failure_costs_most else (0.2, 0.7)
    budget = float(costs[:paid].sum()) + 0.1
    costs[-1] = 2 * budget
    return scores, costs, budget


def _edges(generator):
    """Return searches at the edges of the rule; all costs add up without rounding."""
    cases = []
    for failed in (0, 2, 3):
        scores = np.sort(generator.uniform(0.3, 1.0, 8))
        costs = generator.integers(4, 9, size=8) / 16
        scores[failed] = np.nan
        spent = np.cumsum(costs)
        # The fourth is the best that is finished, and takes all that is left; or it
        # has failed. The budget pays for everything. The fifth is too dear, and what
        # comes after it is cheap, and better.
        cases += [
            (scores, costs, float(spent[3])),
            (scores, costs, float(spent[-1]) + 1),
        ]
        dear = costs.copy()
        dear[4:] = 2, *[1 / 16] * 3
        cases.append((scores, dear, float(spent[3]) + 0.5))
    return cases


def _best_within(scores, costs, budget):
    """Return the best finished score that the budget pays for."""
    paid = np.cumsum(costs) <= budget
    return np.nanmax(scores[paid])
