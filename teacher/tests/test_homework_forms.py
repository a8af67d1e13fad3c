"""The page, `check` and `grade` judge alike, in whatever form an answer is written."""

import homework_class as klass
import pytest

from labhelpers.homework import _lab, cells, grading, launch, page
from labhelpers.homework.pool import Grader
from labhelpers.homework.result import Limits

SETUP = """import numpy as np
from labhelpers.checks import momentum, parameters, searching, activations"""

HELP = """
import array, collections, enum, functools, itertools, operator
from decimal import Decimal
from fractions import Fraction
from tensorflow import keras
import tensorflow as tf

def right(gradients, learning_rate, momentum):
    total = np.zeros(gradients.shape[1])
    for gradient in gradients:
        total = momentum * total - learning_rate * gradient
    return total

def step(w, average, gradient, learning_rate, momentum):
    average = momentum * average + (1 - momentum) * gradient
    return w - learning_rate * average, average

def count(sizes):
    return sum((n + 1) * m for n, m in itertools.pairwise(sizes))

def counts(size, channels, kernel_size, filters):
    convolution = (kernel_size**2 * channels + 1) * filters
    return convolution, (size**2 * filters + 1) * 10

class Rule:
    def __call__(self, gradients, learning_rate, momentum):
        return right(gradients, learning_rate, momentum)
    def method(self, *arguments):
        return right(*arguments)
    @staticmethod
    def static(*arguments):
        return right(*arguments)

class Array:
    def __init__(self, values): self.values = values
    def __array__(self, dtype=None, copy=None): return np.array(self.values, dtype)

class Number:
    def __init__(self, value): self.value = value
    def __float__(self): return float(self.value)

Pair = collections.namedtuple("Pair", "first second")

def announced(function):
    @functools.wraps(function)
    def inner(*arguments, **named):
        print("called")
        return function(*arguments, **named)
    return inner

def bare(function):
    def inner(*arguments):
        return function(*arguments)
    return inner

def made(kind):
    return lambda *arguments: kind(right(*arguments))
"""

VELOCITY = {  # what comes after `answer = `, or a whole cell that gives `answer`
    "a loop": "right",
    "a comprehension": "lambda g, r, m: [-r * sum(m ** (len(g) - 1 - i) * g[i][j] "
    "for i in range(len(g))) for j in range(len(g[0]))]",
    "NumPy": "lambda g, r, m: -r * m ** np.arange(len(g))[::-1] @ g",
    "float32": "made(np.float32)",
    "a list": "made(list)",
    "a list of Python's numbers": "made(lambda v: v.tolist())",
    "a tuple": "made(tuple)",
    "a deque": "made(collections.deque)",
    "an iterator": "made(iter)",
    "a generator": "def answer(*arguments):\n    for each in right(*arguments):\n"
    "        yield each",
    "a map": "made(lambda v: map(float, v))",
    "values of a dict": "made(lambda v: dict(enumerate(v)).values())",
    "a tensor": "made(tf.constant)",
    "a variable": "made(tf.Variable)",
    "a list of tensors": "made(lambda v: [tf.constant(each) for each in v])",
    "keras.ops": "lambda g, r, m: -r * keras.ops.sum(keras.ops.multiply("
    "[[m ** (len(g) - 1 - i)] for i in range(len(g))], g), axis=0)",
    "a Keras variable": "made(keras.Variable)",
    "a lambda": "lambda *arguments: right(*arguments)",
    "a partial": "functools.partial(right)",
    "an object that can be called": "Rule()",
    "a method": "Rule().method",
    "a static method": "Rule.static",
    "an object of functools": "functools.partial(Rule().method)",
    "decorated": "announced(right)",
    "decorated without its name": "bare(right)",
    "type hints": "def answer(g: np.ndarray, r: float, m: float = 0.9) -> np.ndarray:\n"
    "    return right(g, r, m)",
    "extra arguments": "def answer(g, r, m, start=0, *, nesterov=False, **more):\n"
    "    return right(g, r, m) + start",
    "tf.function": "tf.function(lambda g, r, m: -r * tf.linalg.matvec("
    "g, m ** tf.range(g.shape[0] - 1, -1, -1, dtype=tf.float64), transpose_a=True))",
    "Decimal": "made(lambda v: [Decimal(each) for each in v.tolist()])",
    "Fraction": "made(lambda v: [Fraction(each) for each in v.tolist()])",
    "an array of objects": "made(lambda v: np.array([Decimal(x) for x in v.tolist()]))",
    "array.array": "made(lambda v: array.array('d', v))",
    "memoryview": "made(memoryview)",
    "an object with __array__": "made(Array)",
    "numbers of an own class": "made(lambda v: [Number(each) for each in v])",
    "in place": "def answer(g, r, m):\n    for i in range(1, len(g)):\n"
    "        g[i] += m * g[i - 1]\n    g *= -r\n    return g[-1]",
    "np.vectorize": "made(np.vectorize(lambda value: value))",
    "a cell with a magic": "%time answer = right",
}
STEP = {
    "a tuple": "step",
    "a list": "lambda *a: list(step(*a))",
    "a generator": "def answer(*a):\n    w, average = step(*a)\n    yield w\n"
    "    yield average",
    "a named tuple": "lambda *a: Pair(*step(*a))",
    "values of a dict": "lambda *a: dict(zip('ab', step(*a))).values()",
    "a map": "lambda *a: map(tf.constant, step(*a))",
    "one array": "lambda *a: np.array(step(*a))",
    "one tensor": "lambda *a: tf.stack(step(*a))",
    "tf.function": "tf.function(step)",
    "in place": "def answer(w, average, gradient, learning_rate, momentum):\n"
    "    average += (1 - momentum) * (gradient - average)\n"
    "    w -= learning_rate * average\n    return w, average",
}
COUNT = {
    "an int": "count",
    "a float": "lambda sizes: float(count(sizes))",
    "a fraction": "lambda sizes: Fraction(int(count(sizes)))",
    "a decimal": "lambda sizes: Decimal(int(count(sizes)))",
    "a number of NumPy's": "lambda sizes: np.int64(count(sizes))",
    "an array without dimensions": "lambda sizes: np.array(count(sizes))",
    "a tensor": "lambda sizes: tf.constant(int(count(sizes)))",
    "in place": "def answer(sizes):\n    total = 0\n    while len(sizes) > 1:\n"
    "        total += (sizes[0] + 1) * sizes[1]\n        del sizes[0]\n"
    "    return total",
}
COUNTS = {
    "a tuple": "counts",
    "an array": "lambda *a: np.array(counts(*a))",
    "floats": "lambda *a: [float(each) for each in counts(*a)]",
    "fractions": "lambda *a: map(Fraction, counts(*a))",
}
PICK = {  # the same word in another form than the solution's
    "a word of NumPy's": "lambda *a: np.str_(pick(*a))",
    "a member of an enum": "lambda *a: enum.Enum('W', {'a': pick(*a)}, type=str).a",
    "an array without dimensions": "lambda *a: np.array(pick(*a))",
}
CASES = [
    (check, name, code)
    for check, forms in [
        ("momentum.velocity", VELOCITY),
        ("momentum.averaged_step", STEP),
        ("parameters.count", COUNT),
        ("parameters.counts", COUNTS),
        ("activations.activation", PICK),
    ]
    for name, code in forms.items()
]


