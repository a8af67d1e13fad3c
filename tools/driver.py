"""Carry out the commands of `labs.py`, which `python labs.py` lists by reader."""

import importlib
import os
import subprocess
import sys
from typing import NamedTuple

from tools import environment
from tools.environment import ROOT
from tools.errors import SetupError, describe
from tools.pythons import hand_over


class Command(NamedTuple):
    """One command.

    Attributes:
        purpose: What it does, in a few words.
        runs: What `.venv`'s Python runs, one after the other; a student's arguments
            follow the last. Or the name of a module whose `main` this Python calls.
        extras: The extras of pyproject.toml that it needs.
        parts: What `runs` may be narrowed to by a first argument, by name.
        at_root: Whether it runs in the labs' folder, and not where it was given.
    """

    purpose: str
    runs: str | tuple
    extras: tuple = ()
    at_root: bool = False
    parts: tuple = ()


def homework(purpose, name):
    """Return a command of `labhelpers.homework`."""
    return Command(purpose, ("-m labhelpers.homework " + name,))


def tool(purpose, name, **about):
    """Return a command that is a module of this project."""
    return Command(purpose, (f"-m {name}",), **about)


BENCHMARKS = ("frameworks", "fit", "sweep", "limits")
APART = ("examine",)  # a benchmark that measures no time, and runs when it is named
STUDENT = {
    "lab": Command("open JupyterLab on your labs", "tools.opening"),
    "check": homework("check one notebook before you hand it in", "check"),
}
TEACHER = {
    "grade": homework("grade a folder of notebooks", "grade"),
    "gradebook": homework("fill Moodle's or Canvas's file with them", "gradebook"),
    "selftest": homework("try the exercises with every known answer", "selftest"),
    "class-copy": tool("copy the labs without answers", "tools.class_copy"),
    "plan": tool("make a plan of weeks, and show it to students", "tools.plan"),
    "hub": tool("measure a class on a hub of this machine", "tools.crowd"),
    "wheelhouse": tool("pack what a class without a network needs", "tools.wheelhouse"),
    "install": Command("make .venv and do nothing else", "tools.installing"),
    "start": homework("copy the labs into a student's folder (hub)", "start"),
}
AUTHOR = {
    "test": Command("run every test, or what pytest is told", "tools.testing"),
    "notebooks": tool("run labs and store them", "tools.notebooks", at_root=True),
    "claims": tool("try every claim on other seeds", "tools.claims", at_root=True),
    "changes": tool("change numbers as a student would", "tools.changes"),
    "style": tool("read pages by the rules of the house style", "tools.style_rules"),
    "guides": tool("bring the teacher's guides up to date", "tools.teachers"),
    "overview": tool("write the tables of labs and lecture anew", "tools.overview"),
    "site": Command("build the website in build/site", "website.builder"),
    "bench": Command(
        "print how fast training is; or one of them: bench examine",
        tuple(f"benchmarks/{name}.py" for name in BENCHMARKS),
        at_root=True,
        parts=BENCHMARKS + APART,
    ),
    "browse": Command("go through labs in a browser", "tools.browsing"),
    "look": tool("photograph a page in JupyterLab", "tools.look", extras=("build",)),
    "lint": Command(
        "let ruff look at code and form",
        ("-m ruff check .", "-m ruff format --check ."),
        extras=("build",),
        at_root=True,
    ),
    "format": Command(
        "let ruff correct code and form",
        ("-m ruff format .", "-m ruff check --fix ."),
        extras=("build",),
        at_root=True,
    ),
    "bundled-data": tool("write data/ anew", "tools.make_data"),
    "tuning-table": tool("write the table of trials of lab 15", "tools.make_table"),
    "python": Command("run the Python of the labs", ("",)),
}
READERS = {"students": STUDENT, "teachers": TEACHER, "authors": AUTHOR}
COMMANDS = STUDENT | TEACHER | AUTHOR


def main(arguments):
    """Run one command; return its exit status, 1 and one sentence if it cannot run."""
    name, *rest = arguments or ["--help"]
    if name in {"-h", "--help", "help"}:
        print(listing())
        return 0
    if name not in COMMANDS:
        needed = "a command that `python labs.py` lists is needed"
        print(f"{needed}; received {name!r}", file=sys.stderr)
        return 2
    try:
        return run(COMMANDS[name], rest)
    except (SetupError, OSError) as error:
        print(f"\n{describe(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. Give the same command to go on.", file=sys.stderr)
        return 130
    return 1


def listing():
    """Return the list of commands, by reader."""
    lines = ["python labs.py COMMAND; `make COMMAND` is the same."]
    for reader, commands in READERS.items():
        lines += ["", f"For {reader}:"]
        lines += [f"  {name:<13} {c.purpose}" for name, c in commands.items()]
    return "\n".join([*lines, "", "python labs.py COMMAND --help says more."])


def run(command, arguments):
    """Run a command with its arguments; return its exit status."""
    if isinstance(command.runs, str):
        return importlib.import_module(command.runs).main(arguments)
    python = str(environment.ensure(*command.extras))
    environment.activate()
    os.environ["PYTHONPATH"] = str(ROOT)
    if command.at_root:
        os.chdir(ROOT)
    runs = command.runs
    if arguments and arguments[0] in command.parts:
        name, *arguments = arguments
        runs = (f"benchmarks/{name}.py",)
    *first, last = ([python, *words.split()] for words in runs)
    for words in first:
        status = subprocess.run(words).returncode
        if status:
            return status
    return hand_over([*last, *arguments])
