"""Find the cells of a page that some of its cells need: the others need not run.

Read from the code alone. A cell is needed if it gives a needed cell one of the names
used there, or may change what such a name stands for: by an assignment to a part of it,
by training it, or by a call for its own sake, of one of its methods or with it as an
argument. Calls of what only shows (`SHOWING`) change nothing.
"""

import ast
import itertools
import re

CLAIM = re.compile(r"\bclaims\.(?!(guess|at|standard_errors)\b)\w+\(")
SHOWING = frozenset({"checks", "claims", "display", "plots", "print", "widgets"})
NAMES_OF_THEIR_OWN = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def needed(sources, wanted):
    """Return for each cell whether it must run before the wanted cells can.

    Args:
        sources: The code of the cells of a page, in order.
        wanted: For each cell whether it is to run.

    Returns:
        A list of booleans: the wanted cells, and all that they need. The first cell,
        which sets up the page, is always among them.
    """
    trees = [ast.parse(source) for source in sources]
    modules = set().union(*map(_imported, trees))
    runs, names = [number == 0 or each for number, each in enumerate(wanted)], set()
    for number, tree in reversed(list(enumerate(trees))):
        if runs[number] or names & (_given(tree) | _changed(tree)):
            runs[number] = True
            names |= _used(tree) - modules
    return runs


def needed_code(sources, wanted):
    """Return the code of the cells that run; arguments as for `needed`."""
    return list(itertools.compress(sources, needed(sources, wanted)))


def claims_in(source):
    """Return whether the code of a cell claims something."""
    return CLAIM.search(source) is not None


def _used(tree):
    """Return the names that the code reads."""
    return {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def _imported(tree):
    """Return the names of modules and of what is taken from them."""
    return {
        (name.asname or name.name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }


def _given(tree):
    """Return the names that the cell gives to the cells after it."""
    if isinstance(tree, ast.FunctionDef | ast.ClassDef):
        return {tree.name}
    if isinstance(tree, (*NAMES_OF_THEIR_OWN, ast.Lambda)):
        return set()
    if isinstance(tree, ast.Name):
        return set() if isinstance(tree.ctx, ast.Load) else {tree.id}
    return set().union(*map(_given, ast.iter_child_nodes(tree)))


def _changed(tree):
    """Return the names whose objects the cell may change."""
    changed = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript):
            if not isinstance(node.ctx, ast.Load):
                changed.add(_root(node))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            if _root(node.value) not in SHOWING:
                changed |= {_root(node.value)} | _arguments(node.value)
        elif isinstance(node, ast.Call) and _trains(node):
            changed |= {_root(node)} | _arguments(node)
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and _given(node.target) & changed:
            changed |= _used(node.iter)
    return changed


def _trains(call):
    """Return whether a call is one of a method `fit` or of a function of `training`."""
    method = isinstance(call.func, ast.Attribute) and call.func.attr == "fit"
    return method or _root(call) == "training"


def _arguments(tree):
    """Return the names that are arguments of calls, as they are."""
    return {
        argument.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for argument in (*node.args, *(k.value for k in node.keywords))
        if isinstance(argument, ast.Name)
    }


def _root(node):
    """Return the name that an expression such as `a.b[0].c()` starts with, or None."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None
