"""Hold teacher/README.md to its word: its commands, options, tables and paths."""

import argparse
import csv
import importlib
import json
import os
import re
import shlex
import subprocess
import sys

import answered
import nbformat
import pages
import pytest

from labhelpers.homework import __main__ as homework
from labhelpers.homework import feedback, gradebook, sandbox
from tools import class_copy, driver

TEXT = (pages.TEACHER / "README.md").read_text("utf-8")
BLOCKS = [
    line.strip()
    for line in TEXT.splitlines()
    if line.startswith("    ") and not line.strip().startswith(("{", '"'))
]
COMMANDS = [line for line in BLOCKS if not line.startswith("https://")]
COMMANDS += [
    " ".join(inline.split())
    for inline in re.findall(r"`((?:make|python) [^`]+)`", TEXT)
]
# Paths that the commands make, or that others have.
MADE = re.compile(
    r"build/training-labs|build/wheelhouse|my_labs/|grades|submi|teacher/plan|training-labs/|source/|\.\./|06_momentum\.(new\.)?ipynb"
)


def rows(first):
    """Return the first column of the table whose first heading is `first`."""
    table = TEXT[TEXT.index(f"| {first} |") :].split("\n\n")[0]
    return [line.split(" | ")[0].strip("| ") for line in table.splitlines()[2:]]


def options_of(command):
    parser = argparse.ArgumentParser()
    module = importlib.import_module(f"labhelpers.homework.{command}")
    module.add_arguments(parser)
    return parser


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_one_that_exists(command):
    words = shlex.split(command)
    if words[0] == "make":
        names = re.findall(r"\$\((?:if \$\()?(\w+)\)", MAKEFILE)
        assert words[1] in driver.COMMANDS
        assert {setting.split("=")[0] for setting in words[2:]} <= {*names, "NEWER"}
        return
    if words[0] in {"mkdir", "cp", "apt"}:
        return  # those that can be run are run below
    assert words[0] == "python"
    if words[1] == "-m":
        assert words[2] in {"pip", "labhelpers.homework"}  # in a hub's own environment
        name, arguments = words[3], words[4:]
    else:
        name, arguments = words[2], words[3:]
        assert words[1].endswith("labs.py") and name in driver.COMMANDS
    if name in homework.COMMANDS:
        options_of(name).parse_args(arguments)


MAKEFILE = (pages.ROOT / "Makefile").read_text()


def test_the_options_of_grade_are_all_there_with_what_holds_if_they_are_not_given():
    actions = {
        option: action
        for action in options_of("grade")._actions
        for option in action.option_strings
    }
    listed = {row.strip("`") for row in rows("option")}
    asked = {o for a in actions.values() for o in a.option_strings[-1:]} - {"--help"}
    assert {actions[o].dest for o in listed} == {actions[o].dest for o in asked} - {
        "output"
    }
    for option in ["-j", "--cell-timeout", "--timeout", "--memory"]:
        assert re.search(rf"\| `{option}` \|.*\| {actions[option].default:g} \|", TEXT)


def test_the_columns_and_statuses_of_the_table_are_all_there():
    listed = {name for row in rows("column") for name in re.findall(r"`([^`]+)`", row)}
    exercise = pages.grading(first_exercise())["grade_id"]
    assert listed == {*gradebook.FIXED, exercise, *gradebook.LAST}
    listed = {name for row in rows("status") for name in re.findall(r"`([^`]+)`", row)}
    assert listed == {"ok", *feedback.STATUS}


def first_exercise():
    cells = pages.code_cells("06_momentum")
    return next(cell for cell in cells if pages.grading(cell))


def test_the_sandboxes_that_are_quoted_are_the_graders_words():
    for kind in sandbox.KINDS:
        assert f"`{kind}`" in TEXT


NAMES_OF_FILES = {
    "06_momentum.ipynb",
    "lecture.csv",
    "mullerjose_LATE_12345_678901_06_momentum-1.ipynb",
    "lab-06-anna/",
    "home/anna/training-labs/",
    "EXPORT_filled.csv",
}


