"""Answers cross between two processes as data, and the checks see no difference."""

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


@pytest.fixture(scope="module")
def grader():
    with Grader() as grader:
        yield grader


def cells_of(lab):
    return json.loads((TESTS.parent / "notebooks" / f"{lab}.ipynb").read_text("utf-8"))


def answered(lab, sources):
    """The page with these sources, from check name to code, as answers."""
    page = cells_of(lab)
    answers = None
    for cell in page["cells"]:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("solution"):
            answers = cell
        elif about.get("grade"):
            check, name = "".join(cell["source"]).split(".")[1].rstrip(")").split("(")
            if check in sources:
                answers["source"] = sources[check].replace("NAME", name)
    return page


def by_exercise(functions):
    """Return rounds of functions, each with at most one per exercise."""
    rounds = []
    for exercise, function in functions:
        for one in rounds:
            if exercise not in one:
                one[exercise] = function
                break
        else:
            rounds.append({exercise: function})
    return rounds


def results(grader, lab, path, functions, folder):
    """Grade pages with functions of the file `path` as answers; pair them up."""
    for number, one in enumerate(by_exercise(functions)):
        text = path.read_text("utf-8")
        sources = {ex: f"{text}\nNAME = {name}" for ex, name in one.items()}
        page = klass.write(folder / f"{number}.ipynb", answered(lab, sources))
        result = grader.grade(page)
        assert result.status == "ok", result
        order = [
            "".join(cell["source"]).split(".")[1].split("(")[0]
            for cell in cells_of(lab)["cells"]
            if cell["metadata"].get("nbgrader", {}).get("grade")
        ]
        verdicts = dict(zip(order, result.exercises, strict=True))
        for exercise, name in one.items():
            yield name, verdicts[exercise]


@pytest.mark.parametrize("module", LABS)
def test_right_answers_pass_from_their_own_process(grader, module, tmp_path):
    path = TESTS / "right_answers" / f"{module}.py"
    right = [
        (exercise, function.__name__)
        for exercise, answers in runpy.run_path(path)["RIGHT_ANSWERS"].items()
        for function in answers.values()
    ]
    for name, verdict in results(grader, LABS[module], path, right, tmp_path):
        assert verdict.passed, (name, verdict)


@pytest.mark.parametrize("module", LABS)
def test_known_mistakes_get_their_own_hints_from_their_own_process(
    grader, module, tmp_path
):
    path = TESTS.parent / "labhelpers" / "mistakes" / f"{module}.py"
    wrong = {n: f for n, f in runpy.run_path(path).items() if "__" in n.strip("_")}
    pairs = [(name.split("__")[0], name) for name in wrong]
    for name, verdict in results(grader, LABS[module], path, pairs, tmp_path):
        hint = " ".join(wrong[name].__doc__.split())
        assert (verdict.verdict, verdict.message) == ("NOT YET", hint), name


def test_a_function_of_the_check_can_be_called_by_the_answer(grader, tmp_path):
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
