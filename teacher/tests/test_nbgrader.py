"""Grade our labs with nbgrader: the same points as the checks give.

nbgrader stands in an environment of its own: `.venv-nbgrader`, which `.ci/run` makes,
or wherever the environment variable NBGRADER says. One notebook holds the set-up,
exercise and check cells of five labs (of all with `--full`), so that a submission costs
one kernel. Lab 16 is left out: its answers train the whole ward, which takes longest.
Each student costs a kernel, so there are only three: one has all right (with warnings),
one some right, wrong, blank and broken, and one changed the checks.
"""

import contextlib
import csv
import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import answered
import nbformat
import pages
import pytest

ASSIGNMENT = "all_labs"
STUDENTS = ["warns", "partly"]
PLACES = [
    os.environ.get("NBGRADER", ""),
    str(pages.ROOT / ".venv-nbgrader" / "bin" / "nbgrader"),
    "nbgrader",
]
NBGRADER = next(filter(None, map(shutil.which, PLACES)), None)
pytestmark = pytest.mark.skipif(NBGRADER is None, reason="nbgrader is not installed")


@pytest.fixture(scope="module")
def names(request):
    """Return the names of the labs that are graded."""
    return pages.NAMES[: -1 : 1 if request.config.getoption("--full") else 3]


@pytest.fixture(scope="module")
def course(tmp_path_factory, names):
    """Return a course that nbgrader has graded and exported to grades.csv."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copy(pages.ROOT / "tools" / "nbgrader_config.py", folder)
    write(answered.blank_page(names), folder / "source" / ASSIGNMENT)
    for student, page in submissions(names).items():
        write(page, folder / "submitted" / student / ASSIGNMENT)
    kernel = folder / "jupyter" / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    path = {"PYTHONPATH": str(pages.ROOT)}
    about = {"argv": command, "display_name": "Labs", "language": "python", "env": path}
    kernel.write_text(json.dumps(about))
    nbgrader(folder, "generate_assignment", ASSIGNMENT)
    nbgrader(folder, "autograde", ASSIGNMENT)
    nbgrader(folder, "generate_feedback", ASSIGNMENT)
    nbgrader(folder, "export", "--to", "grades.csv")
    return folder


def submissions(names):
    """Return from student to what that student hands in, of these labs."""
    found = {name: answered.page_of(name, names) for name in STUDENTS}
    return {**found, "tampered": answered.tampered(names)}


def write(page, folder, name=ASSIGNMENT):
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(page, folder / f"{name}.ipynb")


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
    # Errors of its own: a kernel that ends may write one of its sockets.
    assert "| ERROR]" not in done.stderr, done.stderr


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
@pytest.mark.parametrize("student", STUDENTS)
def test_nbgrader_gives_the_points_that_the_checks_give(course, names, student):
    expected = answered.points_of(answered.page_of(student, names))
    assert points_by_nbgrader(course, student) == expected


def test_nbgrader_puts_back_checks_that_were_changed_or_deleted(course, names):
    found = points_by_nbgrader(course, "tampered")
    checks = answered.points_of(answered.blank_page(names))
    assert found == dict.fromkeys(checks, 0)


def test_our_own_grader_gives_the_same_points_as_nbgrader(course, names, tmp_path):
    students = itertools.cycle([*STUDENTS, "tampered"])
    by_nbgrader = {}
    for name, student in zip(names, students, strict=False):  # each lab by one of them
        page = submissions([name])[student]
        write(page, tmp_path / "submissions" / student, name)
        points = points_by_nbgrader(course, student)
        own = [pages.grading(cell).get("grade_id") for cell in pages.code_cells(name)]
        by_nbgrader[f"{student}/{name}.ipynb"] = sum(points.get(i, 0) for i in own)
    table = tmp_path / "grades.csv"
    command = [sys.executable, "-m", "labhelpers.homework", "grade", "submissions"]
    subprocess.run([*command, "-o", table], cwd=tmp_path, check=True, timeout=300)
    with table.open(encoding="utf-8-sig") as file:
        ours = {r["submission"]: float(r["points"]) for r in csv.DictReader(file)}
    assert ours == by_nbgrader and any(ours.values())


def exported(course):
    """Return from student to the row of nbgrader's exported table."""
    with (course / "grades.csv").open(encoding="utf-8") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def test_there_is_feedback_for_every_student(course):
    for student in [*STUDENTS, "tampered"]:
        assert (course / "feedback" / student / ASSIGNMENT).is_dir()


def test_the_exported_table_has_the_totals(course):
    rows = exported(course)
    assert set(rows) == {*STUDENTS, "tampered"}
    for student, row in rows.items():
        points = points_by_nbgrader(course, student)
        assert float(row["raw_score"]) == sum(points.values())
    totals = {student: float(row["raw_score"]) for student, row in rows.items()}
    assert totals["warns"] == float(rows["warns"]["max_score"]) > 0
    assert totals["tampered"] == 0
    assert 0 < totals["partly"] < totals["warns"]


def test_the_page_that_nbgrader_releases_is_the_page_that_we_hand_out(course, names):
    released = nbformat.read(
        course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4
    )
    ours = [(cell.id, cell.source) for cell in answered.blank_page(names).cells]
    assert [(cell.id, cell.source) for cell in released.cells] == ours
