"""Functions and classes of the reader's own train as they stand, in every sweep."""

import numpy as np
import pytest
from tensorflow import keras

from labhelpers import training
from labhelpers.training import work

GENERATOR = np.random.default_rng(7)
X = GENERATOR.normal(size=(60, 6)).astype("float32")
Y = (X[:, 0] > 0.7).astype("int64") + (X[:, 2] > 0.5)


@pytest.fixture(autouse=True)
def always_stacked(monkeypatch):
    """Stack whatever can be stacked, however few its steps."""
    monkeypatch.setattr(work, "STEPS_WORTH_A_STACK", 0)


def build(layer, **compiling):
    layers = [keras.Input((6,)), layer, keras.layers.Dense(3, "softmax")]
    model = keras.Sequential(layers)
    compiling = {"loss": "sparse_categorical_crossentropy"} | compiling
    model.compile(keras.optimizers.SGD(0.1), **compiling)
    return model


def swept(build_model, settings=({},), metric="loss"):
    """Return the last values of a stacked sweep, after a look at the first run alone.

    Each setting has its own row; the runs alone have the first of the seeds.
    """
    data = {"x": X, "y": Y, "epochs": 4}
    runs = training.sweep(build_model, [*settings], **data, seeds=2)
    assert set(runs.how) == {"stacked"}
    for values, setting in zip(runs[metric], settings, strict=True):
        keras.utils.set_random_seed(runs.seeds[0])
        history = training.fit(build_model(**setting), **data).history
        np.testing.assert_allclose(values[0], history[metric], atol=2e-5)
    return runs[metric][:, :, -1]


def scaling(factor):
    """A class as a reader writes it anew: another method under the same name."""

    class Scaling(keras.layers.Layer):
        def call(self, inputs):
            return factor * inputs

    return Scaling


def test_classes_from_inside_build_model_are_never_mixed_up():
    def build_scaled(factor):
        return build(scaling(factor)())

    found = swept(build_scaled, [{"factor": 1.0}, {"factor": 0.0}])
    assert (found[1] != found[0]).all()


def test_a_class_that_is_written_anew_is_another_one_in_the_next_sweep():
    def swept_scaled(factor):
        kind = scaling(factor)
        return swept(lambda: build(kind()))

    as_it_is = swept_scaled(1.0)
    assert (swept_scaled(0.0) != as_it_is).all()
    assert np.array_equal(swept_scaled(1.0), as_it_is)


def test_a_name_that_a_loss_reads_is_read_in_every_sweep():
    factor = 1.0

    def loss(y_true, y_pred):
        return factor * keras.losses.sparse_categorical_crossentropy(y_true, y_pred)

    def build_own():
        return build(keras.layers.Dense(4), loss=loss)

    before, factor = swept(build_own), 3.0
    assert (swept(build_own) > 1.5 * before).all()


def test_functions_under_one_name_in_metrics_of_keras_are_never_mixed_up():
    def build_measured(factor):
        def measure(y_true, y_pred):
            return factor * keras.ops.ones_like(y_true)

        metric = keras.metrics.MeanMetricWrapper(measure, name="measured")
        return build(keras.layers.Dense(4), metrics=[metric])

    settings = [{"factor": 1}, {"factor": 2}]
    found = swept(build_measured, settings, "measured")
    assert found.tolist() == [[1, 1], [2, 2]]


def test_settings_with_a_class_of_the_readers_are_trained_together(monkeypatch):
    kind, groups, init = scaling(1.0), [], work.Group.__init__

    def noted(self, *arguments):
        groups.append(self)
        init(self, *arguments)

    def build_at(learning_rate):
        model = build(kind())
        model.optimizer.learning_rate = learning_rate
        return model

    monkeypatch.setattr(work.Group, "__init__", noted)
    swept(build_at, [{"learning_rate": 0.1}, {"learning_rate": 0.2}])
    assert len(groups) == 1
