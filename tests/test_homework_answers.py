"""Answers cross between two processes as data, and the checks see no difference."""

import functools
import json
import pathlib
import re
import runpy
import struct

import homework_class as klass
import numpy as np
import pytest

from labhelpers.homework import wire
from labhelpers.homework.pool import Grader

TESTS = pathlib.Path(__file__).parent
IMPORT = re.compile(r"from labhelpers.checks import (\w+)")
LABS = {  # from module of checks to lab, as the set-up of each page says
    IMPORT.search(page.read_text("utf-8"))[1]: page.stem
    for page in sorted((TESTS.parent / "notebooks").glob("[01][0-9]_*.ipynb"))
}
VALUES = [
    None,
    True,
    3,
    -(2**100),
    2.5,
    float("inf"),
    1 + 2j,
    "word",
    ...,
    [1, [2.0, "x"]],
    (1, (2,)),
    {"a": 1, (1, 2): [3]},
    {1, 2},
]


def round_trip(value):
    return wire.decode(wire.encode(value, keep=lambda function: 7))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_values_arrive_as_they_were(value):
    received = round_trip(value)
    assert received == value and type(received) is type(value)


@pytest.mark.parametrize("dtype", ["f4", "f8", "i4", "u1", "?", "c16", "U5", ">f8"])
def test_arrays_and_numpys_scalars_keep_type_shape_and_numbers(dtype):
    array = np.arange(6).reshape(2, 3).astype(dtype)
    received = round_trip(array)
    assert received.dtype == array.dtype and np.array_equal(received, array)
    received[0, 0] = received[1, 1]  # it can be written to
    scalar = round_trip(array[1, 1])
    assert scalar == array[1, 1] and isinstance(scalar, np.generic)


def test_a_function_arrives_as_its_number_and_an_object_as_its_name():
    assert round_trip(len).number == 7
    received = round_trip(type("x", (), {})())
    assert isinstance(received, wire.Opaque) and type(received).__name__ == "x"


@pytest.mark.parametrize("given", [range(3), iter([0, 1, 2]), zip([0, 1, 2])])
def test_what_is_run_through_once_arrives_as_a_list(given):
    assert np.ravel(round_trip(given)).tolist() == [0, 1, 2]


def test_an_object_is_never_rebuilt():
    class Evil:
        def __reduce__(self):
            return (pytest.fail, ("it was unpickled",))

    assert isinstance(round_trip([Evil()])[0], wire.Opaque)


def framed(header, rest=b""):
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + rest


BROKEN = [
    b"",
    b"1234",
    b"\xff" * 40,
    framed(3),
    framed([{"array": 0, "dtype": "O", "shape": [1], "scalar": False}, [8]], b"8" * 8),
    framed([{"array": 0, "dtype": "f8", "shape": [9], "scalar": False}, [8]], b"8" * 8),
    framed([{"array": 5, "dtype": "f8", "shape": [1], "scalar": False}, []]),
    framed([{"is": [1]}, []]),
    framed([{"dict": [{"list": []}, {"is": 1}]}, []]),
    framed([{"unknown": []}, []]),
    framed([{"object": 3, "module": 3, "length": "x"}, []])[:-3],
    struct.pack("<Q", 2**60) + b"[]",
]


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_message_is_garbled_and_does_no_harm(data):
    with pytest.raises(wire.Garbled):
        wire.decode(data)


def right_answers(module):
    """Return pairs of a check's name and the name of a right answer; and their file."""
    path = TESTS / "right_answers" / f"{module}.py"
    right = runpy.run_path(path)["RIGHT_ANSWERS"]
    return [(c, f.__name__) for c, fs in right.items() for f in fs.values()], path


def known_mistakes(module):
    """Return pairs of a check's name and the name of a mistake; and their file."""
    path = TESTS.parent / "labhelpers" / "mistakes" / f"{module}.py"
    names = [name for name in runpy.run_path(path) if "__" in name.strip("_")]
    return [(name.split("__")[0], name) for name in names], path


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """Return a function from a module of checks to the verdicts on all its answers.

    Each answer stands in an exercise of its own on one page: one process does for all.
    """
    labs, handed_in = (tmp_path_factory.mktemp(name) for name in ["labs", "pages"])
    for module, lab in LABS.items():
        right, right_path = right_answers(module)
        wrong, wrong_path = known_mistakes(module)
        page = repeated(lab, [check for check, _ in right + wrong])
        klass.write(labs / f"{lab}.ipynb", page)
        texts = [right_path.read_text("utf-8")] * len(right)
        texts += [wrong_path.read_text("utf-8")] * len(wrong)
        cells = [c for c in page["cells"] if is_answer(c)]
        for cell, text, (_, name) in zip(cells, texts, right + wrong, strict=True):
            asked = re.search(r"my_\w+", cell["source"])[0]
            cell["source"] = f"{text}\n{asked} = {name}"
        klass.write(handed_in / f"{module}.ipynb", page)
    with Grader(labs=labs) as grader:

        @functools.cache
        def graded(module):
            result = grader.grade(handed_in / f"{module}.ipynb")
            assert result.status == "ok", result
            names = [n for _, n in right_answers(module)[0] + known_mistakes(module)[0]]
            return dict(zip(names, result.exercises, strict=True))

        yield graded


