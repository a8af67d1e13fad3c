"""Make a small lab and submissions to it, good and bad, for the tests of `homework`."""

import json

SETUP = """import numpy as np
from labhelpers.checks import momentum as checks
from labhelpers import optimizers
import os, sys, time"""
EXERCISES = {
    "06-velocity": (
        "velocity",
        "def my_velocity(gradients, learning_rate, momentum):\n    ...",
        """def my_velocity(gradients, learning_rate, momentum):
    velocity = 0
    for gradient in gradients:
        velocity = momentum * velocity - learning_rate * gradient
    return velocity""",
    ),
    "06-averaged-step": (
        "averaged_step",
        "def my_averaged_step(w, average, gradient, learning_rate, momentum):\n    ...",
        """def my_averaged_step(w, average, gradient, learning_rate, momentum):
    average = momentum * average + (1 - momentum) * gradient
    return w - learning_rate * average, average""",
    ),
    "06-nesterov-step": (
        "nesterov_step",
        "def my_nesterov_step(w, velocity, gradient, learning_rate, momentum): ...",
        """def my_nesterov_step(w, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * gradient
    return w + momentum * velocity - learning_rate * gradient, velocity""",
    ),
}
WRONG = "def my_velocity(gradients, learning_rate, momentum):\n    return gradients[0]"
STORED = {"kernelspec": {"display_name": "Python 3", "name": "python3"}}


def code(source, name="", nbgrader=None):
    """Return a code cell as it is stored."""
    metadata = {"nbgrader": nbgrader} if nbgrader else {}
    about = {"id": name} if name else {}
    return {
        "cell_type": "code",
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
        **about,
    }


def notebook(cells, metadata=STORED):
    """Return a notebook as it is stored."""
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}


def lab(solved=False):
    """Return the cells of the small lab: a set-up, three exercises, a long cell."""
    cells = [code(SETUP, "setup"), code("slow = time.sleep(60)", "slow")]
    for grade_id, (check, stub, solution) in EXERCISES.items():
        answer = solution if solved else stub
        cells += exercise(grade_id, answer, f"checks.{check}(my_{check})")
    return cells


def exercise(grade_id, answer, check):
    """Return the two cells of an exercise, from their sources."""
    about = {"schema_version": 3, "locked": False, "task": False}
    asked = {"grade": False, "solution": True, "grade_id": grade_id}
    held = {"grade": True, "solution": False, "grade_id": f"{grade_id}-check"}
    return [
        code(answer, grade_id, {**about, **asked}),
        code(check, f"{grade_id}-check", {**about, **held, "points": 2}),
    ]


def solved(*first, **replaced):
    """Return the solved lab, with cells before it and answers replaced.

    Args:
        *first: Sources of cells that come right after the set-up.
        **replaced: From check name, such as `velocity`, to the answer's source.
    """
    cells = lab(solved=True)
    for grade_id, (check, _, _) in EXERCISES.items():
        for cell in cells:
            if check in replaced and cell["id"] == grade_id:
                cell["source"] = replaced[check]
    cells[1:1] = [code(source, f"mine-{n}") for n, source in enumerate(first)]
    return notebook(cells)


def write(path, content):
    """Write a notebook and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), "utf-8")
    return path


def teachers_copy(folder):
    """Write the small lab into `folder` as the teacher has it; return the folder."""
    write(folder / "06_small.ipynb", notebook(lab()))
    return folder
