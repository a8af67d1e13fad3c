import numpy as np
import pytest

from labhelpers import objectives

LOSSES = {
    "valley": (objectives.Valley((1.0, 25.0)), 2),
    "rotated valley": (objectives.Valley((1, 9), minimum=(2, 1), rotation=30), 2),
    "dip": (objectives.Dip(depth=2.0), 1),
    "plateau": (objectives.Plateau(), 1),
    "two minima": (objectives.TwoMinima(), 2),
    "line": (objectives.LineFit([1.0, 2.0, 4.0], [0.5, 3.0, 2.0]), 2),
}


@pytest.mark.parametrize("name", LOSSES)
def test_every_gradient_equals_central_differences(name):
    loss, dimensions = LOSSES[name]
    for w in np.random.default_rng().normal(scale=2, size=(20, dimensions)):
        steps = 1e-5 * np.eye(dimensions)
        slopes = [np.squeeze(loss(w + h) - loss(w - h)) / 2e-5 for h in steps]
        np.testing.assert_allclose(loss.gradient(w), slopes, atol=1e-5)


@pytest.mark.parametrize("rotation", [0, 45, 90])
def test_a_rotated_valley_keeps_its_condition_number_and_minimum(rotation):
    valley = objectives.Valley((2, 50), minimum=(1, -1), rotation=rotation)
    eigenvalues = np.linalg.eigvalsh(valley.hessian)
    np.testing.assert_allclose(eigenvalues, [2, 50])
    assert valley.condition_number == 25
    assert valley(valley.minimum) == 0


def test_a_rotation_by_45_degrees_couples_the_weights():
    assert objectives.Valley((1, 25)).hessian[0, 1] == 0
    assert abs(objectives.Valley((1, 25), rotation=45).hessian[0, 1]) > 1


def test_a_deep_dip_has_its_own_minimum_and_a_shallow_one_has_not():
    w = np.linspace(1, 4, 2000)

    def has_minimum(depth):
        return np.any(objectives.Dip(depth).gradient(w) < 0)

    assert has_minimum(2.0)
    assert not has_minimum(0.1)


def test_the_gradient_almost_vanishes_on_the_plateau():
    plateau = objectives.Plateau()
    assert 0 < plateau.gradient(4.0) < 0.1 * plateau.gradient(1.0)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: objectives.Valley((1, 0)), "positive curvatures"),
        (lambda: objectives.Valley((1, 2, 3), rotation=10), "received 3 curvatures"),
        (lambda: objectives.Dip(-1), "depth=-1"),
        (lambda: objectives.Plateau(0), "slope > 0; received 0"),
        (lambda: objectives.TwoMinima(1), "between 0 and 1 is needed; received 1"),
        (lambda: objectives.LineFit([1, 2], [1, 2, 3]), r"received \(2,\) and \(3,\)"),
        (lambda: objectives.LineFit([1], [1]), "at least 2"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_the_dips_of_lab_06_are_local_minima_above_the_minimum_at_zero():
    for depth in (2, 4):
        dip = objectives.Dip(depth)
        assert dip(dip.place) > dip(0.0)


def test_two_minima_have_a_saddle_point_between_them_and_one_is_deeper():
    loss = objectives.TwoMinima(saddle=0.4)
    for place in (loss.minimum, loss.local_minimum, loss.saddle):
        np.testing.assert_allclose(loss.gradient(place), 0, atol=1e-12)
    assert loss(loss.minimum) < loss(loss.local_minimum) < loss(loss.saddle)
    across = np.array([0.0, 0.1])
    assert loss(loss.saddle + across) > loss(loss.saddle)


def test_the_best_line_is_that_of_polyfit():
    x, y = np.random.default_rng().normal(size=(2, 30))
    line = objectives.LineFit(x, y)
    np.testing.assert_allclose(line.minimum, np.polyfit(x, y, 1))
    assert line(line.minimum) <= line(line.minimum + 0.01)
    np.testing.assert_allclose(line.gradient(line.minimum), 0, atol=1e-12)
