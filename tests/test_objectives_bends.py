import numpy as np
import pytest

from labhelpers.objectives import Bend


def test_the_gradient_equals_central_differences():
    bend = Bend(steep=7.0, flat=0.5, knee=2.0)
    w = np.random.default_rng().uniform(-5, 5, size=200)
    w = w[np.abs(np.abs(w) - bend.knee) > 1e-3]
    slopes = (bend(w + 1e-5) - bend(w - 1e-5)) / 2e-5
    np.testing.assert_allclose(bend.gradient(w), slopes, atol=1e-5)


def test_the_curvature_is_steep_beyond_the_knee_and_flat_within():
    bend = Bend(steep=7.0, flat=0.5, knee=2.0)
    for w, curvature in [(-3, 7.5), (-1, 0.5), (1, 0.5), (3, 7.5)]:
        change = bend.gradient(w + 0.01) - bend.gradient(w - 0.01)
        np.testing.assert_allclose(change / 0.02, curvature)


def test_the_only_minimum_is_at_zero_and_both_walls_are_alike():
    bend = Bend()
    w = np.linspace(0.1, 12, 50)
    assert bend(0.0) == 0 and np.all(bend(w) > 0)
    assert np.all(bend.gradient(w) > 0)
    np.testing.assert_allclose(bend(-w), bend(w))


@pytest.mark.parametrize("bad", [{"steep": -1}, {"flat": 0}, {"knee": 0}])
def test_bad_input_is_named(bad):
    name, value = next(iter(bad.items()))
    with pytest.raises(ValueError, match=f"{name}={value}"):
        Bend(**bad)
