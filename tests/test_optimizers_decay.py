import numpy as np
import pytest

from labhelpers import optimizers
from labhelpers.objectives import Valley

VALLEY = Valley(curvatures=(1.0, 4.0), minimum=(2.0, 1.0))
START = (-10.0, 2.0)
RATE, DECAY = 0.03, 0.4


def keras_path(optimizer, gradient, num_steps=50):
    from tensorflow import keras

    w = keras.Variable(np.array(START), dtype="float64")
    path = [w.numpy()]
    for _ in range(num_steps):
        optimizer.apply([keras.ops.convert_to_tensor(gradient(w.numpy()))], [w])
        path.append(w.numpy())
    return np.stack(path)


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_fifty_steps_with_decay_equal_keras(momentum):
    from tensorflow import keras

    rule, more = optimizers.sgd_decay_step, {}
    if momentum:
        rule, more = optimizers.momentum_decay_step, {"momentum": momentum}
    optimizer = keras.optimizers.SGD(RATE, momentum=momentum, weight_decay=DECAY)
    path = optimizers.descend(
        rule, VALLEY.gradient, START, 50, learning_rate=RATE, weight_decay=DECAY, **more
    )
    expected = keras_path(optimizer, VALLEY.gradient)
    np.testing.assert_allclose(path, expected, rtol=2e-6, atol=1e-6)


def with_penalty(w):
    return VALLEY.gradient(w) + DECAY * w


def test_for_plain_descent_decay_is_the_l2_penalty():
    decayed = optimizers.descend(
        optimizers.sgd_decay_step,
        VALLEY.gradient,
        START,
        50,
        learning_rate=RATE,
        weight_decay=DECAY,
    )
    penalized = optimizers.descend(
        optimizers.sgd_step, with_penalty, START, 50, learning_rate=RATE
    )
    np.testing.assert_allclose(decayed, penalized, atol=1e-12)


@pytest.mark.parametrize("momentum", [0.5, 0.9])
def test_under_momentum_decay_rests_where_a_penalty_smaller_by_its_rest_would(momentum):
    decayed = optimizers.descend(
        optimizers.momentum_decay_step,
        VALLEY.gradient,
        START,
        4000,
        learning_rate=RATE,
        momentum=momentum,
        weight_decay=DECAY,
    )
    curved = VALLEY.curvatures + (1 - momentum) * DECAY
    expected = VALLEY.curvatures * VALLEY.minimum / curved
    np.testing.assert_allclose(decayed[-1], expected, atol=1e-9)


def test_without_decay_the_rules_are_those_without_it():
    w, velocity, gradient = np.random.default_rng().normal(size=(3, 4))
    np.testing.assert_array_equal(
        optimizers.sgd_decay_step(w, gradient, RATE, 0.0),
        optimizers.sgd_step(w, gradient, RATE),
    )
    pairs = zip(
        optimizers.momentum_decay_step(w, velocity, gradient, RATE, 0.9, 0.0),
        optimizers.momentum_step(w, velocity, gradient, RATE, 0.9),
        strict=True,
    )
    for ours, plain in pairs:
        np.testing.assert_array_equal(ours, plain)


def test_keras_decays_biases_unless_they_are_excluded():
    from tensorflow import keras

    def bias_after(exclude):
        layer = keras.layers.Dense(2, bias_initializer="ones")
        model = keras.Sequential([keras.Input((3,)), layer])
        optimizer = keras.optimizers.SGD(0.1, weight_decay=0.5)
        if exclude:
            optimizer.exclude_from_weight_decay(var_names=["bias"])
        variables = model.trainable_variables
        optimizer.apply([keras.ops.zeros(v.shape) for v in variables], variables)
        return layer.bias.numpy()

    np.testing.assert_allclose(bias_after(exclude=False), 1 - 0.1 * 0.5, rtol=1e-6)
    np.testing.assert_allclose(bias_after(exclude=True), 1.0, rtol=1e-6)
