"""Train a model with `training.fit` and with `model.fit`, and compare everything."""

import numpy as np
import pytest
from tensorflow import keras

from labhelpers import training

BATCH_SIZE = 16  # the last batch of a data set of another size is short


def _trained(fit, build, calls, callbacks):
    """Return the histories of one `fit` per element of `calls`, and the weights."""
    keras.utils.set_random_seed(1)
    model = build()
    common = {"batch_size": BATCH_SIZE, "epochs": 2, "shuffle": False, "verbose": 0}
    histories = [
        fit(model, callbacks=callbacks(), **common | arguments).history
        for arguments in calls
    ]
    return histories, model.get_weights()


def assert_equals_model_fit(build, data, *calls, callbacks=list):
    """Train `build()` both ways, once per dict of further arguments in `calls`."""
    calls = [data | call for call in calls or [{}]]
    ours, our_weights = _trained(training.fit, build, calls, callbacks)
    expected, expected_weights = _trained(keras.Model.fit, build, calls, callbacks)
    for our_history, history in zip(ours, expected, strict=True):
        assert list(our_history) == list(history)
        for name, values in history.items():
            assert our_history[name] == pytest.approx(values, 2e-6, 2e-6, nan_ok=True)
    for our_weight, weight in zip(our_weights, expected_weights, strict=True):
        np.testing.assert_allclose(our_weight, weight, rtol=2e-6, atol=2e-6)
