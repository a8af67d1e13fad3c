"""What an interrupted sweep leaves in a notebook: one sentence, and values that say so.

Later cells must not go on with values of an earlier run. So each name that the cell
would have assigned gets the finished runs, or a missing value that gives the reason.
"""

import ast
import sys

from labhelpers._missing import Missing

_SWEEPS = ("sweep", "compare")
_OWN_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_OWN_SCOPES += (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Interrupted(KeyboardInterrupt):
    """An interrupt of a sweep.

    Attributes:
        runs: `Runs` that hold what is finished.
    """

    def __init__(self, runs):
        super().__init__(runs.interruption())
        self.runs = runs

    def _render_traceback_(self):
        """Return what IPython shows in the place of a traceback."""
        return [f"Interrupted: {self}."]


def interrupted(runs):
    """Return the exception to raise; in IPython, have the cell's names set after it."""
    error = Interrupted(runs)
    ipython = sys.modules.get("IPython")
    shell = ipython and ipython.get_ipython()
    if shell is not None:

        def after_cell(result):
            shell.events.unregister("post_run_cell", after_cell)
            if result.error_in_exec is error:
                cell = shell.transform_cell(result.info.raw_cell)
                shell.user_ns.update(values_after(cell, error, shell.user_ns))

        shell.events.register("post_run_cell", after_cell)
    return error


def values_after(cell, error, names):
    """Return values for the names that a cell would have assigned but did not.

    Args:
        cell: The source of the cell, plain Python.
        error: The `Interrupted` that ended it.
        names: The global names of the page.

    Returns:
        A dict. A name that the cell reads before it assigns it is left as it is, so
        that the cell can run again.
    """
    line = _line_of(error.__traceback__, names)
    values, read = {}, set()
    for statement in ast.parse(cell).body:
        stored, loaded = _names_in(statement)
        read |= loaded
        if statement.end_lineno >= line:
            for name in stored - read - set(values):
                values[name] = Missing(str(error))
        if statement.lineno <= line <= statement.end_lineno and _is_sweep(statement):
            values[statement.targets[0].id] = error.runs
        read |= stored
    return values


def _line_of(traceback, names):
    """Return the line of the cell that an error came from, counted from 1."""
    while traceback is not None:
        if traceback.tb_frame.f_globals is names:
            return traceback.tb_lineno
        traceback = traceback.tb_next
    return 1


def _names_in(statement):
    """Return the names that a statement assigns and those that it reads, two sets."""
    stored, loaded, waiting = set(), set(), [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name):
            (stored if isinstance(node.ctx, ast.Store) else loaded).add(node.id)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            loaded.add(node.target.id)
        if not isinstance(node, _OWN_SCOPES):
            waiting += ast.iter_child_nodes(node)
    return stored, loaded


def _is_sweep(statement):
    """Return whether a statement gives one name to what a sweep returns."""
    if not (isinstance(statement, ast.Assign) and len(statement.targets) == 1):
        return False
    value, target = statement.value, statement.targets[0]
    if not (isinstance(value, ast.Call) and isinstance(target, ast.Name)):
        return False
    called = getattr(value.func, "attr", getattr(value.func, "id", None))
    return called in _SWEEPS
