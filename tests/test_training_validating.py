"""Hold larger batches in a validation to the numbers of `model.fit`."""

import numpy as np
import pytest
from both_ways import BATCH_SIZE, assert_equals_model_fit
from tensorflow import keras

from labhelpers import training
from labhelpers.training.plain import VALIDATION_BATCH, validation_batch

layers, losses = keras.layers, keras.losses
CLASSIFYING = "sparse_categorical_crossentropy"


@pytest.fixture(scope="module")
def data():
    generator = np.random.default_rng()
    x = generator.normal(size=(90, 8)).astype("float32")
    y = generator.integers(3, size=90)
    weights = generator.uniform(size=50)
    return {"x": x[:40], "y": y[:40], "validation_data": (x[40:], y[40:], weights)}


def network(*hidden, loss=CLASSIFYING, metrics=("accuracy",)):
    ends = layers.Dense(3, activation="softmax")
    model = keras.Sequential([keras.Input((8,)), *hidden, ends])
    model.compile(optimizer="adam", loss=loss, metrics=list(metrics))
    return model


def root(y_true, y_pred):
    """Root of a batch's mean: not the root of the mean over all."""
    each = losses.sparse_categorical_crossentropy(y_true, y_pred)
    return keras.ops.sqrt(keras.ops.mean(each))


class OfTheBatch(layers.Layer):
    """Takes the mean of the batch away, in a validation, too."""

    def call(self, x):
        return x - keras.ops.mean(x, axis=0)


def centred(x):
    return x - keras.ops.mean(x, axis=0)


def masked():
    model = keras.Sequential(
        [
            keras.Input((8,)),
            layers.Reshape((4, 2)),
            layers.ReLU(),
            layers.Masking(),
            layers.Dense(3, activation="softmax"),
            layers.GlobalAveragePooling1D(),
        ]
    )
    model.compile(optimizer="adam", loss=CLASSIFYING, metrics=["accuracy"])
    return model


def with_forced_training():
    inputs = keras.Input((8,))
    x = layers.BatchNormalization()(inputs, training=True)
    model = keras.Model(inputs, layers.Dense(3, activation="softmax")(x))
    model.compile(optimizer="adam", loss=CLASSIFYING, metrics=["accuracy"])
    return model


ALONE = {
    "plain": network,
    "normalized, with dropout": lambda: network(
        layers.Dense(5, "relu", kernel_regularizer="l2"),
        layers.BatchNormalization(),
        layers.Dropout(0.3),
    ),
    "loss and metrics as objects": lambda: network(
        loss=losses.SparseCategoricalCrossentropy(),
        metrics=[
            keras.metrics.SparseCategoricalAccuracy(),
            keras.metrics.SparseCategoricalCrossentropy(),
        ],
    ),
}
TOGETHER = {
    "loss of the batch": lambda: network(loss=root),
    "metric of the batch": lambda: network(metrics=[root]),
    "wrapped metric": lambda: network(
        metrics=[keras.metrics.MeanMetricWrapper(root, name="root")]
    ),
    "summed loss": lambda: network(
        loss=losses.SparseCategoricalCrossentropy(reduction="sum")
    ),
    "layer of somebody else's": lambda: network(OfTheBatch()),
    "lambda layer": lambda: network(layers.Lambda(centred)),
    "activation of the batch": lambda: network(
        layers.Dense(4, centred, use_bias=False)
    ),
    "penalty on activations": lambda: network(
        layers.Dense(4, activity_regularizer=keras.regularizers.L2(0.1))
    ),
    "loss of pairs": lambda: network(loss=losses.Circle(), metrics=[]),
    "ignored class": lambda: network(
        loss=losses.SparseCategoricalCrossentropy(ignore_class=0)
    ),
    "softmax over the batch": lambda: network(layers.Softmax(axis=0)),
    "masks": masked,
    "chain in a chain": lambda: network(keras.Sequential([OfTheBatch()])),
    "forced training": with_forced_training,
}


@pytest.mark.parametrize("build", ALONE.values(), ids=list(ALONE))
def test_examples_that_are_alone_are_evaluated_in_large_batches(build):
    assert validation_batch(build(), BATCH_SIZE) == VALIDATION_BATCH
    assert validation_batch(build(), 4000) == 4000


@pytest.mark.parametrize("build", TOGETHER.values(), ids=list(TOGETHER))
def test_examples_that_may_know_of_each_other_keep_the_batches_of_keras(build):
    assert validation_batch(build(), BATCH_SIZE) == BATCH_SIZE


@pytest.mark.parametrize("build", (ALONE | TOGETHER).values(), ids=[*ALONE, *TOGETHER])
def test_the_validation_has_the_numbers_of_model_fit(build, data):
    assert_equals_model_fit(build, data)


@pytest.mark.parametrize("name", ["plain", "loss of the batch", "summed loss"])
def test_a_stack_has_the_same_numbers(name, data, monkeypatch):
    from labhelpers.training import work

    monkeypatch.setattr(work, "STEPS_WORTH_A_STACK", 0)
    x_val, y_val, _ = data["validation_data"]
    arguments = data | {"epochs": 2, "validation_data": (x_val, y_val)}
    build = (ALONE | TOGETHER)[name]
    runs = training.sweep(build, [{}], **arguments, batch_size=BATCH_SIZE, seeds=2)
    assert runs.how == ["stacked"]
    for place, seed in enumerate(runs.seeds):
        keras.utils.set_random_seed(seed)
        alone = training.fit(build(), **arguments, batch_size=BATCH_SIZE).history
        np.testing.assert_allclose(runs["val_loss"][0, place], alone["val_loss"], 2e-5)
