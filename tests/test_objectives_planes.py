import numpy as np
import pytest

from labhelpers import objectives, optimizers


def plane(features=3):
    generator = np.random.default_rng()
    return objectives.PlaneFit(
        generator.normal(1, 2, size=(20, features)), generator.normal(size=20)
    )


def test_its_gradient_equals_central_differences():
    loss = plane()
    for w in np.random.default_rng().normal(size=(10, 3)):
        pushes = 1e-5 * np.eye(3)
        slopes = [(loss(w + h) - loss(w - h)) / 2e-5 for h in pushes]
        np.testing.assert_allclose(loss.gradient(w), slopes, atol=1e-6)


def test_its_hessian_is_the_change_of_its_gradient():
    loss = plane()
    changes = loss.gradient(np.eye(3)) - loss.gradient(np.zeros(3))
    np.testing.assert_allclose(changes, loss.hessian)


def test_many_weights_at_once_give_what_each_gives_alone():
    loss = plane()
    w = np.random.default_rng().normal(size=(4, 5, 3))
    assert loss(w).shape == (4, 5) and loss.gradient(w).shape == w.shape
    np.testing.assert_allclose(loss(w)[1, 2], loss(w[1, 2]))
    np.testing.assert_allclose(loss.gradient(w)[1, 2], loss.gradient(w[1, 2]))


def test_its_condition_number_is_the_square_of_that_of_the_inputs():
    loss = plane()
    assert loss.condition_number == pytest.approx(np.linalg.cond(loss.x) ** 2)


def test_features_that_repeat_each_other_have_no_finite_condition_number():
    x = np.arange(1, 6)
    loss = objectives.PlaneFit(np.column_stack([x, 100 * x]), x)
    assert loss.condition_number == np.inf


def test_no_rate_beats_the_best_one():
    loss = plane(2)
    factors = {
        rate: np.abs(1 - rate * loss.curvatures).max()
        for rate in loss.best_rate * np.array([0.9, 1.0, 1.1])
    }
    assert min(factors, key=factors.get) == loss.best_rate
    k = loss.condition_number
    assert factors[loss.best_rate] == pytest.approx((k - 1) / (k + 1))


def test_standardized_uncorrelated_features_take_one_step():
    grid = np.array([(a, b) for a in range(4) for b in range(5)], dtype=float)
    grid = (grid - grid.mean(axis=0)) / grid.std(axis=0)
    loss = objectives.PlaneFit(grid, grid @ [2, 1])
    path = optimizers.descend(
        optimizers.sgd_step, loss.gradient, (5, -3), 1, learning_rate=loss.best_rate
    )
    np.testing.assert_allclose(path[1], loss.minimum, atol=1e-12)


@pytest.mark.parametrize(
    ("x", "y"), [([1, 2], [1, 2]), ([[1], [2]], [1]), (np.ones((0, 2)), [])]
)
def test_bad_input_is_named(x, y):
    with pytest.raises(ValueError, match="A plane needs x of shape"):
        objectives.PlaneFit(x, y)
