"""Call a student's function and compare what it returns with what is right."""

import contextlib
import contextvars
import copy
import dis
import importlib
import itertools
import types
from unittest import mock

import numpy as np

from labhelpers.checks._explaining import (
    agree,
    difference,
    parts_of,
    raise_ignored,
    raise_known,
    raise_returned_otherwise,
)
from labhelpers.checks._forms import plain, unwrapped
from labhelpers.checks._verdict import Hint, StudentError, ToDo

CASES = 5
COPIED = (np.ndarray, list, dict)
_blocked = contextvars.ContextVar("blocked", default=())


def fresh_generator():
    """Return a random generator that depends on no seed and disturbs none."""
    return np.random.default_rng()


def call(answer, *arguments, blocked=()):
    """Return as plain data what the student's function gives for `arguments`.

    Args:
        answer: The student's function, called with positional arguments.
        *arguments: Arrays are copied first, so that an answer may work in place.
        blocked: Functions of the package that would give the answer away, as
            "module.function"; out of reach during the call.

    Raises:
        Hint: `answer` is not a function, or is one of the package's own, or returned
            nothing.
        ToDo: The function is an untouched stub.
        StudentError: The function raised an error, which is the cause.
    """
    if not callable(answer):
        raise Hint(f"A function is needed here; received {_kind(answer)}.")
    if str(getattr(answer, "__module__", "")).startswith("labhelpers"):
        raise Hint("This is the package's own function: write the lines yourself.")
    try:
        with out_of_reach(blocked):
            result = plain(answer(*_copies(arguments)))
    except NotImplementedError:
        raise ToDo from None
    except (Exception, SystemExit) as error:
        raise StudentError from error
    if result is None and not is_stub(answer):
        raise Hint("It returned nothing: `return` the answer on every way through.")
    if result is None or result is Ellipsis:
        raise ToDo
    return result


def is_stub(function):
    """Return whether a function only returns None; one that is far away says so."""
    if hasattr(function, "is_stub"):
        return function.is_stub
    code = getattr(unwrapped(function), "__code__", None)
    return code is not None and len([*dis.get_instructions(code)]) <= 3


@contextlib.contextmanager
def out_of_reach(names):
    """Replace functions of the package by ones that refuse, for a while.

    The code inside the function is replaced, too: other names for it refuse as well.
    """
    with contextlib.ExitStack() as stack:
        before = _blocked.set(tuple(names))
        stack.callback(_blocked.reset, before)
        for name in names:
            module, function = name.rsplit(".", 1)
            target = importlib.import_module(f"labhelpers.{module}")
            _block_code(getattr(target, function), name, stack)
            stack.enter_context(mock.patch.object(target, function, _refusal(name)))
        yield


def blocked_now():
    """Return the names of the functions that are out of reach."""
    return _blocked.get()


def _block_code(function, name, stack):
    """Let `function` itself refuse until `stack` closes."""
    refusal = _refusal(name)
    if isinstance(function, types.FunctionType) and not function.__closure__:
        stack.callback(setattr, function, "__code__", function.__code__)
        function.__code__ = refusal.__code__


def numbers(result, name, shape=None):
    """Return `result` as an array of floats.

    Args:
        result: What the student's code gave: array, list, tensor or number.
        name: How the hint calls it.
        shape: The shape it must have; any shape if not given.

    Raises:
        Hint: It is no array of numbers, or has another shape.
    """
    try:
        if _holds_words(result):
            raise TypeError
        array = np.asarray(result, dtype=float)
    except (TypeError, ValueError, OverflowError, RuntimeError):  # a list of itself
        raise Hint(f"`{name}` must hold numbers; received {_kind(result)}.") from None
    if shape == () and array.shape != ():
        raise Hint(f"`{name}` must be one number; received shape {array.shape}.")
    if shape is not None and array.shape != tuple(shape):
        given = array.shape or "one number"
        raise Hint(f"`{name}` needs shape {tuple(shape)}; received {given}.")
    return array


