"""Read the labs as the tests need them, and run them without a kernel."""

import contextlib
import functools
import io
import json
import os
from pathlib import Path

import nbformat

from labhelpers import _project
from labhelpers._project import ROOT, TEACHER  # noqa: F401 - for the tests
from labhelpers.homework import _lab
from labhelpers.homework import cells as runner
from tools import changes, running, slicing

PATHS = _project.labs()
NAMES = [path.stem for path in PATHS]


@functools.cache
def read(name):
    """Return the notebook of a lab."""
    path = ROOT / "notebooks" / f"{name}.ipynb"
    return nbformat.read(path, as_version=4)


def code_cells(name):
    """Return the code cells of a lab, in order."""
    return [cell for cell in read(name).cells if cell.cell_type == "code"]


def grading(cell):
    """Return nbgrader's metadata of a cell; empty for an ordinary cell."""
    return cell.metadata.get("nbgrader", {})


def solutions(name):
    """Return from grade_id to the code that solves it, from teacher/."""
    return _lab.read_solutions(_lab.TEACHER / name / "solution.py")


def sections(name):
    """Return from heading to everything below it, up to the next heading."""
    found, heading = {}, None
    for cell in read(name).cells:
        for line in cell.source.splitlines():
            if cell.cell_type == "markdown" and line.startswith("#"):
                heading = line.lstrip("# ").strip()
                found[heading] = ""
            elif heading:
                found[heading] += line + "\n"
        for output in cell.get("outputs", []):
            found[heading] += text_of(output) + "\n"
    return found


def claimed(name):
    """Return the sentences that the stored outputs of a lab claim, in order."""
    return [sentence for cell in code_cells(name) for sentence in claims_of(cell)]


def claims_of(cell):
    """Return the sentences that the stored outputs of a code cell claim, in order."""
    lines = [line for output in cell.outputs for line in text_of(output).splitlines()]
    return [line.split("  ")[1] for line in lines if line.startswith("HOLDS  ")]


def text_of(output):
    """Return the plain text of an output of a code cell."""
    return output.get("text") or output.get("data", {}).get("text/plain", "")


def run_cells(cells, environment=None):
    """Run the source of `cells` in one fresh namespace.

    Args:
        cells: Code cells.
        environment: Variables to set meanwhile.

    Returns:
        The namespace, and the value of each cell's last expression (None if the
        cell does not end with one).
    """
    namespace, values = {"__name__": "__main__"}, []
    with _environment(environment or {}), contextlib.redirect_stdout(io.StringIO()):
        for number, cell in enumerate(cells):
            values.append(runner.run(cell.source, namespace, f"cell {number}"))
    return namespace, values


@contextlib.contextmanager
def _environment(variables):
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def claims_of_run(name, replace, sentences, *, folder):
    """Run what these claims need, not strictly; return from claim to whether it holds.

    Args:
        name: The lab.
        replace: From text to the text that takes its place, wherever it occurs.
        sentences: The claims. Others of their cells are among the returned ones.
        folder: Where notes may be kept.

    Raises:
        ValueError: A text to replace does not occur.
    """
    cells = code_cells(name)
    wanted = [not set(sentences).isdisjoint(claims_of(cell)) for cell in cells]
    sources = changes.replaced([cell.source for cell in cells], replace)
    log = Path(folder) / "0"
    log.unlink(missing_ok=True)
    running.run_seed(slicing.needed_code(sources, wanted), 0, folder)
    records = [json.loads(line) for line in log.read_text().splitlines()]
    return {record["sentence"]: record["holds"] for record in records}
