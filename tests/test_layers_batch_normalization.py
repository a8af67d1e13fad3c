import numpy as np
import pytest

from labhelpers import layers


def batch(shape=(16, 5)):
    generator = np.random.default_rng()
    x = generator.normal(2, 3, size=shape)
    return x, generator.uniform(0.5, 2, shape[-1]), generator.normal(size=shape[-1])


def keras_layer(shape, gamma, beta, **settings):
    from tensorflow import keras

    layer = keras.layers.BatchNormalization(dtype="float64", **settings)
    layer.build(shape)
    layer.gamma.assign(gamma)
    layer.beta.assign(beta)
    return layer


def test_a_normalized_feature_has_mean_beta_and_deviation_gamma():
    x, gamma, beta = batch((200, 5))
    result, cache = layers.batchnorm_forward(x, gamma, beta, epsilon=1e-12)
    np.testing.assert_allclose(result.mean(axis=0), beta, atol=1e-9)
    np.testing.assert_allclose(result.std(axis=0), gamma, rtol=1e-9)
    np.testing.assert_allclose(cache.mean, x.mean(axis=0))


@pytest.mark.parametrize("shape", [(16, 5), (4, 3, 3, 5), (2, 5), (1, 5)])
def test_training_and_inference_equal_keras_over_many_steps(shape):
    _, gamma, beta = batch()
    layer = keras_layer(shape, gamma, beta)
    mean, variance = np.zeros(5), np.ones(5)
    for _ in range(60):
        x, _, _ = batch(shape)
        result, cache = layers.batchnorm_forward(x, gamma, beta)
        np.testing.assert_allclose(result, layer(x, training=True), atol=1e-5)
        mean = layers.moving_average(mean, cache.mean)
        variance = layers.moving_average(variance, cache.variance)
        np.testing.assert_allclose(layer.moving_mean, mean, atol=1e-5)
        np.testing.assert_allclose(layer.moving_variance, variance, atol=1e-5)
        result = layers.batchnorm_inference(x, gamma, beta, mean, variance)
        np.testing.assert_allclose(result, layer(x, training=False), atol=1e-5)


def test_the_backward_pass_equals_the_tape():
    import tensorflow as tf

    x, gamma, beta = batch((4, 3, 5))
    layer, values = keras_layer(x.shape, gamma, beta), tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(values)
        loss = tf.reduce_sum(tf.sin(layer(values, training=True)))
    by_tape = tape.gradient(loss, [values, layer.gamma.value, layer.beta.value])
    result, cache = layers.batchnorm_forward(x, gamma, beta)
    by_hand = layers.batchnorm_backward(np.cos(result), cache)
    for ours, theirs in zip(by_hand, by_tape, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-8)


def test_the_backward_pass_equals_finite_differences():
    x, gamma, beta = batch((7, 3))
    result, cache = layers.batchnorm_forward(x, gamma, beta)
    gradients = layers.batchnorm_backward(np.cos(result), cache)
    for place, (values, gradient) in enumerate(
        zip((x, gamma, beta), gradients, strict=True)
    ):
        for index in np.ndindex(values.shape):
            losses = []
            for step in (1e-5, -1e-5):
                moved = [x.copy(), gamma.copy(), beta.copy()]
                moved[place][index] += step
                losses.append(np.sin(layers.batchnorm_forward(*moved)[0]).sum())
            difference = (losses[0] - losses[1]) / 2e-5
            assert gradient[index] == pytest.approx(difference, abs=1e-6)


def test_a_kernel_and_its_multiple_normalize_to_the_same():
    x, gamma, beta = batch()
    once = layers.batchnorm_forward(x, gamma, beta, epsilon=0)[0]
    np.testing.assert_allclose(
        layers.batchnorm_forward(7 * x, gamma, beta, epsilon=0)[0], once
    )


def test_a_folded_layer_answers_as_the_dense_layer_and_its_normalization():
    x, gamma, beta = batch()
    generator = np.random.default_rng()
    kernel, bias = generator.normal(size=(5, 5)), generator.normal(size=5)
    moving = generator.normal(size=5), generator.uniform(0.5, 2, size=5)
    both = layers.batchnorm_inference(x @ kernel + bias, gamma, beta, *moving)
    folded, shift = layers.fold_batchnorm(kernel, bias, gamma, beta, *moving)
    np.testing.assert_allclose(x @ folded + shift, both)


def test_wrong_arguments_are_named():
    x, gamma, beta = batch()
    _, cache = layers.batchnorm_forward(x, gamma, beta)
    with pytest.raises(ValueError, match=r"at least one example.*\(5,\)"):
        layers.batchnorm_forward(x[0], gamma, beta)
    with pytest.raises(ValueError, match=r"gamma needs one value.*\(4,\)"):
        layers.batchnorm_forward(x, gamma[:4], beta)
    with pytest.raises(ValueError, match=r"the shape of the forward pass, \(16, 5\)"):
        layers.batchnorm_backward(x[:3], cache)
    with pytest.raises(ValueError, match=r"\[0, 1\]; received momentum=1.5"):
        layers.moving_average(gamma, beta, 1.5)


def test_shaken_weights_keep_kernels_and_the_last_layer_and_move_the_rest_a_little():
    generator = np.random.default_rng(4)
    layer = (np.ones((3, 2)), np.full(2, 2.0), np.zeros(2))
    first, last = layers.shaken([layer, layer], 0.25, generator)
    assert last is layer and first[0] is layer[0]
    assert 0 < np.abs(first[1] / 2 - 1).max() <= 0.25
    assert 0 < np.abs(first[2]).max() <= 0.5
    assert layers.shaken([layer, layer], 0.0, generator) == [layer, layer]
