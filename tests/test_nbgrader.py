"""Grade our labs with nbgrader: the same points as the checks give.

nbgrader stands in an environment of its own: `.venv-nbgrader`, which `.ci/run` makes,
or wherever the environment variable NBGRADER says. One notebook holds the set-up,
exercise and check cells of all labs, so that a submission costs one kernel.
"""

import contextlib
import csv
import functools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import nbformat
import pages
import pytest

from labhelpers.homework import _lab

ASSIGNMENT = "all_labs"
PLACES = [
    os.environ.get("NBGRADER", ""),
    str(pages.ROOT / ".venv-nbgrader" / "bin" / "nbgrader"),
    "nbgrader",
]
NBGRADER = next(filter(None, map(shutil.which, PLACES)), None)
pytestmark = pytest.mark.skipif(NBGRADER is None, reason="nbgrader is not installed")


def cut_page():
    """Return one notebook with the graded cells of all labs, as they are handed out."""
    page = nbformat.v4.new_notebook()
    page.metadata = pages.read(pages.NAMES[0]).metadata
    for name in pages.NAMES:
        setup, *cells = pages.code_cells(name)
        chosen = [setup.copy(), *(c.copy() for c in cells if pages.grading(c))]
        chosen[0].id = f"setup-{name}"
        page.cells += chosen
    for cell in page.cells:
        cell.outputs, cell.execution_count = [], None
    return page


@functools.cache
def answers():
    """Return from grade_id to the code of the solution and of the known mistakes."""
    found = {}
    for name in pages.NAMES:
        lab = _lab.read_lab(pages.ROOT / "notebooks" / f"{name}.ipynb")
        path = _lab.MISTAKES / f"{lab.module}.py"
        known = _lab.read_mistakes(path, lab.exercises)
        for exercise in lab.exercises:
            wrong = [m.code for m in known if m.exercise == exercise.name]
            found[exercise.grade_id] = pages.solutions(name)[exercise.grade_id], wrong
    return found


def submission(choose):
    """Return a page in which `choose(number, right, wrong)` gave answers, or None."""
    page = cut_page()
    numbers = {grade_id: number for number, grade_id in enumerate(answers())}
    for cell in page.cells:
        grade_id = pages.grading(cell).get("grade_id")
        if grade_id in numbers:
            answer = choose(numbers[grade_id], *answers()[grade_id])
            cell.source = cell.source if answer is None else answer
    return page


def with_warnings(number, right, wrong):
    """Return right code that warns while it is checked, as NumPy often does."""
    start, signature_ends, body = right.partition("):\n")
    warning = "    warnings_of_mine.warn('careful')\n"
    return (
        f"import warnings as warnings_of_mine\n{start}{signature_ends}{warning}{body}"
    )


SUBMISSIONS = {
    "right": lambda number, right, wrong: right,
    "blank": lambda number, right, wrong: None,
    "mistakes_1": lambda number, right, wrong: wrong[0],
    "mistakes_2": lambda number, right, wrong: wrong[1],
    "partly": lambda number, right, wrong: (right, wrong[-1], None, "1 / 0")[
        number % 4
    ],
    "warns": with_warnings,
}


def tampered():
    """Return a blank page whose checks were made to pass, or were deleted."""
    page = cut_page()
    checks = [cell for cell in page.cells if pages.grading(cell).get("grade")]
    for cell in checks[::2]:
        cell.source = "pass"
    page.cells = [cell for cell in page.cells if cell not in checks[1::2]]
    return page


def own_points(page):
    """Return from grade_id to the points that the checks' own verdicts are worth.

    An answer that raises leaves no function: its check then gives none either.
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
        else:
            try:
                passed = eval(cell.source, answer).passed
            except NameError:
                passed = False
            points[about["grade_id"]] = about["points"] if passed else 0
    return points


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course that nbgrader has graded and exported to grades.csv."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copy(pages.ROOT / "tools" / "nbgrader_config.py", folder)
    write(cut_page(), folder / "source" / ASSIGNMENT)
    for name, choose in SUBMISSIONS.items():
        write(submission(choose), folder / "submitted" / name / ASSIGNMENT)
    write(tampered(), folder / "submitted" / "tampered" / ASSIGNMENT)
    kernel = folder / "jupyter" / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    path = {"PYTHONPATH": str(pages.ROOT)}
    about = {"argv": command, "display_name": "Labs", "language": "python", "env": path}
    kernel.write_text(json.dumps(about))
    nbgrader(folder, "generate_assignment", ASSIGNMENT)
    nbgrader(folder, "autograde", ASSIGNMENT)
    nbgrader(folder, "export", "--to", "grades.csv")
    return folder


def write(page, folder):
    folder.mkdir(parents=True)
    nbformat.write(page, folder / f"{ASSIGNMENT}.ipynb")


def nbgrader(folder, *arguments):
    """Run an nbgrader command; its kernels have the Python that runs the tests."""
    variables = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    own = {f"JUPYTER_{name}": str(folder / name) for name in ["CONFIG_DIR", "DATA_DIR"]}
    own["JUPYTER_PATH"] = str(folder / "jupyter")
    scripts = os.path.dirname(NBGRADER)  # nbgrader starts alembic, which stands there
    own["PATH"] = os.pathsep.join([scripts, os.environ["PATH"]])
    with tempfile.TemporaryDirectory() as sockets:
        ipc = ["--KernelManager.transport=ipc", f"--KernelManager.ip={sockets}/k"]
        done = subprocess.run(
            [NBGRADER, *arguments, *ipc * (arguments[0] == "autograde")],
            cwd=folder,
            env={**variables, **own},
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr, done.stderr


def points_by_nbgrader(folder, student):
    """Return from grade_id to points, from nbgrader's own database."""
    query = """
        SELECT base_cell.name, grade.auto_score FROM grade
        JOIN base_cell ON base_cell.id = grade.cell_id
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment
            ON submitted_assignment.id = submitted_notebook.assignment_id
        WHERE submitted_assignment.student_id = ?"""
    with contextlib.closing(sqlite3.connect(folder / "gradebook.db")) as database:
        return dict(database.execute(query, [student]))


@pytest.mark.filterwarnings("ignore:careful")
@pytest.mark.parametrize("student", SUBMISSIONS)
def test_nbgrader_gives_the_points_that_the_checks_give(course, student):
    expected = own_points(submission(SUBMISSIONS[student]))
    assert points_by_nbgrader(course, student) == expected


def test_nbgrader_puts_back_checks_that_were_changed_or_deleted(course):
    found = points_by_nbgrader(course, "tampered")
    assert len(found) == len(answers()) and not any(found.values())


def test_the_exported_table_has_the_totals(course):
    with (course / "grades.csv").open(encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert set(rows) == {*SUBMISSIONS, "tampered"}
    for student, row in rows.items():
        points = points_by_nbgrader(course, student)
        assert float(row["raw_score"]) == sum(points.values())
    totals = {student: float(row["raw_score"]) for student, row in rows.items()}
    assert totals["right"] == totals["warns"] == float(rows["right"]["max_score"]) > 0
    for student in ["blank", "mistakes_1", "mistakes_2", "tampered"]:
        assert totals[student] == 0
    assert 0 < totals["partly"] < totals["right"]


def test_the_page_that_nbgrader_releases_is_the_page_that_we_hand_out(course):
    released = nbformat.read(
        course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4
    )
    ours = [(cell.id, cell.source) for cell in cut_page().cells]
    assert [(cell.id, cell.source) for cell in released.cells] == ours
