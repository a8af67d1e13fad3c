"""What a `Recorder` keeps is what Keras computes step by step."""

import numpy as np
import pytest
import tensorflow as tf
from tensorflow import keras

from labhelpers import training

GENERATOR = np.random.default_rng(3)
X = GENERATOR.normal(size=(40, 5)).astype("float32")
Y = (X[:, 0] > 0).astype("int64")
BATCH_SIZE = 16


def build(optimizer, activation="relu"):
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((5,)),
            keras.layers.Dense(6, activation=activation, kernel_regularizer="l2"),
            keras.layers.BatchNormalization(),
            keras.layers.Dense(4),
            keras.layers.ReLU(),
            keras.layers.Dense(2),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer, loss, metrics=["accuracy"])
    return model


def schedule():
    return keras.optimizers.schedules.ExponentialDecay(0.1, 2, 0.5)


def recorded(model, epochs=2):
    recorder = training.Recorder()
    arguments = {"batch_size": BATCH_SIZE, "epochs": epochs, "shuffle": False}
    training.fit(model, X, Y, callbacks=[recorder], **arguments)
    return recorder


def step_by_step(model, epochs=2):
    """Yield for each step its gradients and the weights before and after."""
    for start in [*range(0, len(X), BATCH_SIZE)] * epochs:
        x, y = X[start : start + BATCH_SIZE], Y[start : start + BATCH_SIZE]
        before = model.get_weights()
        with tf.GradientTape() as tape:
            loss = model.compute_loss(x, y, model(x, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        learning_rate = float(model.optimizer.learning_rate)
        model.optimizer.apply(gradients, model.trainable_variables)
        yield float(loss), learning_rate, gradients, before, model.get_weights()


@pytest.mark.parametrize("name", ["sgd", "adam", "schedule"])
def test_loss_rate_gradients_and_updates_are_those_of_every_step(name):
    def optimizer():
        return keras.optimizers.SGD(schedule()) if name == "schedule" else name

    recorder = recorded(build(optimizer()))
    steps = list(step_by_step(build(optimizer())))
    losses, rates, gradients, before, after = zip(*steps, strict=True)
    np.testing.assert_allclose(recorder.loss, losses, rtol=1e-5)
    np.testing.assert_allclose(recorder.learning_rate, rates, rtol=1e-6)
    norms = [np.sqrt(sum(np.sum(g**2) for g in each[:2])) for each in gradients]
    first_layer = next(iter(recorder.gradient_norm))
    np.testing.assert_allclose(recorder.gradient_norm[first_layer], norms, rtol=1e-4)
    ratios = [
        np.sqrt(
            sum(np.sum((b - a) ** 2) for a, b in zip(old[:2], new[:2], strict=True))
        )
        / np.sqrt(sum(np.sum(a**2) for a in old[:2]))
        for old, new in zip(before, after, strict=True)
    ]
    np.testing.assert_allclose(recorder.update_ratio[first_layer], ratios, rtol=1e-3)
    assert len(recorder.gradient_norm) == len(recorder.update_ratio) == 4


def test_recording_changes_nothing():
    arguments = {"batch_size": BATCH_SIZE, "epochs": 3, "shuffle": False}
    plain, observed = build("adam"), build("adam")
    history = training.fit(plain, X, Y, **arguments).history
    recorder = training.Recorder()
    again = training.fit(observed, X, Y, callbacks=recorder, **arguments).history
    assert again == history
    for one, other in zip(plain.get_weights(), observed.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    for layer in observed.layers:
        assert "call" not in vars(layer)


@pytest.mark.parametrize(
    ("activation", "scale", "fraction"),
    [("sigmoid", 0, 0), ("sigmoid", 1e6, 1), ("tanh", 0, 0), ("tanh", 1e6, 1)],
)
def test_outputs_are_saturated_where_the_slope_is_flat(activation, scale, fraction):
    model = build(keras.optimizers.SGD(0.0), activation)
    kernel, bias = model.layers[0].get_weights()
    model.layers[0].set_weights([scale * (kernel + 0.1), bias])
    (saturated,) = recorded(model).saturated.values()
    assert len(saturated) == 6
    np.testing.assert_allclose(saturated, fraction, atol=0.05)


@pytest.mark.parametrize(("bias", "fraction"), [(100, 0), (-100, 1)])
def test_a_unit_is_dead_if_it_is_zero_for_the_whole_batch(bias, fraction):
    model = build(keras.optimizers.SGD(0.0))
    kernel, _ = model.layers[0].get_weights()
    model.layers[0].set_weights([kernel, np.full(6, bias)])
    dead = recorded(model).dead
    assert list(dead) == [model.layers[0].name, model.layers[3].name]
    np.testing.assert_array_equal(dead[model.layers[0].name], fraction)


def test_a_second_training_starts_a_new_record():
    model, recorder = build("sgd"), training.Recorder()
    for epochs in (1, 2):
        training.fit(
            model, X, Y, batch_size=BATCH_SIZE, epochs=epochs, callbacks=[recorder]
        )
    assert len(recorder.loss) == 6
    assert all(len(each) == 6 for each in recorder.gradient_norm.values())


def test_recording_works_under_xla_too():
    model = build("sgd")
    expected = recorded(model).loss
    model = build("sgd")
    model.compile("sgd", model.loss, jit_compile=True)
    np.testing.assert_allclose(recorded(model).loss, expected, rtol=1e-4)


def test_a_recorder_says_so_where_it_cannot_record():
    recorder = training.Recorder()
    with pytest.raises(ValueError, match="needs a training that is compiled"):
        training.fit(
            build("sgd"), X, Y, callbacks=[recorder, keras.callbacks.TerminateOnNaN()]
        )
    with pytest.raises(RuntimeError, match=r"needs training\.fit"):
        build("sgd").fit(X, Y, callbacks=[recorder], verbose=0)
