"""Find the one thing to correct first in an answer that differs from the right one."""

import inspect

import numpy as np

from labhelpers.checks._verdict import Hint, StudentError, ToDo

TOLERANCE = 1e-4  # relative: float32 answers pass, wrong rules are off by far more
MOST_CASES = 12  # in which one argument after the other is changed
GIVEN = (np.ndarray, float)  # arguments that may come back as they are


def close(received, expected):
    """Return whether two arrays agree to float32 accuracy, relative to their size."""
    scale = max(1e-2, float(np.max(np.abs(expected), initial=0.0)))
    return bool(np.all(np.abs(received - expected) <= TOLERANCE * scale))


def agree(results, expected):
    """Return whether all parts of all results agree with those of others."""
    return all(
        _same(part, target)
        for result, right in zip(results, expected, strict=True)
        for part, target in zip(result, right, strict=True)
    )


def raise_known(results, expected, usual):
    """Raise the hint of a known mistake that an answer makes, alone or among others.

    Args:
        results: The parts that the answer returned, for each case.
        expected: The right parts, for each case.
        usual: Pairs of a hint and the parts that a mistake returns, for each case.

    Raises:
        Hint: The answer makes one of these mistakes. One that explains all parts is
            named before one that explains some and touches no part that is right.
    """
    for hint, wrong in usual:
        if agree(results, wrong):
            raise Hint(hint)
    received = [*zip(*results, strict=True)]
    right = [*zip(*expected, strict=True)]
    for hint, wrong in usual:
        parts = [*zip(*wrong, strict=True)]
        touched = [n for n, part in enumerate(parts) if not _equal(part, right[n])]
        if len(touched) == len(right) > 1 and all(
            any(_equal(part, other) for other in right) for part in parts
        ):
            continue  # the right parts in another order
        if any(_equal(received[n], right[n]) for n in touched):
            continue
        if any(_equal(received[n], parts[n]) for n in touched):
            raise Hint(hint)


