"""Run a student's cells and call the student's functions: the process of a submission.

The grader sends one request at a time through a pipe: run a cell, hand over a value,
call a function. Cells run in IPython's shell, as in a notebook, but without a kernel
and its sockets and threads, so that the process can be a fork. What they print goes
nowhere, so no amount of it does harm.
"""

import ast
import contextlib
import io
import os
import pickle
import sys
import traceback
from pathlib import Path

from labhelpers.homework import wire

PACKAGE = str(Path(__file__).resolve().parents[1])
LONGEST_TRACEBACK = 4000


def serve(reader, writer):
    """Answer requests until the grader closes the pipe."""
    process, own = os.getpid(), Process(reader, writer)
    while True:
        try:
            request = own.unpickle(wire.receive(reader, 2**40))
        except wire.Gone:
            return
        answer = own.answer(request)
        if os.getpid() != process:  # a copy that the student's code made of us
            os._exit(0)
        wire.send(writer, answer)


class Process:
    """The student's side: a shell, and the functions that the grader knows by number.

    Args:
        reader, writer: The two ends of the pipes to the grader, binary files.
    """

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.shell = _shell()
        self.kept = []

    def keep(self, function):
        """Return the number under which the grader can call `function`."""
        self.kept.append(function)
        return len(self.kept) - 1

    def unpickle(self, data):
        """Return a request of the grader; its functions come as ones that ask it."""
        unpickler = pickle.Unpickler(io.BytesIO(data))
        unpickler.persistent_load = self._stand_in
        return unpickler.load()

    def _stand_in(self, reference):
        kind, number = reference
        if kind == "own":
            return self.kept[number]
        return lambda *arguments: self._ask_grader(number, arguments)

    def _ask_grader(self, number, arguments):
        """Let the grader call a function of its own; return its result."""
        question = {"callback": number, "arguments": arguments}
        wire.send(self.writer, wire.encode(question, self.keep))
        result, error = self.unpickle(wire.receive(self.reader, 2**40))
        if error:
            raise ValueError(error)
        return result

    def answer(self, request):
        """Carry out one request and return the encoded answer."""
        try:
            action = getattr(self, f"do_{request.pop('do')}")
            return wire.encode(action(**request), self.keep)
        except BaseException as error:  # whatever it is, it is the student's
            return wire.encode({"error": describe(error)}, self.keep)

    def do_run(self, source):
        """Run one cell; the answer holds its error, if it had one."""
        done = self.shell.run_cell(source, store_history=False)
        error = done.error_before_exec or done.error_in_exec
        return {"error": describe(error)} if error else {}

    def do_get(self, name):
        """Hand over the value of a name."""
        if name not in self.shell.user_ns:
            return {"missing": True}
        return {"value": self.shell.user_ns[name]}

    def do_call(self, number, arguments, named, blocked):
        """Call a function; the generators among its arguments go back as they are."""
        from labhelpers.checks._answers import out_of_reach

        with out_of_reach(blocked):
            value = self.kept[number](*arguments, **named)
        states = [
            argument.bit_generator.state if hasattr(argument, "bit_generator") else None
            for argument in arguments
        ]
        return {"value": value, "states": states}

    def do_check(self, setup, source):
        """Run a check here, for answers that cannot leave this process."""
        for module in [m for m in sys.modules if m.startswith("labhelpers.checks")]:
            del sys.modules[module]
        namespace = dict(self.shell.user_ns)
        exec(setup, namespace)
        verdict = last_value(source, namespace)
        return {
            "verdict": str(verdict.status),
            "message": str(verdict.message),
            "error": str(verdict.error),
        }


def last_value(source, namespace):
    """Run a cell in `namespace`; return what its last line gives, None if nothing."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "check", "exec"), namespace)
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), "check", "eval"), namespace)


def describe(error):
    """Return an error as data: its type, what it is a kind of, and its traceback."""
    kinds = [kind.__name__ for kind in type(error).__mro__]
    return {"type": kinds[0], "kinds": kinds, "traceback": own_traceback(error)}


def own_traceback(error):
    """Return the traceback of `error` without the frames that are not the student's."""
    try:
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__, 200)
            if not frame.filename.startswith(PACKAGE)
            and "IPython" not in frame.filename
        ]
        last = traceback.format_exception_only(error)
        lines = [*traceback.format_list(frames), *last]
        text = "".join(["Traceback (most recent call last):\n", *lines]).rstrip()
    except Exception:  # an error's own __str__ may fail
        text = type(error).__name__
    return text[-LONGEST_TRACEBACK:]


def _shell():
    """Return a fresh shell without history and without printed tracebacks."""
    import builtins

    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    shell = InteractiveShell.instance(config=Config(HistoryManager={"enabled": False}))
    shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: None
    shell.enable_gui = shell.ask_exit = lambda *_, **__: None
    shell._tee = lambda channel: contextlib.nullcontext()  # it would keep all output
    builtins.input = _no_input
    return shell


def _no_input(*_):
    raise EOFError("nobody answers input() while grading: set the value in the cell")


def silence():
    """Point the standard streams at nothing."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    sys.stdin = io.TextIOWrapper(
        io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8"
    )
    for name, number in (("stdout", 1), ("stderr", 2)):
        raw = io.BufferedWriter(io.FileIO(number, "w", closefd=False))
        setattr(sys, name, io.TextIOWrapper(raw, "utf-8", errors="replace"))


def main():
    """Serve a grader that started this process anew, on its standard streams."""
    reader, writer = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    silence()
    serve(reader, writer)


if __name__ == "__main__":
    main()
