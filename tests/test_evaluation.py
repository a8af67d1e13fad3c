import numpy as np
import pytest
from sklearn.metrics import mean_absolute_error, mean_squared_error

from labhelpers import evaluation


@pytest.fixture
def generator():
    return np.random.default_rng(0)


def test_the_empirical_loss_is_the_mean_squared_error_of_scikit_learn(generator):
    predictions, targets = generator.normal(size=(2, 50))
    assert evaluation.empirical_loss(predictions, targets) == pytest.approx(
        mean_squared_error(targets, predictions)
    )


def test_the_empirical_loss_takes_any_loss_of_one_example(generator):
    predictions, targets = generator.normal(size=(2, 50))
    received = evaluation.empirical_loss(
        predictions, targets, loss=lambda p, y: np.abs(p - y)
    )
    assert received == pytest.approx(mean_absolute_error(targets, predictions))


def test_the_empirical_loss_is_the_cross_entropy_of_keras(generator):
    from tensorflow import keras

    scores = generator.uniform(0.1, 1, size=(30, 4))
    predictions = scores / scores.sum(axis=1, keepdims=True)
    targets = generator.integers(4, size=30)
    received = evaluation.empirical_loss(
        predictions, targets, loss=lambda p, y: -np.log(p[np.arange(len(y)), y])
    )
    keras_loss = keras.losses.SparseCategoricalCrossentropy()
    assert received == pytest.approx(float(keras_loss(targets, predictions)), rel=1e-5)


@pytest.mark.parametrize(
    ("predictions", "targets", "loss", "message"),
    [
        ([1.0, 2.0], [1.0], evaluation.squared_error, r"shapes \(2,\) and \(1,\)"),
        (1.0, 1.0, evaluation.squared_error, r"shapes \(\) and \(\)"),
        ([], [], evaluation.squared_error, "at least one example"),
        ([1.0, 2.0], [1.0, 2.0], lambda p, y: 1.0, r"shape \(2,\); received"),
    ],
)
def test_an_empirical_loss_that_cannot_be_computed_is_named(
    predictions, targets, loss, message
):
    with pytest.raises(ValueError, match=message):
        evaluation.empirical_loss(predictions, targets, loss)


def test_bias_and_variance_add_up_to_the_squared_distance_from_the_truth(generator):
    predictions = generator.normal(size=(7, 11)) ** 3
    truth = generator.normal(size=11)
    bias, variance = evaluation.bias_and_variance(predictions, truth)
    assert bias + variance == pytest.approx(np.mean((predictions - truth) ** 2))


def test_the_expected_squared_error_is_bias_variance_and_noise(generator):
    predictions = 0.5 + generator.normal(size=(400, 5))
    truth, noise = np.arange(5.0), 0.7
    targets = truth + noise * generator.normal(size=(4000, 1, 5))
    error = np.mean((predictions - targets) ** 2)
    parts = evaluation.bias_and_variance(predictions, truth)
    assert error == pytest.approx(sum(parts) + noise**2, rel=0.01)


def test_predictions_that_never_change_have_no_variance_and_right_ones_no_bias():
    truth = np.arange(4.0)
    constant = np.tile(truth + 2, (3, 1))
    assert evaluation.bias_and_variance(constant, truth) == (4.0, 0.0)
    around = np.stack([truth - 1, truth + 1])
    assert evaluation.bias_and_variance(around, truth) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("predictions", "truth", "message"),
    [
        (np.ones(3), np.ones(3), r"shapes \(3,\)"),
        (np.ones((2, 3)), np.ones(2), r"\(2, 3\) and \(2,\)"),
        (np.ones((1, 3)), np.ones(3), "at least two training sets"),
        (np.ones((3, 0)), np.ones(0), "one input"),
    ],
)
def test_predictions_that_do_not_fit_are_named(predictions, truth, message):
    with pytest.raises(ValueError, match=message):
        evaluation.bias_and_variance(predictions, truth)