def raise_ignored(values_of, reference, cases):
    """Raise a hint if the answer never changes with an argument that it needs.

    Args:
        values_of: A function from a case to the parts that the answer returns.
        reference: The right function; its arguments have the names of the exercise.
        cases: A list of tuples of arguments.
    """
    names = [*inspect.signature(reference).parameters]
    for place, name in enumerate(names):
        changed = [
            (case, other)
            for case in cases
            if len(case) == len(names)
            for other in _with_another(case, cases, place)
            if _matters(reference, case, other)
        ]
        changed = changed[:: 1 + len(changed) // MOST_CASES]
        if changed and not any(_used(values_of, *pair) for pair in changed):
            raise Hint(f"The result does not change with `{name}`: use it.")


def raise_returned_otherwise(results, expected, cases, names):
    """Raise a hint if right values stand elsewhere, or an argument is returned.

    Args:
        results: The parts that the answer returned, for each case.
        expected: The right parts, for each case.
        cases: The arguments of each case.
        names: How the parts are called.
    """
    received, right, given = (
        [*zip(*rows, strict=True)] for rows in (results, expected, cases)
    )
    wrong = [n for n in range(len(right)) if not _equal(received[n], right[n])]
    if len(wrong) > 1 and all(
        any(_equal(received[n], right[m]) for m in wrong) for n in wrong
    ):
        wanted = ", ".join(f"`{name}`" for name in names)
        raise Hint(f"The values are right and in another order: return {wanted}.")
    for n in wrong:
        for values in given:
            if isinstance(values[0], GIVEN) and _equal(received[n], values):
                raise Hint(f"`{names[n]}` came back as it was given: return a new one.")


def difference(name, received, expected, cases):
    """Say in what way one part is wrong, without giving the right value away.

    Args:
        name: How the part is called.
        received: What the answer gave, for each case.
        expected: What is right, for each case.
        cases: The arguments of each case.
    """
    if not all(np.all(np.isfinite(part)) for part in received):
        return f"`{name}` is not finite: look for a division by 0 or a root below 0."
    factors = [_factor(*pair) for pair in zip(received, expected, strict=True)]
    if len(factors) > 1 and all(factor is not None for factor in factors):
        factors = np.array(factors)
        if np.ndim(expected[0]) or close(factors, factors[:1] + 0 * factors):
            return f"`{name}` is {_times(factors)}"
    if digits := _digits(received, expected):
        return f"`{name}` is rounded to {digits}: return it as it is."
    wrong = [
        case
        for part, right, case in zip(received, expected, cases, strict=True)
        if not close(part, right)
    ]
    if all(isinstance(value, int | float | bool | str) for value in wrong[0]):
        arguments = ", ".join(
            f"{value:.3g}" if isinstance(value, float) else repr(value)
            for value in wrong[0]
        )
        return (
            f"`{name}` is wrong for the arguments ({arguments}): do it by hand there."
        )
    good = len(cases) - len(wrong)
    if good > len(wrong):
        return (
            f"`{name}` is right in {good} of {len(cases)} cases: look for an edge, "
            "such as equal values, a zero, or a single example."
        )
    pairs = zip(received, expected, strict=True)
    off = max(float(np.max(np.abs(part - right), initial=0.0)) for part, right in pairs)
    return f"`{name}` is off by up to {off:.2g}: work one case through by hand."


def _same(received, expected):
    """Return whether two arrays are close, or not finite, in the same places."""
    expected = np.asarray(expected, dtype=float)
    if np.shape(received) != expected.shape:
        return False
    received, finite = np.asarray(received, dtype=float), np.isfinite(expected)
    return np.array_equal(finite, np.isfinite(received)) and close(
        received[finite], expected[finite]
    )


def _equal(received, expected):
    """Return whether two rows of arrays are the same, one by one."""
    return len(received) == len(expected) and all(map(_same, received, expected))


def _matters(reference, case, other):
    """Return whether the right values change from one case to another."""
    try:
        return not _equal(parts_of(reference(*case)), parts_of(reference(*other)))
    except (ValueError, IndexError, ZeroDivisionError):  # the parts do not fit
        return False


def _used(values_of, case, other):
    """Return whether an answer gives other values, or none, for other arguments."""
    try:
        return not _equal(values_of(case), values_of(other))
    except (Hint, StudentError, ToDo):
        return True


def parts_of(result):
    """Return what a function returned as a list: the values of a tuple, or the one."""
    return list(result) if isinstance(result, tuple) else [result]


def _with_another(case, cases, place):
    """Return a case with the argument at one place changed, in a few ways."""
    value = case[place]
    others = [each[place] for each in cases if _alike(value, each[place])][:2]
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        slope = np.linspace(0.7, 1.3, value.size).reshape(value.shape)
        others += [1.25 * np.flip(value), slope * value]
    return [(*case[:place], other, *case[place + 1 :]) for other in others]


def _alike(value, other):
    """Return whether an argument is another one that may stand in the same place."""
    if type(value) is not type(other) or value is other:
        return False
    return np.shape(value) == np.shape(other) and not np.array_equal(value, other)


def _digits(received, expected):
    """Say to what all parts are rounded; empty if they are not."""
    for number in range(5):
        if _equal(received, [np.round(part, number) for part in expected]):
            return f"{number} digits" if number else "whole numbers"
    return ""


def _factor(received, expected):
    """Return the one factor between two arrays, or None."""
    size = np.max(np.abs(expected), initial=0.0)
    if size < 1e-6:
        return None
    place = np.unravel_index(np.argmax(np.abs(expected)), np.shape(expected))
    factor = float(np.asarray(received)[place] / np.asarray(expected)[place])
    return factor if close(received, factor * expected) else None


def _times(factors):
    """Say by what factors a part is wrong."""
    if close(factors, -np.ones_like(factors)):
        return "right but for its sign: look at each minus."
    if close(factors, np.full_like(factors, factors[0])):
        return f"{factors[0]:.3g} times what it should be, in every case."
    return (
        "off by a factor that differs from case to case: on which argument does it "
        "depend?"
    )
