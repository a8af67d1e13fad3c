"""Claims about one value per seed: differences, ratios, shares."""

import numpy as np

from labhelpers.claims._effects import against, times_words
from labhelpers.claims._judging import CannotJudgeError, judge, number, refuse_missing


def larger(sentence, a, b=0.0, *, by=None, times=None, part=None):
    """Claim that `a` is typically larger than `b`: the median over seeds counts.

    The values are paired: position i of both belongs to the same seed. A difference is
    taken seed by seed, and its median must exceed `by`. With `times` the ratio is taken
    seed by seed instead, and its median must exceed `times`. Chance alone rarely
    makes a claim hold: three quarters of the seeds must agree, or the mean must lie
    more than one standard error above the threshold.

    Args:
        sentence: What is claimed, in words.
        a: One value per seed, shape (seeds,).
        b: The same for the other side, or one number to compare every seed with.
        by: The difference that must be exceeded, at least 0; 0 if not given.
        times: The ratio that must be exceeded, at least 1; all values must be positive.
        part: The share of `b` to compare with, above 0, as 1 / 3 for "more than a third
            of b". Unlike `times` it also compares values that are zero or negative.

    Returns:
        A `Verdict`; its effect names the median of both sides. It cannot be judged if
        a value is missing or not a number, if both sides have different numbers of
        seeds, or if there are fewer than two seeds.

    Raises:
        ValueError: Two of `by`, `times` and `part` are given, or one is too small, or
            the values are no numbers of shape (seeds,).

    Example:
        >>> high, low = runs.at(momentum=0.9), runs.at(momentum=0)
        >>> verdict = claims.larger(
        ...     "Momentum raises it", high.last("accuracy"),
        ...     low.last("accuracy"), by=0.01,
        ... )
        HOLDS  Momentum raises it  [typically 0.97 against 0.85; 5 of 5 repeats]
    """
    by, times, part = _threshold(by, times, part)
    return judge(sentence, lambda: _compare(a, b, by, times, part, direction=1))


def smaller(sentence, a, b=0.0, *, by=None, times=None, part=None):
    """Claim that `a` is typically smaller than `b`: the mirror of `larger`.

    Arguments, verdict and errors are those of `larger`; `by` says how far `a` must lie
    below `b`, `times` how many times smaller it must be, and `part` below which share
    of `b` it must lie.

    Example:
        >>> verdict = claims.smaller("The loss is halved", after, before, times=2)
        HOLDS  The loss is halved  [typically 3.4 times smaller; 10 of 10 repeats]
    """
    by, times, part = _threshold(by, times, part)
    return judge(sentence, lambda: _compare(a, b, by, times, part, direction=-1))


def close(sentence, a, b, *, within):
    """Claim that `a` and `b` typically differ by less than `within`.

    The median over seeds of the distance |a - b| counts.

    Choose `within` smaller than a difference that anybody would see in the figure.

    Args:
        sentence: What is claimed, in words.
        a: One value per seed, shape (seeds,).
        b: The same for the other side, or one number.
        within: The tolerance, above 0, in the unit of the values.

    Returns:
        A `Verdict`, as `larger`; the seeds counted are those within the tolerance.

    Raises:
        ValueError: `within` is not positive, or the values have another shape.

    Example:
        >>> verdict = claims.close("Both are about as good", one, other, within=0.01)
        HOLDS  Both are about as good  [typically 0.004 apart; 9 of 10 repeats]
    """
    if not within > 0:
        raise ValueError(f"`within` must be above 0; received {within!r}")

    def work_out():
        first, second = _paired(a, b)
        distance = np.abs(first - second)
        _refuse_no_answer(distance)
        typical = np.median(distance)
        agree = int(np.sum(distance < within))
        effect = f"typically {number(typical)} apart; {agree} of {len(first)} repeats"
        return typical < within, effect, _margin(within - distance)

    return judge(sentence, work_out)


def share(sentence, flags, *, above=0.5):
    """Claim that something happens in more than a share of the seeds or repeats.

    Args:
        sentence: What is claimed, in words.
        flags: One truth value per seed or repeat, shape (repeats,).
        above: The share that must be exceeded, from 0 to below 1.

    Returns:
        A `Verdict`.

    Raises:
        ValueError: `above` is out of range, or `flags` has another shape.

    Example:
        >>> verdict = claims.share("Most balls pass the dip", arrived, above=0.8)
        HOLDS  Most balls pass the dip  [in 87% of 200]
    """
    if not 0 <= above < 1:
        raise ValueError(f"`above` must be from 0 to below 1; received {above!r}")

    def work_out():
        seen = _one_per_seed(flags)
        if len(seen) < 2:
            raise CannotJudgeError(f"two repeats are needed; there are {len(seen)}")
        _refuse_no_answer(seen)
        seen = seen.astype(bool)
        effect = f"in {np.mean(seen):.0%} of {len(seen)}"
        return np.mean(seen) > above, effect, _margin(seen - above)

    return judge(sentence, work_out)


