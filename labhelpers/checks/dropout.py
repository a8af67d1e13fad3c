"""Check the exercises of lab 14."""

import copy

import numpy as np

from labhelpers import layers
from labhelpers.checks._answers import (
    call,
    compare,
    fresh_generator,
    hint_of,
    known,
    numbers,
)
from labhelpers.checks._explaining import close
from labhelpers.checks._verdict import Hint, exercise
from labhelpers.mistakes import dropout as mistakes

BLOCKED = ["layers.dropout_mask", "layers.dropout_forward"]
REPEATS = 6  # further calls, each with a mask of its own


@exercise
def dropout(answer):
    """Check `my_dropout(x, rate, training, generator)` by what its masks do.

    Any way to draw masks from the generator is right that drops independently, at the
    rate, anew at each call.
    """
    generator = fresh_generator()
    x = generator.uniform(1, 2, size=(200, 60))
    rate = float(generator.uniform(0.2, 0.35))

    def run(training, generator=generator):
        result = call(answer, x, rate, training, generator, blocked=BLOCKED)
        return numbers(result, "the result", x.shape)

    if not close(run(training=False), x):
        _explain_inference(x, rate, run(training=False))
    same = copy.deepcopy(generator)
    first, again = run(training=True), run(training=True, generator=same)
    second, *more = [run(training=True) for _ in range(REPEATS)]
    for result in (first, second, *more):  # the mean of one mask may equal 1 - rate
        factors = (result / x)[result != 0]
        _check_fraction(result != 0, factors, rate)
        _check_scale(factors, result != 0, rate)
    _check_repeats(first != 0, second != 0)
    if len({(each != 0).tobytes() for each in (first, second, *more)}) <= REPEATS:
        raise Hint(hint_of(mistakes.dropout__same_mask))
    if not np.array_equal(first != 0, again != 0):
        raise Hint(hint_of(mistakes.dropout__generator_ignored))
    _check_independence(first == 0, second == 0)
    counts = [np.sum(each == 0) for each in (first, second, *more)]
    if np.ptp(counts) <= 2:  # their deviation is over 40
        raise Hint(hint_of(mistakes.dropout__a_fixed_number))
    if len(np.unique(first != 0, axis=0)) < len(first):  # by chance: 2 of a million
        raise Hint("Some examples share a mask: drop each value by itself.")
    return "Masks are drawn anew, at the rate, and scaled; inference changes nothing."


@exercise
def backward(answer):
    """Check `my_dropout_backward(gradient, mask, rate)`."""
    generator = fresh_generator()
    cases = []
    for rate in generator.uniform(0.2, 0.4, size=3):
        mask = layers.dropout_mask((6, 5), rate, generator)
        cases.append((generator.normal(size=(6, 5)), mask, float(rate)))
    compare(
        answer,
        layers.dropout_backward,
        cases,
        names=["gradient"],
        mistakes=known(mistakes, "backward"),
        blocked=["layers.dropout_backward", "layers.dropout_forward"],
    )
    return "The gradient passes where a value was kept, scaled as the value was."


@exercise
def ensemble(answer):
    """Check `my_ensemble_mean(outputs, masks, rate)`."""
    generator = fresh_generator()
    cases = []
    for units, rate in zip((3, 4, 5), generator.uniform(0.15, 0.4, 3), strict=True):
        masks = generator.permutation(layers.all_masks(units))
        outputs = generator.uniform(0.1, 1, size=(len(masks), 4))
        cases.append((outputs, masks, float(rate)))
    compare(
        answer,
        lambda outputs, masks, rate: layers.mask_probabilities(masks, rate) @ outputs,
        cases,
        names=["the mean"],
        mistakes=known(mistakes, "ensemble"),
        blocked=["layers.mask_probabilities"],
    )
    return "Every thinned network counts with the probability of its mask."


def _explain_inference(x, rate, result):
    """Say what happens at inference instead of nothing."""
    if np.any(result == 0):
        raise Hint(hint_of(mistakes.dropout__at_inference))
    raise Hint(hint_of(mistakes.dropout__scaled_at_inference))


def _check_fraction(kept, factors, rate):
    """Compare the fraction of dropped values with the rate."""
    dropped = 1 - kept.mean()
    if dropped == 0:
        raise Hint("Nothing is dropped with training=True: draw a mask first.")
    whole_lines = any(np.ptp(kept.mean(axis=axis)) == 1 for axis in (0, 1))
    if abs(dropped - rate) < 0.03 or whole_lines:  # `_check_repeats` names lines
        return
    if abs(dropped - (1 - rate)) < 0.03:
        consistent = close(factors, np.full_like(factors, 1 / rate))
        raise Hint(
            hint_of(
                mistakes.dropout__keep_probability
                if consistent
                else mistakes.dropout__keep_and_drop_swapped
            )
        )
    raise Hint(f"About {dropped:.0%} are dropped where `rate` says {rate:.0%}.")


def _check_scale(factors, kept, rate):
    """Compare the factor of what is kept with 1 / (1 - rate)."""
    expected = {
        1.0: mistakes.dropout__no_scaling,
        1 / rate: mistakes.dropout__scaled_by_rate,
        1 - rate: mistakes.dropout__multiplied,
    }
    if close(factors, np.full_like(factors, 1 / (1 - rate))):
        return
    for factor, mistake in expected.items():
        if close(factors, np.full_like(factors, factor)):
            raise Hint(hint_of(mistake))
    if close(factors, np.full_like(factors, 1 / kept.mean())):
        raise Hint(hint_of(mistakes.dropout__scaled_by_the_mask))
    raise Hint("What is kept has to grow by one and the same factor, 1 / (1 - rate).")


def _check_repeats(first, second):
    """Tell apart masks that repeat between calls, examples or units."""
    if np.array_equal(first, second):
        raise Hint(hint_of(mistakes.dropout__same_mask))
    if np.all(first == first[0]):
        raise Hint(hint_of(mistakes.dropout__one_mask_for_all_examples))
    if np.all(first == first[:, :1]):
        raise Hint(hint_of(mistakes.dropout__whole_examples))


def _check_independence(first, second):
    """Hold what is dropped to 12000 independent draws, by five statistics.

    The correlation of neighbours, and of two calls, has a deviation of 0.009: 0.075 is
    eight of them. Of independent draws the variances of the numbers per row and per
    column are within these factors of the binomial one, six deviations in the scale of
    Wilson and Hilferty. Two columns of 200 draws are as alike as 0.6 in fewer than one
    of a million masks.
    """
    z = (first - first.mean()) / first.std()
    alike = [z[1:] * z[:-1], z[:, 1:] * z[:, :-1], z * (second - second.mean())]
    columns = np.corrcoef(first.T) - np.eye(first.shape[1])
    if any(abs(each.mean()) > 0.075 for each in alike) or np.abs(columns).max() > 0.6:
        raise Hint(hint_of(mistakes.dropout__neighbours_together))
    by_row = z.sum(axis=1).var() / z.shape[1]
    by_column = z.sum(axis=0).var() / z.shape[0]
    if not 0.4 < by_row < 1.85 or not 0.25 < by_column < 2.5:
        raise Hint(hint_of(mistakes.dropout__equally_many))