def test_every_path_exists():
    found = re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:py|md|ipynb|txt|csv))`", TEXT)
    assert len(found) > 15
    for path in found:
        if not MADE.match(path) and path not in NAMES_OF_FILES:
            assert (pages.ROOT / path).exists(), path


def test_what_is_said_of_the_class_copy_is_what_it_does():
    assert f"`{class_copy.LEFT_OUT}/`" in TEXT
    assert "build/training-labs" in str(class_copy.TARGET)


def test_the_metadata_shown_is_that_of_the_first_exercise_of_lab_06():
    shown = re.findall(r'\{"nbgrader".*?\}\}', TEXT, re.S)
    cells = [c for c in pages.code_cells("06_momentum") if pages.grading(c)][:2]
    assert [json.loads(text)["nbgrader"] for text in shown] == [
        pages.grading(cell) for cell in cells
    ]


def test_the_readme_leads_here():
    assert "(teacher/README.md)" in (pages.ROOT / "README.md").read_text("utf-8")


def test_the_commands_for_nbgrader_are_those_that_are_tried_here():
    named = [c.split("-m nbgrader ")[1] for c in COMMANDS if "-m nbgrader " in c]
    tried = (pages.TEACHER / "tests" / "test_nbgrader.py").read_text("utf-8")
    called = re.findall(r'    nbgrader\(folder, "(\w+)"', tried)
    assert [command.split()[0] for command in named] == called


# The commands themselves, in a folder beside which submissions lie


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """Return a folder in which labs/ is this project, with submissions beside it."""
    folder = tmp_path_factory.mktemp("term")
    (folder / "labs").symlink_to(pages.ROOT)
    for student in ["right", "blank", "mistaken", "partly"]:
        place = folder / "submissions" / student / "06_momentum.ipynb"
        place.parent.mkdir(parents=True)
        nbformat.write(answered.page_of(student, ["06_momentum"]), place)
    return folder


def run(command, cwd):
    """Run a command of the page with the Python that runs the tests."""
    name = re.match(r"python \S*labs\.py (\S+)", command)
    if name:
        (words,) = driver.COMMANDS[name[1]].runs
        command = f"{shlex.quote(sys.executable)} {words}{command[name.end() :]}"
    return subprocess.run(
        command,
        shell=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(pages.ROOT)},
        capture_output=True,
        text=True,
        timeout=200,
    )


def test_the_grading_command_gives_a_table_and_pages(term):
    (command,) = {
        c for c in COMMANDS if c.endswith(" grade ../submissions -o ../grades.csv")
    }
    (term / "here").mkdir()
    done = run(command, term / "here")
    assert done.returncode == 0, done.stderr
    with (term / "grades.csv").open(encoding="utf-8-sig") as file:
        table = {row["student"]: row for row in csv.DictReader(file)}
    assert set(table) == {"right", "blank", "mistaken", "partly"}
    for student, row in table.items():
        expected = answered.points_of(answered.page_of(student, ["06_momentum"]))
        assert float(row["points"]) == sum(expected.values()), student
    page = term / "grades_feedback" / "mistaken" / "06_momentum.ipynb.md"
    assert "NOT YET" in page.read_text("utf-8")


def test_the_checking_command_has_a_status_for_right_and_wrong(term):
    (command,) = {c for c in COMMANDS if " check " in c}
    home = term / "student"
    (home / "my_labs").mkdir(parents=True)
    for student, status in [("right", 0), ("blank", 1)]:
        nbformat.write(
            answered.page_of(student, ["06_momentum"]),
            home / "my_labs" / "06_momentum.ipynb",
        )
        assert run(command, home).returncode == status


def test_the_command_for_a_hub_copies_the_labs_into_the_students_folder(term):
    (command,) = {c for c in COMMANDS if " start " in c}
    home = term / "hub"
    home.mkdir()
    done = run(command.replace("python", shlex.quote(sys.executable), 1), home)
    assert done.returncode == 0, done.stderr
    assert (home / "my_labs" / "06_momentum.ipynb").exists()


def test_the_commands_that_begin_a_course_for_nbgrader_find_its_files(term):
    (term / "course").mkdir()
    for command in [c for c in COMMANDS if c.startswith(("mkdir", "cp"))]:
        assert run(command, term / "course").returncode == 0, command
    assert (term / "course" / "nbgrader_config.py").exists()
    assert (term / "course" / "source/06_momentum/06_momentum.ipynb").exists()


def test_the_command_for_another_place_makes_a_class_copy(term, tmp_path):
    (command,) = {c for c in COMMANDS if "labs.py class-copy .." in c}
    done = run(command.replace("..", str(tmp_path)), pages.ROOT)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "training-labs.zip").exists()
