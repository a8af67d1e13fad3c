import numpy as np
import pytest

from labhelpers import layers

STRENGTH = 0.3


def weights(shape=(4, 3)):
    return np.random.default_rng().normal(size=shape)


def test_both_penalties_equal_those_of_keras_with_half_the_strength_for_l2():
    from tensorflow import keras

    w = weights().astype("float32")
    l2, l1 = keras.regularizers.L2(STRENGTH / 2), keras.regularizers.L1(STRENGTH)
    assert layers.l2_penalty(w, STRENGTH) == pytest.approx(float(l2(w)), rel=1e-5)
    assert layers.l1_penalty(w, STRENGTH) == pytest.approx(float(l1(w)), rel=1e-5)


def test_both_gradients_equal_those_of_the_tape_at_zero_too():
    import tensorflow as tf
    from tensorflow import keras

    w = tf.Variable(np.append(weights(5), 0.0).astype("float32"))
    with tf.GradientTape(persistent=True) as tape:
        l2 = keras.regularizers.L2(STRENGTH / 2)(w)
        l1 = keras.regularizers.L1(STRENGTH)(w)
    ours = layers.l2_gradient(w.numpy(), STRENGTH)
    np.testing.assert_allclose(ours, tape.gradient(l2, w), rtol=1e-5)
    ours = layers.l1_gradient(w.numpy(), STRENGTH)
    np.testing.assert_allclose(ours, tape.gradient(l1, w), rtol=1e-5)


def test_the_soft_threshold_gives_the_least_distance_plus_penalty():
    w, threshold = weights((30,)), 0.4
    candidates = np.linspace(-5, 5, 100_001)
    distances = (candidates[:, None] - w) ** 2 / 2
    best = candidates[np.argmin(distances + threshold * abs(candidates[:, None]), 0)]
    found = layers.soft_threshold(w, threshold)
    np.testing.assert_allclose(found, best, atol=1e-3)
    assert np.all((found == 0) == (np.abs(w) <= threshold))


def test_descent_with_soft_thresholds_ends_at_the_lasso_of_scikit_learn():
    from sklearn.linear_model import Lasso

    generator = np.random.default_rng(0)
    x = generator.normal(size=(50, 8))
    y = x[:, 0] - 2 * x[:, 1] + 0.3 * generator.normal(size=50)
    w = np.zeros(8)
    for _ in range(2000):
        gradient = x.T @ (x @ w - y) / len(y)
        w = layers.soft_threshold(w - 0.1 * gradient, 0.1 * 0.2)
    lasso = Lasso(alpha=0.2, fit_intercept=False, tol=1e-10).fit(x, y)
    np.testing.assert_allclose(w, lasso.coef_, atol=1e-5)
    np.testing.assert_array_equal(w == 0, lasso.coef_ == 0)


def test_a_threshold_may_differ_from_weight_to_weight():
    w = np.array([1.0, 1.0, -1.0])
    moved = layers.soft_threshold(w, np.array([0.0, 0.4, 2.0]))
    np.testing.assert_allclose(moved, [1.0, 0.6, 0.0])


@pytest.mark.parametrize(
    "function",
    [layers.l2_penalty, layers.l2_gradient, layers.l1_penalty, layers.l1_gradient],
)
def test_a_negative_strength_is_named(function):
    with pytest.raises(ValueError, match=r"0 or more; received strength=-1"):
        function(np.ones(2), -1)


def test_a_negative_threshold_is_named():
    with pytest.raises(ValueError, match=r"threshold must be 0 or more; received -1"):
        layers.soft_threshold(np.ones(2), -1)


def test_no_argument_is_changed():
    w = weights()
    before = w.copy()
    layers.l2_penalty(w, 1), layers.l2_gradient(w, 1), layers.l1_penalty(w, 1)
    layers.l1_gradient(w, 1), layers.soft_threshold(w, 0.5)
    np.testing.assert_array_equal(w, before)
