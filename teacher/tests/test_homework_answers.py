"""Answers cross between two processes as data, and the checks see no difference."""

import functools
import json
import runpy
import struct

import homework_class as klass
import numpy as np
import pages
import pytest

from labhelpers.homework import _lab, selftest, wire
from labhelpers.homework.pool import Grader

LABS = [_lab.read_lab(path) for path in pages.PATHS]
# In an ordinary run: what builds a model, gets a function, a generator, and arrays.
OFTEN = ("parameters", "descent", "minibatches", "batchnorm")
every_lab = pytest.mark.parametrize(
    "lab",
    [
        pytest.param(
            lab, id=lab.module, marks=[] if lab.module in OFTEN else pytest.mark.full
        )
        for lab in LABS
    ],
)
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


@pytest.mark.parametrize("kind", ["PCG64", "Philox", "MT19937"])
def test_a_random_generator_arrives_in_its_state(kind):
    generator = np.random.Generator(getattr(np.random, kind)(3))
    generator.random()
    received = round_trip(generator)
    assert received.random(9).tolist() == generator.random(9).tolist()


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
    framed([{"generator": {"dict": []}}, []]),
    framed([{"dict": [{"list": []}, {"is": 1}]}, []]),
    framed([{"unknown": []}, []]),
    framed([{"object": 3, "module": 3, "length": "x"}, []])[:-3],
    struct.pack("<Q", 2**60) + b"[]",
]


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_message_is_garbled_and_does_no_harm(data):
    with pytest.raises(wire.Garbled):
        wire.decode(data)


def right_answers(lab):
    """Return triples of an exercise, the name of a right answer, and its code."""
    path = pages.TEACHER / lab.name / "right_answers.py"
    text, answers = path.read_text("utf-8"), runpy.run_path(path)["RIGHT_ANSWERS"]
    return [
        (
            exercise,
            function.__name__,
            f"{text}\n{exercise.answer} = {function.__name__}",
        )
        for exercise in lab.exercises
        for function in answers[exercise.name].values()
    ]


def known_mistakes(lab):
    """Return triples of an exercise, the hint for a mistake, and its code."""
    exercises = {exercise.name: exercise for exercise in lab.exercises}
    mistakes = _lab.read_mistakes(_lab.MISTAKES / f"{lab.module}.py", lab.exercises)
    return [(exercises[m.exercise], m.hint, m.code) for m in mistakes]


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Return a function from a lab to the verdicts on its right answers."""
    labs, handed_in = (tmp_path_factory.mktemp(name) for name in ["labs", "pages"])
    for lab in LABS:
        answers = right_answers(lab)
        stubs = [(exercise, exercise.stub) for exercise, _, _ in answers]
        codes = [(exercise, code) for exercise, _, code in answers]
        for folder, given in [(labs, stubs), (handed_in, codes)]:
            page = selftest.separate(lab.setup, given)
            klass.write(folder / f"{lab.name}.ipynb", page)
    with Grader(limits=selftest.LIMITS, labs=labs) as grader:

        @functools.cache
        def graded(name):
            result = grader.grade(handed_in / f"{name}.ipynb")
            assert result.status == "ok", result
            return result.exercises

        yield graded


@every_lab
def test_right_answers_pass_from_their_own_process(graded, lab):
    right = right_answers(lab)
    assert right
    for (_, name, _), verdict in zip(right, graded(lab.name), strict=True):
        assert verdict.passed, (name, verdict)


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


def graded_alone(tmp_path, setup, check, answer):
    """Return the result of one exercise, with this answer and this check cell."""
    cells = [klass.code(setup, "setup"), *klass.exercise("06-x", "my_x = ...", check)]
    labs = klass.write(tmp_path / "labs" / "06_x.ipynb", klass.notebook(cells)).parent
    cells[1]["source"] = answer
    with Grader(labs=labs) as own:
        return own.grade(klass.write(tmp_path / "x.ipynb", klass.notebook(cells)))


EMPTY_MODEL = "from tensorflow import keras\nmy_x = lambda *_: keras.Sequential()"


def test_what_is_no_data_is_no_answer_where_numbers_are_asked_for(tmp_path):
    setup = "from labhelpers.checks import parameters as checks"
    result = graded_alone(tmp_path, setup, "checks.count(my_x)", EMPTY_MODEL)
    assert result.exercises[0].verdict == "NOT YET"
    assert result.points == 0 and result.notes == []


PATCH = """import numpy as np
np.all = np.abs = np.max = np.any = np.isfinite = lambda *_, **__: True
np.allclose = np.array_equal = np.isclose = lambda *_, **__: True"""


@pytest.fixture(scope="module")
def patched(tmp_path_factory):
    """Return a grader, and a folder of pages that patch numpy and make a mistake."""
    folder = tmp_path_factory.mktemp("patched")
    for lab in LABS:
        wrong = {exercise.grade_id: code for exercise, _, code in known_mistakes(lab)}
        page = selftest.page_of(
            lab.setup, [(e, wrong[e.grade_id]) for e in lab.exercises]
        )
        page["cells"].insert(1, klass.code(PATCH, "patch"))
        klass.write(folder / f"{lab.name}.ipynb", page)
    with Grader(limits=selftest.LIMITS) as grader:
        yield grader, folder


@every_lab
def test_a_page_that_patches_numpy_earns_nothing_for_wrong_answers(patched, lab):
    grader, folder = patched
    result = grader.grade(folder / f"{lab.name}.ipynb")
    assert result.possible > 0 and result.points == 0, result