def solution_of_pick():
    """Return the code of lab 07's exercise as a function `pick`."""
    path = _lab.ROOT / "teacher" / "07_activations" / "solution.py"
    return _lab.read_solutions(path)["07-pick"].replace("my_activation", "pick")


def named(code, number):
    """Return the cell that gives the answer the name of its exercise."""
    if "answer" not in code.partition("\n")[0].partition("(")[0]:
        code = f"answer = {code}"
    return f"{code}\nanswer_{number} = answer"


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """Return the teacher's page and the student's, with an exercise per form."""
    folder = tmp_path_factory.mktemp("forms")
    help_cell = klass.code(f"{HELP}\n{solution_of_pick()}", "help")
    pages = {"labs": [klass.code(SETUP, "setup")]}
    pages["class"] = [klass.code(SETUP, "setup"), help_cell]
    for number, (check, _, code) in enumerate(CASES):
        held = f"{check}(answer_{number})"
        stub = f"def answer_{number}(*_): ..."
        pages["labs"] += klass.exercise(f"06-{number}", stub, held)
        pages["class"] += klass.exercise(f"06-{number}", named(code, number), held)
    for name, parts in pages.items():
        klass.write(folder / name / "06_forms.ipynb", klass.notebook(parts))
    return folder / "labs", folder / "class" / "06_forms.ipynb"


def on_the_page(handed_in):
    """Return the verdicts of the page itself, in a namespace of its own."""
    namespace, verdicts = {}, []
    for cell in page.parse(handed_in[1].read_bytes()).cells:
        value = cells.run(cell.source.replace("%time ", ""), namespace)
        verdicts += [value] if cell.is_check else []
    return verdicts


def by_check(handed_in):
    """Return the verdicts of `check`: a new process, and no sandbox."""
    labs, path = handed_in
    result = grading.grade(
        path.read_bytes(),
        path.name,
        page.read_labs(labs),
        lambda: launch.fresh(path.parent),
        Limits(cell_seconds=60, seconds=300, memory_gb=8),
    )
    assert result.status == "ok", result.notes
    return result.exercises


def by_grade(handed_in):
    """Return the verdicts of `grade`."""
    labs, path = handed_in
    with Grader(labs=labs) as grader:
        result = grader.grade(path)
    assert result.status == "ok", result.notes
    return result.exercises


@pytest.mark.parametrize("judge", [on_the_page, by_check, by_grade])
def test_a_right_answer_passes_in_every_form(handed_in, judge):
    verdicts = judge(handed_in)
    for (check, name, _), verdict in zip(CASES, verdicts, strict=True):
        assert verdict.passed, (check, name, verdict)
