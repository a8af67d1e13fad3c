import numpy as np
import pytest

from labhelpers.models import fit_polynomials


@pytest.fixture
def sets():
    generator = np.random.default_rng(0)
    x = generator.uniform(0, 1, (3, 20))
    return x, np.sin(6 * x) + generator.normal(0, 0.1, x.shape)


def test_every_set_gets_the_least_squares_polynomial_of_numpy(sets):
    x = np.linspace(0, 1, 7)
    numpys = [
        np.polynomial.Polynomial.fit(*one, 4)(x) for one in zip(*sets, strict=True)
    ]
    assert fit_polynomials(*sets, x, degree=4) == pytest.approx(np.array(numpys))


def test_each_set_may_predict_at_inputs_of_its_own(sets):
    x, y = sets
    together = fit_polynomials(x, y, x, degree=2)
    alone = [fit_polynomials(x[i : i + 1], y[i : i + 1], x[i], 2)[0] for i in range(3)]
    assert together == pytest.approx(np.array(alone))


def test_a_tiny_penalty_changes_nothing_and_a_huge_one_predicts_zero(sets):
    x = np.linspace(0, 1, 7)
    free = fit_polynomials(*sets, x, degree=3)
    assert fit_polynomials(*sets, x, 3, penalty=1e-9) == pytest.approx(free, abs=1e-6)
    assert fit_polynomials(*sets, x, 3, penalty=1e9) == pytest.approx(0, abs=1e-6)


def test_a_negative_penalty_is_refused(sets):
    with pytest.raises(ValueError, match="at least 0; received -1"):
        fit_polynomials(*sets, np.zeros(1), 1, penalty=-1)