def _holds_words(result):
    """Return whether there are strings or `None` among what should be numbers."""
    array = np.asarray(result)
    return array.dtype.kind in "US" or (
        array.dtype == object and any(value is None for value in array.flat)
    )


def several(result, names):
    """Return the parts of a result of several values, in order.

    Raises:
        Hint: The result is not a tuple, list or array with one part per name.
    """
    wanted = " and ".join(f"`{name}`" for name in names)
    if isinstance(result, np.ndarray) and result.ndim:
        result = list(result)
    if not isinstance(result, tuple | list) or len(result) != len(names):
        raise Hint(f"Return {wanted}, in this order; received {_kind(result)}.")
    return list(result)


def compare(answer, reference, cases, *, names, first=(), mistakes=(), blocked=()):
    """Hold a student's function to a reference on random inputs.

    Args:
        answer: The student's function.
        reference: The right function, with the same positional arguments.
        cases: A list of tuples of arguments.
        names: What the function returns, one name per value.
        first: Names of values from which others are computed: to be corrected first.
        mistakes: Typical wrong functions; the first that agrees with the answer in
            all cases gives its docstring as the hint.
        blocked: As in `call`.

    Raises:
        Hint: The answer differs from the reference.
    """

    def values_of(case):
        result = call(answer, *case, blocked=blocked)
        return _values(result, reference(*case), names)

    results = [values_of(case) for case in cases]
    expected = [parts_of(reference(*case)) for case in cases]
    if agree(results, expected):
        return
    with np.errstate(all="ignore"):
        usual = [
            (hint_of(m), [parts_of(m(*_copies(case))) for case in cases])
            for m in mistakes
        ]
        raise_known(results, expected, usual)
    raise_returned_otherwise(results, expected, cases, names)
    raise_ignored(values_of, reference, cases)
    parts = [[*zip(*every, strict=True)] for every in (results, expected)]
    right = [agree([one], [other]) for one, other in zip(*parts, strict=True)]
    wrong = [name for name, is_right in zip(names, right, strict=True) if not is_right]
    place = names.index(min(wrong, key=lambda name: name not in first))
    rest = [f"`{name}` is right; " for name in itertools.compress(names, right)][:1]
    hint = difference(names[place], parts[0][place], parts[1][place], cases)
    raise Hint("".join(rest) + hint)


def known(mistakes, exercise):
    """Return the known mistakes of an exercise, in the order of their module.

    Args:
        mistakes: A module of `labhelpers.mistakes`.
        exercise: The name that its mistakes start with, before two underscores.
    """
    found = vars(mistakes).items()
    return [function for name, function in found if name.startswith(f"{exercise}__")]


def hint_of(mistake):
    """Return the docstring of a known mistake as one line."""
    return " ".join(mistake.__doc__.split())


def _copies(arguments):
    """Copy what an answer may change; the stream of a random generator goes on."""
    return [
        copy.deepcopy(argument) if isinstance(argument, COPIED) else argument
        for argument in arguments
    ]


def _values(result, expected, names):
    """Return the values of a result as arrays of the expected shapes."""
    expected = parts_of(expected)
    parts = [result] if len(names) == 1 else several(result, names)
    return [
        numbers(part, name, np.shape(target))
        for part, name, target in zip(parts, names, expected, strict=True)
    ]


def _kind(value):
    kind = type(value).__name__
    try:
        return f"a {kind} of length {len(value)}"
    except TypeError:  # it has none, as an array without dimensions
        return kind


def _refusal(name):
    """Return a function that refuses; its code needs nothing from around it."""
    sentence = f"{name} is out of reach inside this exercise: write the lines yourself"
    namespace = {}
    exec(f"def refuse(*_, **__):\n    raise RuntimeError({sentence!r})", namespace)
    return namespace["refuse"]
