"""Tell whether a lab has changed since a submission was graded."""

import ast
import functools
import hashlib

from labhelpers._project import ROOT


def of(lab):
    """Return a hash of all that decides on points: page, points, checks, hints.

    What the checks import of `labhelpers` counts, too. Comments and the form of the
    code do not.

    Args:
        lab: The teacher's copy, a `page.Lab`.
    """
    found = hashlib.sha256()
    for cell in lab.cells:
        about = [cell.source, cell.grade_id, cell.points, cell.is_check, cell.is_answer]
        found.update(repr(about).encode("utf-8", "surrogatepass"))
    for module in _checks_of(lab.setup.source):
        found.update(_code(module).encode())
    return found.hexdigest()[:8]


def _checks_of(setup):
    """Return the modules of checks that a set-up cell imports."""
    try:
        names = _imports(ast.parse(setup))
    except SyntaxError:
        return []
    return sorted(name for name in names if name.startswith("labhelpers.checks."))


@functools.lru_cache
def _code(module):
    """Return a hash of a module and of every module of ours that it imports."""
    waiting, found = [module], {}
    while waiting:
        name = waiting.pop()
        path = _path(name)
        if name not in found and path is not None:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found[name] = hashlib.sha256(ast.dump(tree).encode()).hexdigest()
            waiting += _imports(tree)
    return "\n".join(f"{name} {found[name]}" for name in sorted(found))


def _path(name):
    path = ROOT.joinpath(*name.split("."))
    for each in (path.with_suffix(".py"), path / "__init__.py"):
        if each.is_file():
            return each
    return None


def _imports(tree):
    """Return the modules of ours that a module names in its imports."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module)
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return [name for name in names if name.startswith("labhelpers.")]
