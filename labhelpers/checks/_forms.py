"""Turn what a student's function returns into plain data, whatever form it has.

A page and a grader call `plain` alike, so both judge the same value: the page in its
own process, the grader in the student's, before the value crosses.
"""

import functools
import inspect
import itertools
import numbers
from collections.abc import Iterator, Mapping, Sequence, ValuesView

import numpy as np

MAX_DEPTH = 40
MOST_PARTS = 10**5  # of a generator, which may have no end
UNCHANGED = (bytes, bool, int, float, complex, type)
RUN_THROUGH = (Iterator, ValuesView, Sequence)


def plain(value, depth=0):
    """Return `value` as numbers, arrays, lists, tuples and dicts where it is any form.

    Args:
        value: Anything: a generator, a tensor, a `Decimal`, a dict's values, ...
        depth: How many containers it lies in.

    Returns:
        The same in plain data; what is no data, such as a function, as it is.
    """
    if isinstance(value, str):
        return str.__str__(value)  # also of an enum's member, or NumPy's
    if value is None or isinstance(value, UNCHANGED) or depth > MAX_DEPTH:
        return value
    if isinstance(value, Mapping):
        return {key: plain(part, depth + 1) for key, part in value.items()}
    if isinstance(value, set | frozenset):
        return {plain(part, depth + 1) for part in value}
    if isinstance(value, memoryview) or hasattr(value, "__array__"):
        return _array(value, depth)
    if isinstance(value, RUN_THROUGH):
        parts = [plain(p, depth + 1) for p in itertools.islice(value, MOST_PARTS)]
        return tuple(parts) if isinstance(value, tuple) else parts
    return _number(value)


def _array(value, depth):
    """Return an array; one of objects as nested lists of what these are."""
    try:
        array = np.asarray(value)
    except Exception:  # a student's own __array__, or a tensor without a value
        return value
    if array.dtype.kind == "O":
        return plain(array.tolist(), depth + 1)
    if array.dtype.kind == "V" and array.dtype.names is None:  # bfloat16
        array = array.astype(float)
    if array.dtype.kind == "U" and array.ndim == 0:
        return str(array)
    return array[()] if isinstance(value, np.generic) else array


def _number(value):
    """Return a number that is no number of Python's or NumPy's as a float."""
    if isinstance(value, numbers.Number) or hasattr(type(value), "__float__"):
        try:
            return float(value)
        except (TypeError, ValueError, OverflowError):
            return value
    return value


def unwrapped(function):
    """Return the function that a student wrote, without what is wrapped around it.

    Taken away are decorators that name what they decorate, `functools.partial` and
    `tf.function`; of an object that can be called, `__call__` is returned.
    """
    for _ in range(MAX_DEPTH):
        if isinstance(function, functools.partial):
            function = function.func
        elif hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        elif hasattr(function, "python_function"):
            function = function.python_function
        else:
            break
    if not inspect.isroutine(function) and not isinstance(function, type):
        return vars(type(function)).get("__call__", function)
    return function
