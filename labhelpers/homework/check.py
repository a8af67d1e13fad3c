"""Check one notebook in a clean process: a line per exercise, and the points.

What a student runs before handing in. Nothing is protected here from one's own code,
except for time and memory.
"""

import sys
import tempfile
from pathlib import Path

from labhelpers.homework import grading, launch, page
from labhelpers.homework.result import Limits


def add_arguments(parser):
    """Declare the options of `check`."""
    parser.add_argument("file", type=Path, help="the notebook")
    parser.add_argument(
        "--whole", action="store_true", help="run every cell, not only what is needed"
    )


def run(options):
    """Check the notebook, say what happened, and return the exit status."""
    try:
        data = options.file.read_bytes()
    except OSError as error:
        print(f"A notebook is needed: {error}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        result = grading.grade(
            data,
            options.file.name,
            page.read_labs(),
            lambda: launch.fresh(folder),
            Limits(cell_seconds=60, seconds=300, memory_gb=8),
            options.whole,
        )
    text = "\n".join(report(result))
    print(text.encode("utf-8", "replace").decode())
    done = all(exercise.passed for exercise in result.exercises)
    return 0 if done and result.exercises else 1


def report(result):
    """Return the lines that tell a student how the notebook did."""
    lines = []
    for exercise in result.exercises:
        points = f"{exercise.points:g}/{exercise.possible:g}"
        head = f"{exercise.verdict:<8} {points:>5}  {exercise.name}"
        lines.append(f"{head}  {exercise.message}")
        lines += [f"    {line}" for line in exercise.error.splitlines()]
    lines += [f"Note: {note}" for note in result.notes]
    if result.exercises:
        lines.append(f"Points: {result.points:g} of {result.possible:g}")
    return lines
