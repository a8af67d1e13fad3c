"""Hold the rule of early stopping to Keras's callback, without training."""

import numpy as np
import pytest
from tensorflow import keras

from labhelpers import evaluation


class Model:
    """What the callback sees of a model; its weights are the number of the epoch."""

    def __init__(self):
        self.weights, self.stop_training = None, False

    def get_weights(self):
        return self.weights

    def set_weights(self, weights):
        self.weights = weights


def by_keras(curve, **settings):
    """Drive Keras's callback; return the last epoch and the weights in the end."""
    callback = keras.callbacks.EarlyStopping(**{"mode": "min", **settings})
    model = Model()
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, value in enumerate(curve):
        model.weights = epoch
        callback.on_epoch_end(epoch, {"val_loss": float(value)})
        if model.stop_training:
            break
    callback.on_train_end()
    return epoch, model.weights


def random_curve(generator):
    """Return a noisy curve, sometimes with ties, NaN or infinite values."""
    epochs = generator.integers(1, 30)
    curve = np.abs(np.linspace(1, -0.6, epochs)) + generator.normal(0, 0.1, epochs)
    kind = generator.integers(4)
    if kind == 1:
        curve = curve.round(1)
    if kind == 2:
        curve[generator.random(epochs) < 0.2] = np.nan
    if kind == 3:
        curve[generator.random(epochs) < 0.1] = np.inf
    return curve


def random_settings(generator):
    return {
        "patience": int(generator.integers(0, 8)),
        "min_delta": float(generator.choice([0, 0.03, 0.1, -0.1])),
        "mode": str(generator.choice(["min", "max"])),
        "restore_best_weights": bool(generator.integers(2)),
    }


def test_the_rule_equals_the_callback_of_keras_on_many_random_curves():
    generator = np.random.default_rng()
    for _ in range(500):
        curve, settings = random_curve(generator), random_settings(generator)
        received = evaluation.stopping_epochs(curve, **settings)
        assert received == by_keras(curve, **settings), (curve.tolist(), settings)


def test_the_defaults_are_those_of_keras():
    generator = np.random.default_rng()
    for _ in range(50):
        curve = generator.normal(size=12)
        assert evaluation.stopping_epochs(curve) == by_keras(curve)


def test_every_prefix_of_a_curve_ends_as_keras_ends_it():
    generator = np.random.default_rng()
    curve = generator.normal(size=15)
    settings = {"patience": 4, "restore_best_weights": True}
    for epochs in range(1, 16):
        received = evaluation.stopping_epochs(curve[:epochs], **settings)
        assert received == by_keras(curve[:epochs], **settings)


def test_a_training_that_is_never_stopped_keeps_its_best_weights_too():
    rule = {"patience": 100, "restore_best_weights": True}
    assert evaluation.stopping_epochs([3.0, 1.0, 2.0], **rule) == (2, 1)
    assert by_keras([3.0, 1.0, 2.0], **rule) == (2, 1)


def test_patience_zero_acts_like_patience_one():
    generator = np.random.default_rng()
    for curve in generator.normal(size=(50, 12)):
        one, none = (evaluation.stopping_epochs(curve, p) for p in (1, 0))
        assert one == none


def test_a_difference_below_single_precision_is_no_improvement():
    curve = [1.0, 1.0 - 1e-9, 1.0 - 2e-9]
    rule = {"patience": 2, "restore_best_weights": True}
    assert evaluation.stopping_epochs(curve, **rule) == by_keras(curve, **rule)
    assert evaluation.stopping_epochs(curve, **rule) == (2, 0)


@pytest.mark.parametrize("curve", [[], 1.0, [[1.0, 2.0]]])
def test_a_curve_needs_one_row_of_epochs(curve):
    with pytest.raises(ValueError, match="at least one epoch; received shape"):
        evaluation.stopping_epochs(curve)


def test_a_mode_is_min_or_max():
    with pytest.raises(ValueError, match="'min' or 'max'; received 'auto'"):
        evaluation.stopping_epochs([1.0], mode="auto")
