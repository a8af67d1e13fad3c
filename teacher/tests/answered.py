"""Answer the exercises of labs as students do: right, wrong in known ways, not at all.

A page here is a notebook with the set-up, exercise and check cells of one lab or more.
"""

import contextlib
import functools

import nbformat
import pages

from labhelpers.homework import _lab


def with_warnings(number, right, wrong):
    """Return right code that warns while it is checked, as NumPy often does."""
    start, signature_ends, body = right.partition("):\n")
    warning = "    warnings_of_mine.warn('careful')\n"
    return (
        f"import warnings as warnings_of_mine\n{start}{signature_ends}{warning}{body}"
    )


# From student to the answer to an exercise, where `number` is another one for the next
# exercise and for the next lab; None leaves the stub.
STUDENTS = {
    "right": lambda number, right, wrong: right,
    "blank": lambda number, right, wrong: None,
    "mistaken": lambda number, right, wrong: wrong[number % 2],
    "partly": lambda number, right, wrong: (right, wrong[-1], None, "1 / 0")[
        number % 4
    ],
    "warns": with_warnings,
}


def blank_page(names):
    """Return the graded cells of these labs, as they are handed out, and set-ups."""
    page = nbformat.v4.new_notebook()
    page.metadata = pages.read(names[0]).metadata
    for name in names:
        setup, *cells = pages.code_cells(name)
        chosen = [setup.copy(), *(c.copy() for c in cells if pages.grading(c))]
        chosen[0].id = f"setup-{name}"
        page.cells += chosen
    for cell in page.cells:
        cell.outputs, cell.execution_count = [], None
    return page


@functools.cache
def answers(name):
    """Return from grade_id to the solution and the list of known mistakes, as code."""
    lab = _lab.read_lab(pages.ROOT / "notebooks" / f"{name}.ipynb")
    known = _lab.read_mistakes(_lab.MISTAKES / f"{lab.module}.py", lab.exercises)
    return {
        exercise.grade_id: (
            pages.solutions(name)[exercise.grade_id],
            [m.code for m in known if m.exercise == exercise.name],
        )
        for exercise in lab.exercises
    }


def page_of(student, names):
    """Return the page of these labs that a student hands in."""
    page = blank_page(names)
    chosen = {
        grade_id: STUDENTS[student](int(name[:2]) + number, *known)
        for name in names
        for number, (grade_id, known) in enumerate(answers(name).items())
    }
    for cell in page.cells:
        answer = chosen.get(pages.grading(cell).get("grade_id"))
        cell.source = cell.source if answer is None else answer
    return page


def tampered(names):
    """Return a blank page whose checks were made to pass, or were deleted."""
    page = blank_page(names)
    checks = [cell for cell in page.cells if pages.grading(cell).get("grade")]
    for cell in checks[::2]:
        cell.source = "pass"
    page.cells = [cell for cell in page.cells if cell not in checks[1::2]]
    return page


def points_of(page):
    """Return from grade_id to the points that the checks' own verdicts are worth.

    An answer that raises leaves no function: its check then gives no points either.
    """
    setup, points = {}, {}
    for cell in page.cells:
        about = pages.grading(cell)
        if not about:  # a set-up cell: the next lab begins
            setup = pages.run_cells([cell])[0]
        elif about["solution"]:
            answer = dict(setup)
            with contextlib.suppress(ZeroDivisionError):
                exec(cell.source, answer)
                setup = answer  # a later answer may build on this one
        else:
            try:
                passed = eval(cell.source, answer).passed
            except NameError:
                passed = False
            points[about["grade_id"]] = about["points"] if passed else 0
    return points