def _threshold(by, times, part):
    """Return `by`, `times` and `part`, of which one at most may be given."""
    given = {"by": by, "times": times, "part": part}
    given = [name for name, value in given.items() if value is not None]
    if len(given) > 1:
        raise ValueError(
            "A claim needs a difference `by`, a ratio `times` or a share `part`; "
            f"received {' and '.join(given)}"
        )
    if by is not None and not by >= 0:
        raise ValueError(f"`by` must be at least 0; received {by!r}")
    if times is not None and not times >= 1:
        raise ValueError(f"`times` must be at least 1; received {times!r}")
    if part is not None and not part > 0:
        raise ValueError(f"`part` must be above 0; received {part!r}")
    return by or 0.0, times, 1.0 if part is None else part


def _compare(a, b, by, times, part, direction):
    """Return the verdict on a difference or ratio in a direction, 1 or -1."""
    first, second = sides = _paired(a, b)
    threshold = by
    if times is not None:
        if not (np.all(first > 0) and np.all(second > 0)):
            raise CannotJudgeError("a ratio needs positive values")
        first, second, threshold = np.log(first), np.log(second), np.log(times)
    with np.errstate(invalid="ignore"):
        difference = direction * (first - part * second)
    _refuse_no_answer(difference)
    agree = int(np.sum(difference > threshold))
    with np.errstate(invalid="ignore"):
        typical = np.median(difference)
    if np.isnan(typical):  # half of the seeds are +inf, the other half -inf
        raise CannotJudgeError("one side diverges on half of the seeds each")
    if times is not None:
        size = times_words(direction * typical)
    elif np.ndim(b) == 0 and b != 0:  # a threshold, which the sentence names
        size = number(np.median(first))
    elif np.ndim(b) == 0:
        size = number(direction * typical, "+")
    else:
        size = against(*sides, direction * typical, part)
    effect = f"typically {size}; {agree} of {len(difference)} repeats"
    margin = _margin(difference - threshold)
    holds = typical > threshold and _stands_out(margin, agree, len(difference))
    return holds, effect, margin


def _paired(a, b):
    """Return both sides as arrays of the same shape (seeds,), at least two seeds."""
    refuse_missing(a, b)
    first, second = _one_per_seed(a), _one_per_seed(b)
    scalar = np.ndim(a) == 0, np.ndim(b) == 0
    if not any(scalar) and len(first) != len(second):
        raise CannotJudgeError(
            f"one side has {len(first)} seeds and the other {len(second)}"
        )
    seeds = max(len(first), len(second))
    if seeds < 2:
        raise CannotJudgeError(f"two seeds are needed; there is {seeds}")
    for values in (first, second):
        _refuse_no_answer(values)
    return np.broadcast_to(first, seeds), np.broadcast_to(second, seeds)


def _one_per_seed(values):
    """Return values as floats of shape (seeds,); one number has shape (1,)."""
    refuse_missing(values)
    array = np.atleast_1d(np.asarray(values, dtype=float))
    if array.ndim != 1:
        raise ValueError(
            "A claim needs one value per seed, shape (seeds,); "
            f"received shape {array.shape}"
        )
    return array


def _refuse_no_answer(values):
    """Raise if some values are not a number, as where both sides diverged."""
    where = int(np.isnan(values).sum())
    if where:
        raise CannotJudgeError(
            f"there is no number to compare on {where} of {len(values)} repeats"
        )


def _margin(differences):
    """Return by how many standard errors the mean of differences exceeds zero.

    None where infinite values leave no answer; infinite where all differences are equal
    and not zero.
    """
    if not np.all(np.isfinite(differences)):
        return None
    error = differences.std(ddof=1) / np.sqrt(differences.size)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(differences.mean() / error)


def _stands_out(margin, agree, num_seeds):
    """Return whether an effect is more than what chance does between the seeds.

    Without an effect the median exceeds the threshold in half of all runs. So the mean
    must also lie a standard error above it, or three quarters of the seeds must agree:
    a single seed that is far off widens the standard error and decides nothing.
    """
    return 4 * agree >= 3 * num_seeds or (margin is not None and margin > 1)
