"""Run a student's cells and call the student's functions: the process of a submission.

The grader sends one request at a time: run a cell, hand over a value,
call a function. Cells run in IPython's shell, as in a notebook, but without a kernel
and its sockets and threads, so that the process can be a fork. What they print goes
nowhere, so no amount of it does harm.
"""

import ast
import builtins
import contextlib
import importlib.util
import os
import sys
import traceback

import numpy as np

from labhelpers.checks._far_network import served
from labhelpers.checks._forms import plain
from labhelpers.checks._verdict import own_traceback
from labhelpers.homework import wire

LONGEST_TRACEBACK = 4000
MISSING = "__missing_module__"  # what cells call `Missing`
MOST_BYTES = 2**40  # the grader is trusted


def serve(connection):
    """Answer requests until the grader closes the connection."""
    process, own = os.getpid(), Process(connection)
    while True:
        try:
            request = own.receive()
        except wire.Gone:
            return
        answer = own.answer(request)
        if os.getpid() != process:  # a copy that the student's code made of us
            os._exit(0)
        own.send(answer)


class Process:
    """The student's side: a shell, and the functions that the grader knows by number.

    Args:
        connection: A connection of `multiprocessing` to the grader.
    """

    def __init__(self, connection):
        self.connection, self.shell, self.kept = connection, _shell(), []

    def keep(self, function):
        """Return the number under which the grader can call `function`."""
        self.kept.append(function)
        return len(self.kept) - 1

    def receive(self):
        """Return what the grader sends; its functions come as ones that ask it."""
        return self._values(wire.receive(self.connection, MOST_BYTES))

    def send(self, answer):
        """Send an answer, or the error of what cannot be sent."""
        try:
            wire.send(self.connection, answer, self.keep)
        except wire.Gone:
            raise
        except BaseException as error:  # a student's own class may do anything
            wire.send(self.connection, {"error": describe(error)}, self.keep)

    def _values(self, value):
        if isinstance(value, wire.Function):
            number = value.number
            return self.kept[-1 - number] if number < 0 else self._stand_in(number)
        if type(value) in (list, tuple):
            return type(value)(map(self._values, value))
        if type(value) is dict:
            return {key: self._values(part) for key, part in value.items()}
        return value

    def _stand_in(self, number):
        """Return a function that lets the grader call its own of this number."""

        def ask(*arguments, **named):
            question = {"arguments": arguments, "named": named}
            self.send({"callback": number, **plain(question)})
            answer = self.receive()
            if "error" in answer:
                raise ValueError(answer["error"])
            return answer["value"]

        return ask

    def answer(self, request):
        """Carry out one request and return the answer."""
        try:
            return getattr(self, f"do_{request.pop('do')}")(**request)
        except BaseException as error:  # whatever it is, it is the student's
            return {"error": describe(error)}

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
            value = served(plain(self.kept[number](*arguments, **named)))
        kept = [a if isinstance(a, np.random.Generator) else None for a in arguments]
        return {"value": value, "generators": kept}


def describe(error):
    """Return an error as data: its type, what it is a kind of, line and traceback."""
    kinds = [kind.__name__ for kind in type(error).__mro__]
    text = own_traceback(error)[-LONGEST_TRACEBACK:]
    return {"type": kinds[0], "kinds": kinds, "line": _line(error), "traceback": text}


def _line(error):
    if isinstance(error, SyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__, 200)
    lines = [f.lineno for f in frames if f.filename.startswith("<ipython-input")]
    return lines[0] if lines else None


def _shell():
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    shell = InteractiveShell.instance(config=Config(HistoryManager={"enabled": False}))
    shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: None
    shell.enable_gui = shell.ask_exit = lambda *_, **__: None
    shell._tee = lambda channel: contextlib.nullcontext()  # it would keep all output
    builtins.input = _no_input
    setattr(builtins, MISSING, Missing)
    shell.ast_transformers.append(ImportTransformer())
    return shell


def _no_input(*_):
    raise EOFError("nobody answers input() while grading: set the value in the cell")


def silence():
    """Point the standard streams at nothing."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    for name, number in (("stdout", 1), ("stderr", 2)):
        stream = os.fdopen(
            number, "w", encoding="utf-8", errors="replace", closefd=False
        )
        setattr(sys, name, stream)


class Missing:
    """Stands for a module, or a name of it, that is not there; any use raises.

    A student's own machine has packages that the grader's has not. Most such imports
    belong to a plot, and no exercise needs them: only what uses the package fails.
    """

    def __init__(self, module):
        object.__setattr__(self, "_module", module)

    def _refuse(self, *_, **__):
        module = object.__getattribute__(self, "_module")
        raise ModuleNotFoundError(f"No module named {module!r}", name=module)

    __getattribute__ = __setattr__ = __call__ = __iter__ = __getitem__ = _refuse
    __enter__ = __len__ = __bool__ = __add__ = __mul__ = _refuse


class ImportTransformer(ast.NodeTransformer):
    """Replaces imports at the top of a cell that find nothing; for IPython's shell."""

    def visit_Module(self, tree):
        """Replace them in a cell."""
        tree.body = [part for node in tree.body for part in _replaced(node)]
        return ast.fix_missing_locations(tree)


def _replaced(node):
    if isinstance(node, ast.Import):
        found = [name for name in node.names if not _is_missing(name.name)]
        lost = [name for name in node.names if name not in found]
        kept = [ast.copy_location(ast.Import(found), node)] if found else []
        return kept + [_stand_in(node, name, name.name) for name in lost]
    is_from = isinstance(node, ast.ImportFrom) and not node.level
    if is_from and node.module and _is_missing(node.module):
        names = [name for name in node.names if name.name != "*"]
        return [_stand_in(node, name, node.module) for name in names]
    return [node]


def _is_missing(module):
    try:
        return importlib.util.find_spec(module.split(".")[0]) is None
    except (ImportError, ValueError, AttributeError):
        return False


def _stand_in(node, name, module):
    """Return an assignment of a `Missing` to the name that an import would give."""
    given = (name.asname or name.name).split(".")[0]
    top = module.split(".")[0]
    call = ast.Call(ast.Name(MISSING, ast.Load()), [ast.Constant(top)], [])
    return ast.copy_location(ast.Assign([ast.Name(given, ast.Store())], call), node)
