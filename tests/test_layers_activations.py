import numpy as np
import pytest

from labhelpers import layers

NAMES = list(layers.ACTIVATIONS)


def far_from_kinks(shape=(200,)):
    """Random sums of both signs, none so close to zero that a difference crosses it."""
    generator = np.random.default_rng()
    signs = generator.choice([-1, 1], size=shape)
    return signs * generator.uniform(0.01, 5, size=shape)


def keras_of(name):
    from tensorflow import keras

    return getattr(keras.activations, name)


@pytest.mark.parametrize("name", NAMES)
def test_an_activation_equals_that_of_keras_and_its_slope_the_tape(name):
    import tensorflow as tf

    z = tf.constant(far_from_kinks())
    with tf.GradientTape() as tape:
        tape.watch(z)
        values = keras_of(name)(z)
    function, slope = layers.ACTIVATIONS[name]
    np.testing.assert_allclose(function(z.numpy()), values, atol=1e-12)
    np.testing.assert_allclose(slope(z.numpy()), tape.gradient(values, z), atol=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_a_slope_equals_the_central_difference_of_its_activation(name):
    z, step = far_from_kinks(), 1e-6
    function, slope = layers.ACTIVATIONS[name]
    difference = (function(z + step) - function(z - step)) / (2 * step)
    np.testing.assert_allclose(slope(z), difference, atol=1e-8)


@pytest.mark.parametrize("name", NAMES)
def test_far_out_an_activation_gives_numbers_without_a_warning(name):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        for function in layers.ACTIVATIONS[name]:
            assert np.all(np.isfinite(function(np.array([-1e3, -1.0, 0.0, 1.0, 1e3]))))


def test_elu_levels_off_at_minus_alpha_and_has_a_kink_unless_alpha_is_one():
    assert layers.elu(-50.0, alpha=1.7) == pytest.approx(-1.7)
    slopes = layers.elu_derivative(np.array([-1e-9, 1e-9]), alpha=1.7)
    np.testing.assert_allclose(slopes, [1.7, 1.0])


def maxout_arguments(*shape):
    generator = np.random.default_rng()
    return (
        generator.normal(size=(*shape, 4)),
        generator.normal(size=(4, 3, 5)),
        generator.normal(size=(3, 5)),
    )


def test_maxout_with_one_piece_is_linear_and_with_a_zero_piece_relu():
    x, kernel, bias = maxout_arguments(7)
    linear = layers.maxout_forward(x, kernel[:, :1], bias[:1])
    np.testing.assert_allclose(linear, x @ kernel[:, 0] + bias[0])
    kernel[:, 1], bias[1] = 0, 0
    bent = layers.maxout_forward(x, kernel[:, :2], bias[:2])
    np.testing.assert_allclose(bent, layers.relu(linear))


@pytest.mark.parametrize(
    "shapes",
    [((2, 3), (4, 2, 5), (2, 5)), ((2, 4), (4, 2, 5), (5,)), ((4,), (4, 5), ())],
)
def test_maxout_says_which_shapes_it_needs(shapes):
    with pytest.raises(
        ValueError, match=r"kernel \(inputs, pieces, units\) .*received"
    ):
        layers.maxout_forward(*(np.ones(shape) for shape in shapes))


def keras_model(weights, activation):
    from tensorflow import keras

    dense = [
        keras.layers.Dense(kernel.shape[1], activation, dtype="float64")
        for kernel, _ in weights
    ]
    dense[-1].activation = keras.activations.linear
    inputs = keras.Input((weights[0][0].shape[0],), dtype="float64")
    model = keras.Sequential([inputs, *dense])
    model.set_weights([array for pair in weights for array in pair])
    return model


@pytest.mark.parametrize("activation", NAMES)
@pytest.mark.parametrize("depth", [0, 1, 10])
def test_backpropagation_by_hand_equals_the_tape_at_any_depth(activation, depth):
    import tensorflow as tf

    generator = np.random.default_rng()
    weights = layers.glorot_weights([6, *[8] * depth, 4], generator)
    weights = [(kernel, generator.normal(size=bias.shape)) for kernel, bias in weights]
    x, y = generator.normal(size=(9, 6)), generator.integers(4, size=9)
    sums, inputs = layers.deep_forward(x, weights, activation)
    gradients, deltas = layers.deep_backward(y, weights, sums, inputs, activation)
    model = keras_model(weights, activation)
    with tf.GradientTape() as tape:
        logits = model(x)
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits)
        loss = tf.reduce_mean(losses)
    np.testing.assert_allclose(sums[-1], logits, atol=1e-10)
    by_hand = [array for pair in gradients for array in pair]
    by_tape = tape.gradient(loss, model.trainable_variables)
    for ours, theirs in zip(by_hand, by_tape, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-6, atol=1e-14)
    assert [delta.shape for delta in deltas] == [z.shape for z in sums]
    pairs = [by_tape[first : first + 2] for first in range(0, len(by_tape), 2)]
    norms = [tf.linalg.global_norm(pair) for pair in pairs]
    np.testing.assert_allclose(layers.gradient_norms(gradients), norms)


def test_glorot_weights_have_the_variance_of_glorots_initializer_and_the_gain():
    generator = np.random.default_rng()
    first, second, last = layers.glorot_weights([300, 500, 400, 10], generator, gain=3)
    assert first[0].std() == pytest.approx(3 * np.sqrt(2 / 800), rel=0.02)
    assert second[0].std() == pytest.approx(3 * np.sqrt(2 / 900), rel=0.02)
    assert last[0].std() == pytest.approx(np.sqrt(2 / 410), rel=0.1)
    assert not any(bias.any() for _, bias in (first, second, last))


def test_an_unknown_activation_and_too_few_sizes_are_named():
    weights = layers.glorot_weights([2, 3], np.random.default_rng())
    with pytest.raises(ValueError, match=r"\['sigmoid', .* received 'gelu'"):
        layers.deep_forward(np.ones((1, 2)), weights, "gelu")
    with pytest.raises(ValueError, match=r"received sizes=\[5\]"):
        layers.glorot_weights([5], np.random.default_rng())
