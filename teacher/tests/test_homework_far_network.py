"""A model is judged from outside its process, by the numbers that it gives."""

import json

import homework_class as klass
import numpy as np
import pytest

from labhelpers._project import NOTEBOOKS
from labhelpers.checks import _far_network, _networks, _reference_network, parameters
from labhelpers.checks._answers import known
from labhelpers.homework import _lab
from labhelpers.homework.pool import Grader
from labhelpers.homework.result import Limits
from labhelpers.mistakes import parameters as mistakes

LIMITS = Limits(cell_seconds=60, seconds=120)
PAGE = "02_hyperparameters_and_parameters"
PATCHES = """import numpy as np
from labhelpers.checks import _computing, _far_network, _networks, _verdict, parameters
from tensorflow import keras
_computing.fault_in_outputs = _computing.fault_in_training = lambda *_: None
_networks.require_model = _networks.difference = lambda *_: None
_networks.has_options = lambda *_: False
parameters._judge = lambda *_: None
_verdict._verdict = lambda *_: _verdict.Verdict("PASS", "I say so")
_far_network.Served.do_fault = lambda *_: ""
_far_network.Served.do_difference = lambda *_: []
_far_network.Served.do_options = lambda *_: [False, False]
_far_network.Served.do_call = lambda self, x, _: np.full((len(x), 10), 0.1)
np.allclose = np.isclose = lambda *_, **__: True
def my_model(*_):
    return keras.Sequential()
"""
LYING = PATCHES + "\n".join(
    f"_far_network.Served.do_{name} = lambda *_: {value}"
    for name, value in [("weights", "[]"), ("train", "{'loss': 0, 'acc': 1}")]
)


def far(build):
    """Return `build` with models that are only asked, as from another process."""
    return lambda *settings: _far_network.Far(_far_network.served(build(*settings)))


def own(function):
    def mine(*arguments):
        return function(*arguments)

    return mine


def test_a_right_model_passes_from_afar():
    assert parameters.model(far(own(mistakes._network))).passed


@pytest.mark.parametrize("place", [0, 3, -1])
def test_a_known_mistake_gets_the_same_hint_from_afar(place):
    mistake = known(mistakes, "model")[place]
    near, away = parameters.model(own(mistake)), parameters.model(far(own(mistake)))
    assert (near.status, near.message) == (away.status, away.message)
    assert near.status == "NOT YET"


def test_the_reference_takes_the_steps_that_keras_takes():
    from tensorflow import keras

    generator = np.random.default_rng()
    for activation in _networks.ACTIVATIONS:
        model = mistakes._network(2, 3, 4, activation, 0.0, 0.01)
        x = generator.normal(size=(32, 8, 8, 1)).astype("float32")
        y = generator.integers(0, 10, size=32)
        weights = [np.asarray(each) for each in model.trainable_variables]
        hidden = _reference_network.hidden(x, weights, activation)
        outputs = _reference_network.probabilities(hidden, weights)
        assert np.allclose(outputs, model(x), atol=1e-5)
        loss, moved = _reference_network.adam(weights, activation, 0.01, x, y)
        logs = [model.train_on_batch(x, y, return_dict=True) for _ in range(2)]
        assert np.isclose(loss, logs[0]["loss"], rtol=1e-4)
        for mine, keras_own in zip(moved, model.trainable_variables, strict=True):
            assert np.median(np.abs(mine - np.asarray(keras_own))) < 1e-5
    assert isinstance(model.optimizer, keras.optimizers.Adam)


def page_with(model):
    """Return lab 02 with this answer to its exercise on a model."""
    page = json.loads((NOTEBOOKS / f"{PAGE}.ipynb").read_text("utf-8"))
    for cell in page["cells"]:
        cell["source"] = model if cell["id"] == "02-model" else cell["source"]
    return page


def test_patches_in_the_students_process_earn_nothing_and_the_solution_does(tmp_path):
    right = _lab.read_solutions(_lab.TEACHER / PAGE / "solution.py")["02-model"]
    points = []
    with Grader(limits=LIMITS) as grader:
        for number, model in enumerate([PATCHES, LYING, right]):
            path = klass.write(tmp_path / f"{number}.ipynb", page_with(model))
            result = grader.grade(path)
            assert result.status in ("ok", "errors"), result
            points.append(result.points)
    assert points == [0, 0, 4]
