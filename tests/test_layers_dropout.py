import numpy as np
import pytest

from labhelpers import layers


def test_the_mask_drops_the_rate_and_differs_from_draw_to_draw():
    generator = np.random.default_rng()
    masks = [layers.dropout_mask((300, 200), 0.3, generator) for _ in range(2)]
    for mask in masks:
        assert set(np.unique(mask)) == {0.0, 1.0}
        assert np.mean(mask == 0) == pytest.approx(0.3, abs=0.015)
    assert not np.array_equal(*masks)


@pytest.mark.parametrize("rate", [0.2, 0.5])
def test_forward_and_backward_equal_keras_under_keras_own_mask(rate):
    import tensorflow as tf
    from tensorflow import keras

    x = tf.constant(np.random.default_rng().uniform(1, 2, size=(40, 30)))
    with tf.GradientTape() as tape:
        tape.watch(x)
        result = keras.layers.Dropout(rate, dtype="float64")(x, training=True)
        loss = tf.reduce_sum(result**3)
    mask = (result.numpy() != 0).astype(float)
    forward = layers.dropout_forward(x.numpy(), mask, rate)
    np.testing.assert_allclose(forward, result, rtol=1e-6)
    backward = layers.dropout_backward(3 * forward**2, mask, rate)
    np.testing.assert_allclose(backward, tape.gradient(loss, x), rtol=1e-6)


def test_both_forms_have_the_same_expectation_relative_to_inference():
    generator = np.random.default_rng()
    x, kernel, rate = generator.uniform(1, 2, 6), generator.normal(size=(6, 3)), 0.3
    masks = layers.all_masks(6)
    probabilities = layers.mask_probabilities(masks, rate)
    lecture = probabilities @ ((masks * x) @ kernel)
    keras_form = probabilities @ (layers.dropout_forward(x, masks, rate) @ kernel)
    np.testing.assert_allclose(lecture, x @ layers.weight_scaled(kernel, rate))
    np.testing.assert_allclose(keras_form, x @ kernel)


@pytest.mark.parametrize("rate", [0.0, 0.3, 0.5])
def test_all_masks_are_different_and_their_probabilities_add_up_to_one(rate):
    masks = layers.all_masks(5)
    assert len(np.unique(masks, axis=0)) == 32
    probabilities = layers.mask_probabilities(masks, rate)
    assert probabilities.sum() == pytest.approx(1)
    assert probabilities @ masks == pytest.approx(np.full(5, 1 - rate))


@pytest.mark.parametrize(
    "call",
    [
        lambda: layers.dropout_mask((2, 2), 1.0, np.random.default_rng()),
        lambda: layers.dropout_forward(np.ones(2), np.ones(2), -0.1),
        lambda: layers.dropout_backward(np.ones(2), np.ones(2), 2),
        lambda: layers.weight_scaled(np.ones(2), 1),
        lambda: layers.mask_probabilities(np.ones((2, 2)), 1.5),
    ],
)
def test_a_rate_outside_zero_to_one_is_named(call):
    with pytest.raises(ValueError, match=r"fraction that is dropped .* received rate="):
        call()


def test_listing_the_masks_of_a_wide_layer_is_refused():
    with pytest.raises(ValueError, match="1 to 20 units; received units=30"):
        layers.all_masks(30)
