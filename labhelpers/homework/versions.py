"""Tell whether a lab has changed since a submission was graded."""

import ast
import functools
import hashlib
from modulefinder import ModuleFinder
from pathlib import Path

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
        found.update(repr(about).encode())
    for node in ast.walk(ast.parse(lab.setup.source)):
        if isinstance(node, ast.ImportFrom) and node.module == "labhelpers.checks":
            for name in node.names:
                found.update(_code(f"{node.module}.{name.name}").encode())
    return found.hexdigest()[:8]


@functools.lru_cache
def _code(module):
    """Return the code of a module and of every module of ours that it imports."""
    finder = ModuleFinder(path=[str(ROOT)])  # which finds nothing but ours
    finder.import_hook(module)
    files = sorted(each.__file__ for each in finder.modules.values() if each.__file__)
    texts = [Path(file).read_text(encoding="utf-8") for file in files]
    return "\n".join(ast.dump(ast.parse(text)) for text in texts)
