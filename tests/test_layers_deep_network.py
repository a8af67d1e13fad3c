import numpy as np
import pytest

from labhelpers import layers

SIZES = {"inputs": 5, "units": 7, "classes": 3}


def examples(number=20):
    generator = np.random.default_rng()
    return generator.normal(size=(number, 5)), generator.integers(0, 3, size=number)


def keras_twin(network, activation):
    """Return a Keras model with the same weights."""
    from tensorflow import keras

    model = keras.Sequential([keras.Input((5,), dtype="float64")])
    for kernel, gamma, beta in network.weights[:-1]:
        bias = not network.normalized
        model.add(keras.layers.Dense(7, use_bias=bias, dtype="float64"))
        model.layers[-1].set_weights([kernel, beta] if bias else [kernel])
        if network.normalized:
            model.add(keras.layers.BatchNormalization(dtype="float64"))
            model.layers[-1].gamma.assign(gamma)
            model.layers[-1].beta.assign(beta)
        model.add(keras.layers.Activation(activation, dtype="float64"))
    kernel, _, bias = network.weights[-1]
    model.add(keras.layers.Dense(3, dtype="float64"))
    model.layers[-1].set_weights([kernel, bias])
    return model


@pytest.mark.parametrize("normalized", [False, True])
@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_loss_and_gradients_equal_those_of_a_keras_model(normalized, activation):
    import tensorflow as tf
    from tensorflow import keras

    kind = {"normalized": normalized, "activation": activation}
    network = layers.DeepNetwork(3, seed=1, **kind, **SIZES)
    x, y = examples()
    for _ in network.train(x, y, 0.1, epochs=1, batch_size=5):
        pass
    model = keras_twin(network, activation)
    with tf.GradientTape() as tape:
        logits = model(x, training=True)
        losses = keras.losses.sparse_categorical_crossentropy(
            y, logits, from_logits=True
        )
        mean = tf.reduce_mean(losses)
    theirs = tape.gradient(mean, model.trainable_variables)
    loss, gradients = network.gradients(x, y)
    ours = [
        each
        for kernel, gamma, beta in gradients[:-1]
        for each in ([kernel, gamma, beta] if normalized else [kernel, beta])
    ]
    ours += [gradients[-1][0], gradients[-1][2]]
    np.testing.assert_allclose(loss, mean, rtol=1e-6)
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)


def test_inference_with_the_statistics_of_a_batch_answers_as_the_batch_does():
    network = layers.DeepNetwork(2, normalized=True, seed=2, **SIZES)
    x, _ = examples()
    kernel, _, bias = network.weights[-1]
    in_training = (network.layer_inputs(x)[-1] @ kernel + bias).argmax(axis=1)
    np.testing.assert_array_equal(
        network.predict(x, network.statistics(x)), in_training
    )


def test_a_step_moves_each_weight_against_its_gradient():
    x, y = examples(6)
    network = layers.DeepNetwork(2, normalized=True, seed=3, **SIZES)
    before, (loss, gradients) = network.weights, network.gradients(x, y)
    (seen,) = network.train(x, y, 0.5, epochs=1, batch_size=6)
    assert np.isclose(seen, loss)
    np.testing.assert_allclose(network.batch_statistics[0], network_batch(before, x))
    for old, slope, new in zip(before, gradients, network.weights, strict=True):
        for w, g, after in zip(old, slope, new, strict=True):
            np.testing.assert_allclose(after, w - 0.5 * g)


def network_batch(weights, x):
    """Return mean and variance of the first layer's sums."""
    sums = x @ weights[0][0]
    return sums.mean(axis=0), sums.var(axis=0)


def test_the_jolt_of_a_step_is_gone_in_the_next_one():
    x, y = examples()
    network = layers.DeepNetwork(2, normalized=True, seed=4, **SIZES)
    start = network.weights[0][1]
    for _ in network.train(x, y, 0.0, epochs=1, batch_size=5, jolt=0.5):
        assert not np.allclose(network.used_weights[0][1], start)
        np.testing.assert_array_equal(network.weights[0][1], start)
