"""Hold `labhelpers.homework selftest` to its word: it finds what is off in a lab."""

import subprocess
import sys

import nbformat
import pages
import pytest

from labhelpers.homework import _lab, selftest

LIGHT_SETUP = "from labhelpers.checks import momentum as checks\nimport numpy as np"
UPHILL = "return learning_rate * momentum"
RIGHT = {
    "06-velocity": """
def my_velocity(gradients, learning_rate, momentum):
    total = 0
    for gradient in gradients:
        total = momentum * total - learning_rate * gradient
    return total
"""
}


def write_lab(folder, sources=None, setup=LIGHT_SETUP, keep=slice(2)):
    """Write the first exercise of lab 06, with other sources by grade_id."""
    cells = [cell.copy() for cell in pages.code_cells("06_momentum")]
    graded = [cell for cell in cells if pages.grading(cell)][keep]
    for cell in graded:
        cell.source = (sources or {}).get(pages.grading(cell)["grade_id"], cell.source)
    first = nbformat.v4.new_code_cell(setup)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = nbformat.v4.new_notebook(cells=[first, *graded], metadata=kernel)
    path = folder / "06_momentum.ipynb"
    nbformat.write(notebook, path)
    return path


def write_solutions(folder, solutions):
    (folder / "06_momentum").mkdir(parents=True)
    text = "".join(f"\n# %% {name}{code}" for name, code in solutions.items())
    (folder / "06_momentum" / "solution.py").write_text(text)
    return folder


def write_mistakes(folder, replace=("", ""), exercise="velocity"):
    """Write the known mistakes of one exercise, with one text replaced."""
    text = (_lab.MISTAKES / "momentum.py").read_text(encoding="utf-8")
    head, *functions = text.split("\n\n\ndef ")
    own = [f for f in functions if f.startswith(f"{exercise}__")]
    folder.mkdir()
    text = "\n\n\ndef ".join([head, *own])
    assert replace[0] in text
    (folder / "momentum.py").write_text(text.replace(*replace))
    return folder


@pytest.fixture(scope="module")
def session():
    session = selftest.Session()
    yield session
    session.close()


@pytest.fixture
def examine(session, tmp_path):
    def examine(sources=None, solved=RIGHT, replace=("", ""), **lab):
        """Return the line of a lab that is as it should be but for the arguments."""
        return selftest.examine(
            write_lab(tmp_path, sources, **lab),
            session,
            write_solutions(tmp_path / "teacher", solved),
            write_mistakes(tmp_path / "mistakes", replace),
        )

    return examine


def test_a_lab_that_is_as_it_should_be_gets_one_line_and_no_complaint(examine):
    line, wrong = examine()
    assert wrong == []
    assert line == (
        "06_momentum: blank 0 of 2 points, solved 2 of 2, "
        "4 of 4 known mistakes get their own hints"
    )


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ({"sources": RIGHT}, "the stub needs TO DO; received PASS"),
        ({"sources": {"06-velocity": "my_velocity = 3"}}, "the stub needs TO DO"),
        (
            {"solved": {"06-velocity": "\nmy_velocity = sum"}},
            "the solution needs PASS; received NOT YET",
        ),
        ({"solved": {}}, "06-velocity: has no solution"),
        ({"solved": {**RIGHT, "06-else": "\nx = 1"}}, "06-else: has no exercise"),
        (
            {"replace": ("it is the newest that counts most", "look again")},
            "velocity__oldest_first needs its own hint",
        ),
        (
            {"replace": (UPHILL, "return ... or momentum")},
            "velocity__plus_sign needs NOT YET; received TO DO",
        ),
        (
            {"replace": (UPHILL, f"return -{UPHILL[7:]}")},
            "velocity__plus_sign needs NOT YET; received PASS",
        ),
    ],
)
def test_what_is_off_is_named(examine, broken, complaint):
    line, wrong = examine(**broken)
    assert any(complaint in sentence for sentence in wrong), wrong
    assert "not as it should be" in line


def test_an_exercise_without_known_mistakes_is_named(examine):
    _, wrong = examine(keep=slice(4))
    assert "06-averaged-step: has no known mistakes" in wrong


@pytest.mark.parametrize(
    ("lab", "needs"),
    [
        ({"setup": "import numpy"}, "from labhelpers.checks import"),
        ({"setup": LIGHT_SETUP + "\nprint('hello')"}, "silently"),
        ({"setup": LIGHT_SETUP + "\n1 / 0"}, "ZeroDivisionError"),
        ({"keep": slice(1)}, "each with a check cell"),
        ({"sources": {"06-velocity-check": "True"}}, r"needs the form `checks\.name"),
        (
            {"sources": {"06-velocity-check": "checks.nesterov_step(my_velocity)"}},
            "velocity__averaged_gradients needs an exercise of this name",
        ),
    ],
)
def test_a_page_that_cannot_be_tried_says_what_it_needs(examine, lab, needs):
    with pytest.raises(_lab.LabError, match=needs):
        examine(**lab)


def test_a_folder_without_solutions_is_said_and_a_missing_file_is_an_error(
    session, tmp_path
):
    path = write_lab(tmp_path)
    mistakes = write_mistakes(tmp_path / "mistakes")
    line, wrong = selftest.examine(path, session, tmp_path / "none", mistakes)
    assert "no solutions to try" in line and wrong == []
    (tmp_path / "empty").mkdir()
    with pytest.raises(_lab.LabError, match=r"06_momentum/solution\.py is needed"):
        selftest.examine(path, session, tmp_path / "empty", mistakes)


def test_a_mistake_is_pasted_under_the_answers_name_with_what_it_uses():
    lab = _lab.read_lab(_lab.ROOT / "notebooks" / "06_momentum.ipynb")
    path = _lab.MISTAKES / "momentum.py"
    by_name = {m.name: m for m in _lab.read_mistakes(path, lab.exercises)}
    averaged = by_name["velocity__averaged_gradients"].code
    assert averaged.startswith("import numpy as np\n\ndef my_velocity(")
    assert by_name["nesterov_step__plus_sign"].code.startswith("def my_nesterov_step(")


def test_names_of_one_lab_are_gone_in_the_next(session):
    session.run("left_over = 1")
    session.run("%reset -f")
    assert session.run("left_over")[0] == "NameError"


def test_a_kernel_that_dies_stops_one_lab_and_not_the_next(tmp_path, monkeypatch):
    dies, lives = tmp_path / "dies", tmp_path / "lives"
    dies.mkdir(), lives.mkdir()
    ends = f"{LIGHT_SETUP}\nimport os; os._exit(3)"
    broken = write_lab(dies, setup=ends, keep=slice(None))
    fine = write_lab(lives, keep=slice(None))
    monkeypatch.setattr(_lab, "TEACHER", tmp_path / "none")
    (first, why), (_, wrong) = selftest.examine_all([broken, fine])
    assert "cannot be tried" in first and "kernel stopped" in why[0]
    assert wrong == []


def test_the_command_tries_labs_of_this_project_and_they_are_as_they_should_be():
    """Two of them: what it would find in others, test_homework_answers finds in all."""
    done = command("-j", "1", "06", "14")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    lines = [line for line in done.stdout.splitlines() if ": blank 0 of" in line]
    assert [line.split(":")[0] for line in lines] == ["06_momentum", "14_dropout"]


def test_the_command_refuses_a_lab_that_is_not_there():
    done = command("99")
    assert done.returncode == 1 and "named by its start" in done.stdout


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "labhelpers.homework", "selftest", *arguments],
        capture_output=True,
        text=True,
        cwd=_lab.ROOT,
    )
