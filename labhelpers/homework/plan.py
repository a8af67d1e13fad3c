"""Decide which cells of a submission run, and where the checks come.

What runs, in the student's order: the set-up, the exercises, every cell that the
student changed or added, and those unchanged cells of the page whose names these need.
So a submission takes seconds, not the minute that its page trains for. The checks are
the teacher's: where the student's copy stands or, if it is gone, at the end. A guess
that a student typed into a cell changes nothing, and is not run.
"""

import ast
import dataclasses
import symtable

from IPython.core.inputtransformer2 import TransformerManager

from labhelpers.homework import page


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
    notes = _notes(lab, cells)
    chosen = [cell for cell in cells if not _is_setup(lab, cell)]
    if not whole:
        chosen = _needed(lab, chosen)
    chosen = _without_stubs(lab, chosen)
    steps = [Step("set-up", lab.setup.source)]
    for number, cell in enumerate(chosen, 1):
        own = lab.same(cell)
        if own is not None and own.is_check:
            steps.append(Step(own.grade_id, check=own.grade_id))
        else:
            name = own.grade_id if own is not None and own.is_answer else ""
            source = page.without_guess(cell.source)
            steps.append(Step(name or _first_line(cell, number), source))
    steps += [Step(name, check=name) for name in lab.checks]
    return steps, notes


def names_read(source):
    """Return the names of others that a cell reads, and those that it gives."""
    try:
        plain = TransformerManager().transform_cell(source)
        table = symtable.symtable(plain, "cell", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return set(), set()
    read, given, tables = set(), set(), [table]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        top = table.get_type() == "module"
        for symbol in table.get_symbols():
            bound = symbol.is_assigned() or symbol.is_imported()
            if bound and (top or symbol.is_declared_global()):
                given.add(symbol.get_name())
            if symbol.is_referenced() and (top or symbol.is_global()):
                read.add(symbol.get_name())
    return read, given


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


def _first_line(cell, number):
    lines = cell.lines
    return f"`{lines[0][:50]}`" if lines else f"cell {number}"


def _is_setup(lab, cell):
    return cell.lines == lab.setup.lines


def _needed(lab, cells):
    """Leave out unchanged cells of the page whose names nothing that runs reads."""
    about = [(cell, lab.same(cell), *names_read(cell.source)) for cell in cells]
    runs = [
        own is None or own.is_check or own.is_answer or cell.lines != own.lines
        for cell, own, _, _ in about
    ]
    answers = [r for c, _, r, _ in about]
    grown = True
    while grown:
        needed = {
            n for names, on in zip(answers, runs, strict=True) if on for n in names
        }
        more = [
            on or bool(given & needed)
            for on, (*_, given) in zip(runs, about, strict=True)
        ]
        grown, runs = more != runs, more
    return [cell for cell, on in zip(cells, runs, strict=True) if on]


def _without_stubs(lab, cells):
    """Leave out untouched stubs of exercises that another cell solves."""
    given = [names_read(cell.source)[1] for cell in cells]
    kept = []
    for place, cell in enumerate(cells):
        own = lab.same(cell)
        stub = own is not None and own.is_answer and cell.lines == own.lines
        others = [
            names
            for other, names in enumerate(given)
            if other != place and cells[other].lines != cell.lines
        ]
        if not (stub and any(given[place] & names for names in others)):
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
