"""Ask the process of a submission, from outside: run this, give me that, call it.

Functions of the student's become `Answer`s, which the checks call like functions; each
call crosses to the student's process and back as data (see `wire`).
"""

import numpy as np

from labhelpers.checks._answers import blocked_now
from labhelpers.homework import wire


class Inside(BaseException):
    """The value is an object that cannot leave the student's process."""


class Answer:
    """A function in the student's process, called from here."""

    def __init__(self, student, function):
        self._student, self.number = student, function.number
        self.__name__ = self.__qualname__ = function.name
        self.__module__, self.is_stub = function.module, function.is_stub

    def __call__(self, *arguments, **named):
        """Call the function over there and return what it gives."""
        return self._student.call(self.number, arguments, named)


class Student:
    """The process of a submission, as the grader sees it.

    Args:
        connection: A connection of `multiprocessing` to the process.
        watch: Called with the seconds that the next answer may take; None afterwards.
        cell_seconds: What `watch` is called with.
    """

    def __init__(self, connection, watch=lambda seconds: None, cell_seconds=None):
        self._connection, self._watch = connection, watch
        self._cell_seconds, self._callbacks = cell_seconds, []

    def run(self, source):
        """Run a cell; return its error as a dict, or None."""
        error = self._request(do="run", source=source).get("error")
        if not isinstance(error, dict | None):
            raise wire.Garbled
        return error

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
        _set_generators(arguments, answer.get("generators"))
        return self._value(answer)

    def _request(self, **request):
        """Send a request and return the answer, a dict."""
        self._watch(self._cell_seconds)
        try:
            wire.send(self._connection, request, self._keep)
            while True:
                answer = wire.receive(self._connection)
                if not isinstance(answer, dict):
                    raise wire.Garbled
                if "callback" not in answer:
                    return answer
                self._answer_callback(answer)
        finally:
            self._watch(None)

    def _answer_callback(self, question):
        """Call a function of a check's, which it gave to the student's function."""
        try:
            function = self._callbacks[int(question["callback"])]
            arguments = self._values(question["arguments"])
            answer = {"value": function(*arguments, **self._values(question["named"]))}
        except wire.Gone:
            raise
        except Exception as error:  # the student's arguments may be anything
            answer = {"error": f"{type(error).__name__}: {error}"}
        wire.send(self._connection, answer, self._keep)

    def _keep(self, function):
        """Return what travels for a function: the student's own number, or a new one.

        A number of the student's is negative: it says that the function is at home.
        """
        if isinstance(function, Answer):
            return -1 - function.number
        self._callbacks.append(function)
        return len(self._callbacks) - 1

    def _value(self, answer):
        try:
            return self._values(answer["value"])
        except KeyError as error:
            raise wire.Garbled from error

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


def _set_generators(arguments, received):
    """Move each generator on to where the student's function left it."""
    for argument, other in zip(arguments, received or [], strict=False):
        both = (argument, other)
        if all(isinstance(each, np.random.Generator) for each in both):
            try:
                argument.bit_generator.state = other.bit_generator.state
            except ValueError as error:  # of another kind
                raise wire.Garbled from error
