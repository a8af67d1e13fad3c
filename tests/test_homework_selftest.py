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


@pytest.fixture
def examine(tmp_path):
    def examine(sources=None, solved=RIGHT, replace=("", ""), **lab):
        """Return the report of a lab that is as it should be but for the arguments."""
        path = write_lab(tmp_path, sources, **lab)
        teacher = write_solutions(tmp_path / "teacher", solved)
        mistakes = write_mistakes(tmp_path / "mistakes", replace)
        (report,) = selftest.reports([path], 1, teacher, mistakes)
        return report

    return examine


def test_a_lab_that_is_as_it_should_be_gets_one_line_and_no_complaint(examine):
    line, wrong = examine()
    assert wrong == []
    lab = _lab.read_lab(_lab.ROOT / "notebooks" / "06_momentum.ipynb")
    known = _lab.read_mistakes(_lab.MISTAKES / "momentum.py", lab.exercises)
    number = sum(mistake.exercise == "velocity" for mistake in known)
    assert line == (
        "06_momentum: blank 0 of 2 points, solved 2 of 2, "
        f"{number} of {number} known mistakes get their own hints"
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
    assert any("has no known mistakes" in sentence for sentence in wrong)


@pytest.mark.parametrize(
    ("lab", "needs"),
    [
        ({"setup": "import numpy"}, "from labhelpers.checks import"),
        ({"setup": LIGHT_SETUP + "\n1 / 0"}, "ZeroDivisionError"),
        ({"setup": LIGHT_SETUP + "\nimport os; os._exit(3)"}, "kernel-died"),
        ({"keep": slice(1)}, "each with a check cell"),
        ({"sources": {"06-velocity-check": "True"}}, "needs the form `checks.name"),
        (
            {"sources": {"06-velocity-check": "checks.nesterov_step(my_velocity)"}},
            "velocity__averaged_gradients needs an exercise of this name",
        ),
    ],
)
def test_a_page_that_cannot_be_tried_says_what_it_needs(examine, lab, needs):
    assert needs in " ".join(examine(**lab)[1])


def test_a_folder_without_solutions_is_said_and_a_missing_file_is_an_error(tmp_path):
    path = write_lab(tmp_path)
    mistakes = write_mistakes(tmp_path / "mistakes")
    ((line, wrong),) = selftest.reports([path], 1, tmp_path / "none", mistakes)
    assert "no solutions to try" in line and wrong == []
    (tmp_path / "empty").mkdir()
    ((_, wrong),) = selftest.reports([path], 1, tmp_path / "empty", mistakes)
    assert "solution.py is needed" in wrong[0]


def test_a_mistake_is_pasted_under_the_answers_name_with_what_it_uses():
    lab = _lab.read_lab(_lab.ROOT / "notebooks" / "06_momentum.ipynb")
    path = _lab.MISTAKES / "momentum.py"
    by_name = {m.name: m for m in _lab.read_mistakes(path, lab.exercises)}
    averaged = by_name["velocity__averaged_gradients"].code
    assert averaged.startswith("import numpy as np\n\ndef my_velocity(")
    assert by_name["nesterov_step__plus_sign"].code.startswith("def my_nesterov_step(")


@pytest.mark.parametrize(
    "paths", [pages.PATHS[3:5], pytest.param(pages.PATHS, marks=pytest.mark.full)]
)
def test_of_labs_stubs_solutions_and_mistakes_get_their_verdicts(paths):
    found = list(selftest.reports(paths, jobs=2))
    assert [line.partition(":")[0] for line, _ in found] == [p.stem for p in paths]
    for line, wrong in found:
        assert wrong == [], line


def test_the_command_refuses_a_lab_that_is_not_there():
    done = command("99")
    assert done.returncode == 1 and "named by its start" in done.stderr


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "labhelpers.homework", "selftest", *arguments],
        capture_output=True,
        text=True,
        cwd=_lab.ROOT,
    )