def exercises_of(page):
    """Return from the name of a check to the cells of its answer and of the check."""
    found, answer = {}, None
    for cell in page["cells"]:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("solution"):
            answer = cell
        elif about.get("grade"):
            check = "".join(cell["source"]).split(".")[1].split("(")[0]
            found[check] = answer, cell
    return found


def numbered(cell, number):
    """Return a copy of a cell in which it and the answer have another name."""
    source = re.sub(r"\b(my_\w+)", rf"\1_{number}", "".join(cell["source"]))
    about = cell["metadata"]["nbgrader"]
    about = {**about, "grade_id": f"{number}-{about['grade_id']}"}
    metadata = {**cell["metadata"], "nbgrader": about}
    name = f"{number}-{cell['id']}"
    return {**cell, "id": name, "metadata": metadata, "source": source}


def repeated(lab, checks):
    """Return a lab's page on which an exercise stands once for each of these checks."""
    text = (TESTS.parent / "notebooks" / f"{lab}.ipynb").read_text("utf-8")
    page = json.loads(text)
    exercises = exercises_of(page)
    cells = [c for c in page["cells"] if "nbgrader" not in c["metadata"]]
    for number, check in enumerate(checks):
        cells += [numbered(cell, number) for cell in exercises[check]]
    return {**page, "cells": cells}


def is_answer(cell):
    return cell["metadata"].get("nbgrader", {}).get("solution", False)


@pytest.mark.parametrize("module", LABS)
def test_right_answers_pass_from_their_own_process(verdicts, module):
    found = verdicts(module)
    names = [name for _, name in right_answers(module)[0]]
    assert names and not [found[name] for name in names if not found[name].passed]


@pytest.mark.parametrize("module", LABS)
def test_known_mistakes_get_their_own_hints_from_their_own_process(verdicts, module):
    found, (pairs, path) = verdicts(module), known_mistakes(module)
    wrong = runpy.run_path(path)
    assert pairs
    for _, name in pairs:
        hint = " ".join(wrong[name].__doc__.split())
        assert (found[name].verdict, found[name].message) == ("NOT YET", hint), name


def test_a_function_of_the_check_can_be_called_by_the_answer(tmp_path):
    """The answer gets a function that cannot be pickled, and calls it."""
    cells = klass.lab()
    cells[0]["source"] += "\nfrom labhelpers.checks import _answers"
    cells[3]["source"] = (
        "scale = np.random.default_rng().normal()\n"
        "got = _answers.call(my_velocity, lambda x: scale * x, np.ones(3), 0)\n"
        "assert np.allclose(got, 2 * scale), 'not twice the function'"
    )
    labs = tmp_path / "labs"
    klass.write(labs / "06_small.ipynb", klass.notebook(cells))
    answer = "def my_velocity(f, x, _):\n    return f(x) + f(np.array(x))"
    cells[2]["source"] = answer
    with Grader(labs=labs) as own:
        result = own.grade(klass.write(tmp_path / "x.ipynb", klass.notebook(cells)))
        cells[2]["source"] = answer.replace("+", "-")
        wrong = own.grade(klass.write(tmp_path / "y.ipynb", klass.notebook(cells)))
    assert result.points == 2, result.exercises[0]
    assert wrong.points == 0
    assert "not twice" in wrong.exercises[0].message


def test_a_check_that_needs_an_object_runs_inside_and_the_notes_say_so(tmp_path):
    """A model cannot cross; a check that is about Keras goes where the model is."""
    cells = klass.lab()
    cells[0]["source"] += "\nfrom tensorflow import keras"
    cells[3]["source"] = "keras.Model; checks.velocity(my_velocity)"
    labs = tmp_path / "labs"
    klass.write(labs / "06_small.ipynb", klass.notebook(cells))
    cells[2]["source"] = (
        "def my_velocity(*_):\n    return keras.Sequential([keras.Input((2,))])"
    )
    with Grader(labs=labs) as own:
        result = own.grade(klass.write(tmp_path / "x.ipynb", klass.notebook(cells)))
    assert result.exercises[0].verdict == "NOT YET"
    assert "checked inside the student's process" in " ".join(result.notes)
