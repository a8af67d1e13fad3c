"""Find the cells of a page that some of its cells need: the others need not run.

Read from the code alone. A cell is needed if it gives a needed cell one of the names
used there, or may change what such a name stands for: by an assignment to a part of it,
by training it, or by a call for its own sake, of one of its methods or with it as an
argument. Calls of what only shows (`SHOWING`) change nothing.
"""

import ast
import dataclasses
import functools
import re
import symtable

MAGICS = re.compile(r"^[ \t]*(%%(time|capture)\b.*\n|%time\b)", re.MULTILINE)
SHOWING = frozenset({"checks", "claims", "display", "plots", "print", "widgets"})
DATA = ("x", "y", "validation_data")  # of `fit`, which only reads them
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
AT_ONCE = ("listcomp", "setcomp", "dictcomp", "genexpr")
BY_ANY_NAME = frozenset({"exec", "eval", "globals", "locals", "vars", "setattr"})
RUNNING = frozenset({"run", "load", "loadpy", "writefile", "file", "cd", "store"})


@dataclasses.dataclass(frozen=True)
class Uses:
    """What a cell does with names.

    Args:
        read: Names that it reads before it surely sets them itself.
        later: Names that only its functions read, whenever they are called.
        given: Names that it gives to other cells, the imported ones among them.
        sets: Those of them that it surely gives anew, whatever they were before.
        imported: Names of modules and of what is taken from them.
        changed: Names whose objects it may change.
        functions: Names of functions and classes that it defines.
        unknown: It cannot be read, or gives names that are not written in it.
    """

    read: frozenset = frozenset()
    later: frozenset = frozenset()
    given: frozenset = frozenset()
    sets: frozenset = frozenset()
    imported: frozenset = frozenset()
    changed: frozenset = frozenset()
    functions: frozenset = frozenset()
    unknown: bool = False


@functools.lru_cache(4096)
def uses(source):
    """Return the `Uses` of a cell; only `unknown` of code that cannot be read."""
    try:
        plain = python_of(source)
        tree, table = ast.parse(plain), symtable.symtable(plain, "cell", "exec")
        now, later, given = _scopes(table)
        sets = set()
        read = _read_first(tree.body, sets) & (now | later)
        functions = {node.name for node in tree.body if isinstance(node, FUNCTIONS)}
        names = read, later - now, given, sets, _imported(tree), _changed(tree)
        return Uses(*map(frozenset, [*names, functions]), _is_unknown(tree))
    except (Exception, MemoryError):  # whatever a student wrote, it may run
        return Uses(unknown=True)


def python_of(source):
    """Return the code of a cell as plain Python; magics that run code leave it."""
    source = MAGICS.sub("", source)
    try:
        ast.parse(source)
    except SyntaxError:
        from IPython.core.inputtransformer2 import TransformerManager

        return TransformerManager().transform_cell(source)
    return source


def needed(cells, runs):
    """Return for each cell whether it must run so that others can.

    Args:
        cells: The `Uses` of each cell, in order.
        runs: For each cell whether it runs in any case.

    Returns:
        A list of booleans: the cells that run in any case, and all that they need.
    """
    modules = frozenset().union(*(cell.imported | cell.functions for cell in cells))
    runs, grown = list(runs), True
    while grown:
        grown, names = False, set()
        late = {n for c, on in zip(cells, runs, strict=True) if on for n in c.later}
        for place, cell in reversed(list(enumerate(cells))):
            gives = cell.given | (cell.changed - modules)
            if not runs[place] and gives & (names | late):
                runs[place] = grown = True
            if runs[place]:
                names = (names - cell.sets) | cell.read
    return runs


def _scopes(table, at_once=True):
    """Return the global names read at once, read later, and given in a symbol table."""
    now, later, given = set(), set(), set()
    top = table.get_type() == "module"
    for symbol in table.get_symbols():
        name = symbol.get_name()
        if symbol.is_referenced() and (top or symbol.is_global()):
            (now if at_once else later).add(name)
        bound = symbol.is_assigned() or symbol.is_imported()
        if bound and (top or symbol.is_declared_global()):
            given.add(name)
    for child in table.get_children():
        soon = child.get_type() == "class" or child.get_name() in AT_ONCE
        found = _scopes(child, at_once and soon)
        for names, more in zip((now, later, given), found, strict=True):
            names |= more
    return now, later, given


def _read_first(statements, known):
    """Return the names that statements read before `known` has them.

    Names that the statements surely set are added to `known`.
    """
    read = set()
    for statement in statements:
        if isinstance(statement, ast.For):
            read |= _read(statement.iter) - known
            read |= _read_first(statement.body, known | _stored([statement.target]))
            read |= _read_first(statement.orelse, set(known))
        elif isinstance(statement, ast.If | ast.While):
            read |= _read(statement.test) - known
            read |= _read_first(statement.body, set(known))
            read |= _read_first(statement.orelse, set(known))
        else:
            read |= _read(statement) - known
            known |= _set_by(statement)
    return read


def _read(tree):
    """Return every name that a piece of code reads, in its functions, too."""
    added = [node for node in ast.walk(tree) if isinstance(node, ast.AugAssign)]
    read = _names(tree, kinds=ast.Load | ast.Del)
    return read | _stored([node.target for node in added])


def _set_by(statement):
    """Return the names that a statement without branches gives for sure."""
    if isinstance(statement, FUNCTIONS):
        return {statement.name}
    if isinstance(statement, ast.Assign):
        return _stored(statement.targets)
    return _imported(statement) if hasattr(statement, "names") else set()


def _stored(targets):
    """Return the names that are targets of an assignment."""
    return _names(*targets, kinds=ast.Store)


def _is_unknown(tree):
    """Return whether a cell may give names that are not written in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in BY_ANY_NAME:
            return True
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            return True
        if isinstance(node, ast.Call) and _root(node) == "get_ipython":
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and first.value in RUNNING:
                return True
    return False


def _imported(tree):
    """Return the names of modules and of what is taken from them."""
    return {
        (name.asname or name.name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }


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
        elif isinstance(node, ast.Call):
            changed |= _trained(node)
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and _names(node.target) & changed:
            changed |= _names(node.iter)
    return changed


def _trained(call):
    """Return what a call of a method `fit`, or of a function of `training`, changes."""
    method = isinstance(call.func, ast.Attribute) and call.func.attr == "fit"
    if not method and _root(call) != "training":
        return set()
    more = [k.value for k in call.keywords if k.arg not in DATA]
    return {_root(call)}.union(*map(_passed, [*call.args[:1], *more]))


def _passed(node):
    """Return the names in an argument: a name, or a list or tuple of names."""
    parts = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    return {part.id for part in parts if isinstance(part, ast.Name)}


def _arguments(tree):
    """Return the names that are arguments of calls, as they are."""
    return {
        argument.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for argument in (*node.args, *(k.value for k in node.keywords))
        if isinstance(argument, ast.Name)
    }


def _names(*trees, kinds=ast.expr_context):
    """Return the names in pieces of code, read or set as `kinds` says."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = [node for node in nodes if isinstance(node, ast.Name)]
    return {node.id for node in names if isinstance(node.ctx, kinds)}


def _root(node):
    """Return the name that an expression such as `a.b[0].c()` starts with, or None."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None
