"""The benchmarks compare trainings that give the same numbers."""

import sys
from pathlib import Path

import numpy as np
import pytest
from tensorflow import keras

from labhelpers import datasets, training

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture
def networks(monkeypatch):
    """Return the reference network in Keras and in NumPy."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import keras_network
    import numpy_network

    yield keras_network.reference_network, numpy_network.Network
    del sys.modules["keras_network"], sys.modules["numpy_network"]


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_the_hand_written_network_learns_as_keras_does(optimizer, networks):
    in_keras, in_numpy = networks
    digits = datasets.load("digits")
    keras.utils.set_random_seed(0)
    model = in_keras(optimizer)
    rate = float(model.optimizer.learning_rate)
    network = in_numpy(model.get_weights(), optimizer, rate)
    validation_data = (digits.x_val, digits.y_val)
    x, y = digits.x_train[:100], digits.y_train[:100]
    history = training.fit(
        model, x, y, epochs=2, validation_data=validation_data, shuffle=False
    ).history
    by_hand = network.fit(x, y, [np.arange(100)] * 2, 32, validation_data)
    for name, values in history.items():
        np.testing.assert_allclose(by_hand[name], values, rtol=1e-4, err_msg=name)
    for ours, keras_s in zip(network.weights, model.get_weights(), strict=True):
        np.testing.assert_allclose(ours, keras_s, atol=1e-4)
