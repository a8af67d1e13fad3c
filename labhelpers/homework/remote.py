"""Ask the process of a submission, from outside: run this, give me that, call it.

Functions of the student's become `Answer`s, which the checks call like functions; each
call crosses to the student's process and back as data (see `wire`).
"""

import io
import operator
import pickle
import sys
import types

import numpy as np

from labhelpers.checks._answers import blocked_now
from labhelpers.homework import wire


class Inside(BaseException):
    """A check needs an object that cannot leave the student's process."""


class Answer:
    """A function in the student's process, called from here."""

    def __init__(self, student, function):
        self._student, self._number = student, function.number
        self.__name__ = self.__qualname__ = function.name
        self.__module__, self.is_stub = function.module, function.is_stub

    def __call__(self, *arguments, **named):
        """Call the function over there and return what it gives."""
        return self._student.call(self._number, arguments, named)


class Student:
    """The process of a submission, as the grader sees it.

    Args:
        reader, writer: The two ends of the pipes to it, binary files.
        watch: Called with the seconds that the next answer may take; None afterwards.
    """

    def __init__(self, reader, writer, watch=lambda seconds: None):
        self._reader, self._writer, self._watch = reader, writer, watch
        self._callbacks = []
        self.cell_seconds = None

    def run(self, source):
        """Run a cell; return its error as a dict, or None."""
        return self._request(do="run", source=source).get("error")

    def get(self, name):
        """Return the value of a name, with `Answer`s for functions.

        Raises:
            KeyError: There is no such name.
            Inside: It is an object that cannot leave the process.
        """
        answer = self._request(do="get", name=name)
        if "missing" in answer:
            raise KeyError(name)
        return self._value(answer)

    def call(self, number, arguments, named):
        """Call the student's function of this number and return its result."""
        request = {"arguments": arguments, "named": named, "blocked": blocked_now()}
        answer = self._request(do="call", number=number, **request)
        if "error" in answer:
            raise remote_error(answer["error"])
        _set_generators(arguments, answer.get("states"))
        return self._value(answer)

    def check(self, setup, source):
        """Run a check in the student's process; return what its verdict says."""
        answer = self._request(do="check", setup=setup, source=source)
        if "verdict" not in answer:  # a verdict has an `error`, too
            raise remote_error(answer["error"])
        return [str(answer[part])[:4000] for part in ("verdict", "message", "error")]

    def _request(self, **request):
        """Send a request and return the answer, a dict."""
        self._watch(self.cell_seconds)
        try:
            self._send(request)
            while True:
                answer = wire.decode(wire.receive(self._reader))
                if not isinstance(answer, dict):
                    raise wire.Garbled("sent what is no answer")
                if "callback" not in answer:
                    return answer
                self._answer_callback(answer)
        finally:
            self._watch(None)

    def _answer_callback(self, question):
        """Call a function of a check's, which it gave to the student's function."""
        try:
            function = self._callbacks[operator.index(question["callback"])]
            result = function(*self._values(question["arguments"]))
            self._send((result, None))
        except wire.Gone:
            raise
        except Exception as error:  # the student's arguments may be anything
            self._send((None, f"{type(error).__name__}: {error}"))

    def _send(self, message):
        data = io.BytesIO()
        pickler = pickle.Pickler(data, pickle.HIGHEST_PROTOCOL)
        pickler.persistent_id = self._reference
        pickler.dump(message)
        wire.send(self._writer, data.getvalue())

    def _reference(self, thing):
        """Return how a function travels that cannot be pickled; None for all else."""
        if isinstance(thing, Answer):
            return "own", thing._number
        if isinstance(thing, types.FunctionType) and not _can_be_imported(thing):
            self._callbacks.append(thing)
            return "callback", len(self._callbacks) - 1
        return None

    def _value(self, answer):
        try:
            return self._values(answer["value"])
        except KeyError as error:
            raise wire.Garbled("sent what is no answer") from error

    def _values(self, value):
        """Return a decoded value with an `Answer` in the place of each function."""
        if isinstance(value, wire.Function):
            return Answer(self, value)
        if isinstance(value, wire.Opaque) and value.came_from.startswith(wire.FOREIGN):
            raise Inside(type(value).__name__)
        if type(value) in (list, tuple):
            return type(value)(map(self._values, value))
        if type(value) is dict:
            return {key: self._values(part) for key, part in value.items()}
        return value


def remote_error(described):
    """Return an exception that is called what the student's was called.

    An error that came from an untouched stub is a `NotImplementedError`, as it was.
    """
    name, kinds = str(described.get("type"))[:100], described.get("kinds")
    isstub = isinstance(kinds, list) and "NotImplementedError" in kinds
    base = NotImplementedError if isstub else Exception
    text = str(described.get("traceback"))[:8000]
    return type(name, (base,), {"remote_traceback": text})(text.splitlines()[-1:])


def _can_be_imported(function):
    """Return whether the student's process finds this function by its name."""
    module = sys.modules.get(function.__module__)
    if not str(function.__module__).startswith(("labhelpers.", "numpy")):
        return False
    try:
        return operator.attrgetter(function.__qualname__)(module) is function
    except AttributeError:
        return False


def _set_generators(arguments, states):
    """Move each generator on to where the student's function left it."""
    for argument, state in zip(arguments, states or [], strict=False):
        if isinstance(argument, np.random.Generator) and isinstance(state, dict):
            try:
                argument.bit_generator.state = state
            except (TypeError, ValueError, KeyError, OverflowError):
                raise wire.Garbled("sent what is no answer") from None
