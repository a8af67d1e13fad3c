"""Decide which cells of a submission run, and where the checks come.

What runs, in the student's order: the set-up, the exercises, and those cells, of the
page or of the student's own, whose names these need. So a submission takes seconds, not
the minute that its page trains for, nor the hour of a student who raised `epochs`. The
checks are the teacher's: where the student's copy stands or, if it is gone, at the end.
A guess that a student typed into a cell changes nothing, and is not run.
"""

import ast
import dataclasses
import itertools

from labhelpers.homework import needs, page


@dataclasses.dataclass
class Step:
    """One thing to do: run `source` or hold `check`; `name` is for people."""

    name: str
    source: str = ""
    check: str = ""


def make(lab, cells, whole=False):
    """Return the steps of a submission, and notes on what was changed.

    Args:
        lab: The teacher's copy.
        cells: The submission's code cells.
        whole: Run every cell of the page.
    """
    chosen = [cell for cell in cells if not _is_setup(lab, cell)]
    if not whole:
        chosen = _needed(lab, chosen, lab.checks)
    return _steps(lab, chosen, lab.checks), _notes(lab, cells)


def alone(lab, cells, check):
    """Return the steps that one check needs: for a page that leaves it no time."""
    chosen = [cell for cell in cells if not _is_setup(lab, cell)]
    return _steps(lab, _needed(lab, chosen, [check]), [check])


def _steps(lab, chosen, checks):
    """Return the steps of the chosen cells; each of the checks comes once more last."""
    chosen = _without_stubs(lab, chosen)
    steps = [Step("set-up", lab.setup.source)]
    for number, cell in enumerate(chosen, 1):
        own = lab.same(cell)
        if own is not None and own.is_check:
            if own.grade_id in checks:
                steps.append(Step(own.grade_id, check=own.grade_id))
        else:
            name = f"`{cell.lines[0][:50]}`" if cell.lines else f"cell {number}"
            if own is not None and own.is_answer and own.grade_id:
                name = own.grade_id
            steps.append(Step(name, page.without_guess(cell.source)))
    return [*steps, *(Step(name, check=name) for name in checks)]


def imports_of(source, names):
    """Return the import statements of a cell that give one of `names`."""
    found = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            kept = [
                a for a in node.names if (a.asname or a.name).split(".")[0] in names
            ]
            if kept:
                node.names = kept
                found.append(ast.unparse(node))
    return "\n".join(found)


def _is_setup(lab, cell):
    return cell.lines == lab.setup.lines


def _needed(lab, cells, checks):
    """Leave out cells whose names nothing that runs reads.

    The checks, which are held at the end in any case, read their names there.
    """
    used, runs = [needs.uses(lab.setup.source)], [True]
    for cell in cells:
        own, found = lab.same(cell), needs.uses(cell.source)
        is_check = own is not None and own.is_check
        changed = own is None or cell.lines != own.lines
        used.append(needs.Uses() if is_check else found)
        answers = own is not None and own.is_answer and len(checks) == len(lab.checks)
        runs.append(is_check or answers or (changed and found.unknown))
    for name in checks:
        found = needs.uses(lab.checks[name].source)
        used.append(dataclasses.replace(found, later=found.read))
        runs.append(True)
    kept = needs.needed(used, runs)[1 : len(cells) + 1]
    return list(itertools.compress(cells, kept))


def _without_stubs(lab, cells):
    """Leave out untouched stubs of exercises that another cell solves."""
    given = [needs.uses(cell.source).given for cell in cells]
    kept = []
    for place, cell in enumerate(cells):
        own = lab.same(cell)
        stub = own is not None and own.is_answer and cell.lines == own.lines
        pairs = zip(cells, given, strict=True)
        elsewhere = (names for other, names in pairs if other.lines != cell.lines)
        if not (stub and any(given[place] & names for names in elsewhere)):
            kept.append(cell)
    return kept


def _notes(lab, cells):
    """Say which checks and marks were changed, lost or doubled."""
    notes = []
    owns = [(cell, lab.same(cell)) for cell in cells]
    for name, check in lab.checks.items():
        mine = [cell for cell, own in owns if own is check]
        if not mine:
            notes.append(f"The check {name} was missing: put back.")
        elif any(cell.lines != check.lines for cell in mine):
            notes.append(f"The check {name} was changed: put back.")
        if len(mine) > 1:
            notes.append(
                f"The check {name} is there {len(mine)} times: it counts once."
            )
    for name, answer in lab.answers.items():
        mine = [cell for cell, own in owns if own is answer]
        if len(mine) > 1:
            notes.append(f"The exercise {name} is there {len(mine)} times.")
    if not any(cell.grade_id for cell in cells):
        notes.append("The cells have lost their nbgrader metadata.")
    return notes
