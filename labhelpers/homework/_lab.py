"""Read the exercises of a lab, with their solutions and known mistakes, as source code.

Nothing here runs a lab. A page names what belongs to it: its set-up cell says which
module of `labhelpers.checks` it uses, and that module's name is its mistakes' too.
"""

import ast
import dataclasses
import itertools
import re
from pathlib import Path

from labhelpers._project import ROOT, TEACHER  # noqa: F401 - for others
from labhelpers.homework import needs, page

MISTAKES = ROOT / "labhelpers" / "mistakes"
IMPORT = re.compile(r"^from labhelpers\.checks import (\w+)(?: as (\w+))?", re.M)


class LabError(Exception):
    """Say what a lab's page or its files need, and what stands there instead."""


@dataclasses.dataclass(frozen=True)
class Exercise:
    """One exercise: the student's cell and the check below it."""

    grade_id: str
    stub: str  # source of the student's cell, as it is handed out
    check: str  # source of the check cell
    points: float
    name: str  # of the check function, such as "velocity"
    answer: str  # what the check is given, such as "my_velocity"


@dataclasses.dataclass(frozen=True)
class Mistake:
    """One known mistake, as the cell of a student who makes it."""

    name: str
    exercise: str
    hint: str
    code: str


@dataclasses.dataclass(frozen=True)
class Lab:
    """What the exercises of one lab need."""

    name: str
    setup: str
    module: str  # of labhelpers.checks and labhelpers.mistakes
    exercises: list


def read_lab(path):
    """Return the set-up and the exercises of the page at `path`.

    Raises:
        LabError: The page has no set-up that imports its checks, or an exercise
            without its check.
    """
    read = page.Lab(Path(path).stem, page.parse(Path(path).read_bytes()).cells)
    module, alias = _checks_of(read.setup.source)
    stubs, checks = read.answers, read.checks
    if not stubs or {f"{name}-check" for name in stubs} != set(checks):
        raise LabError(
            "a page needs exercises, each with a check cell of the same grade_id and "
            f"-check; received {sorted(stubs)} and {sorted(checks)}"
        )
    exercises = [
        _exercise(name, stub.source, checks[f"{name}-check"], alias)
        for name, stub in stubs.items()
    ]
    return Lab(read.name, read.setup.source, module, exercises)


def read_solutions(path):
    """Return from grade_id to the code that solves it; None without `teacher/`.

    Args:
        path: `teacher/NN_name/solution.py`, each code after a line `# %% grade_id`.

    Raises:
        LabError: `teacher/` is there and the file is not.
    """
    if not path.parents[1].is_dir():
        return None
    if not path.is_file():
        raise LabError(
            f"teacher/{path.parent.name}/{path.name} is needed, and there is none"
        )
    parts = path.read_text(encoding="utf-8").split("\n# %% ")[1:]
    pairs = [part.partition("\n") for part in parts]
    return {grade_id.strip(): code.strip() for grade_id, _, code in pairs}


def read_mistakes(path, exercises):
    """Return the known mistakes of a lab, each as a student would have written it.

    The function takes the name that the page asks for; the imports and helpers of its
    module that it uses come with it.

    Args:
        path: The module in `labhelpers/mistakes/`.
        exercises: The exercises of the page.

    Raises:
        LabError: There is no such module, or a mistake belongs to no exercise.
    """
    if not path.is_file():
        raise LabError(f"labhelpers/mistakes/{path.name} is needed, and there is none")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    answers = {exercise.name: exercise.answer for exercise in exercises}
    named = [node for node in tree.body if "__" in getattr(node, "name", "")[1:]]
    return [_mistake(node, tree, answers) for node in named]


def _checks_of(setup):
    """Return the module of checks that a set-up cell imports, and its short name."""
    found = IMPORT.search(setup)
    if not found:
        raise LabError(
            "the first code cell needs `from labhelpers.checks import ... as checks`; "
            f"received {setup.splitlines()[:1]}"
        )
    return found[1], found[2] or found[1]


def _exercise(grade_id, stub, cell, alias):
    """Return an exercise; its check cell has to call one check on one answer."""
    found = re.search(rf"\b{alias}\.(\w+)\((\w+)\)", cell.source)
    if not found:
        raise LabError(
            f"the check of {grade_id} needs the form `{alias}.name(my_name)`; "
            f"received {cell.source!r}"
        )
    return Exercise(grade_id, stub, cell.source, cell.points, *found.groups())


def _mistake(node, tree, answers):
    """Return one mistake, and what it uses, as the answer to its exercise."""
    exercise = node.name.split("__")[0]
    if exercise not in answers:
        raise LabError(
            f"the mistake {node.name} needs an exercise of this name in the page; "
            f"there are {sorted(answers)}"
        )
    hint = " ".join((ast.get_docstring(node) or "").split())
    parts = _used_by(node, tree)
    renamed = ast.parse(ast.unparse(node)).body[0]
    renamed.name = answers[exercise]
    code = "\n\n".join(ast.unparse(part) for part in [*parts, renamed])
    return Mistake(node.name, exercise, hint, code)


def _used_by(node, tree):
    """Return the module's statements that `node` uses, also through others."""
    statements = [each for each in tree.body if each is not node]
    used = [needs.uses(ast.unparse(each)) for each in [*statements, node]]
    used = [needs.Uses(u.read | u.later, given=u.given, sets=u.sets) for u in used]
    runs = needs.needed(used, [*(False for _ in statements), True])
    return list(itertools.compress(statements, runs))
