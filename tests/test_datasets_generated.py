import numpy as np
import pytest
from sklearn.datasets import make_moons
from sklearn.neighbors import NearestNeighbors

from labhelpers import datasets

GENERATORS = [datasets.noisy_sine, datasets.two_moons]


@pytest.mark.parametrize("draw", GENERATORS)
@pytest.mark.parametrize("num_examples", [2, 3, 100, 5000])
def test_any_size_can_be_drawn(draw, num_examples):
    x, y = draw(num_examples, seed=0)
    assert len(x) == len(y) == num_examples
    assert x.ndim == 2
    assert x.dtype == np.float32


@pytest.mark.parametrize("draw", GENERATORS)
def test_a_seed_repeats_and_a_generator_gives_fresh_draws(draw):
    generator = np.random.default_rng(4)
    first, second = draw(50, seed=generator)[0], draw(50, seed=generator)[0]
    np.testing.assert_array_equal(first, draw(50, seed=4)[0])
    assert not np.isin(first, second).any()


@pytest.mark.parametrize("draw", GENERATORS)
def test_a_child_of_a_seed_sequence_is_a_seed(draw):
    a, b = np.random.SeedSequence(0).spawn(2)
    assert not np.array_equal(draw(50, seed=a)[0], draw(50, seed=b)[0])


@pytest.mark.parametrize("draw", GENERATORS)
def test_the_global_generator_is_neither_read_nor_moved(draw):
    np.random.seed(0)  # noqa: NPY002
    expected = np.random.random(3)  # noqa: NPY002
    np.random.seed(0)  # noqa: NPY002
    draw(50, seed=1)
    np.testing.assert_array_equal(np.random.random(3), expected)  # noqa: NPY002


@pytest.mark.parametrize("noise", [0.0, 0.1, 0.5])
def test_the_sine_has_the_stated_noise_and_no_bias(noise):
    x, y = datasets.noisy_sine(20_000, noise, seed=0)
    residual = y - np.sin(2 * np.pi * x[:, 0])
    assert residual.mean() == pytest.approx(0, abs=4 * noise / 20_000**0.5 + 1e-6)
    assert residual.std() == pytest.approx(noise, rel=0.03, abs=1e-6)
    assert x.min() >= 0
    assert x.max() <= 1


def test_moons_without_noise_lie_on_scikit_learns_moons():
    x, y = datasets.two_moons(300, noise=0, seed=0)
    their_x, their_y = make_moons(20_000, noise=None)
    for moon in (0, 1):
        near = NearestNeighbors(n_neighbors=1).fit(their_x[their_y == moon])
        distance, _ = near.kneighbors(x[y == moon])
        assert distance.max() < 1e-3


@pytest.mark.parametrize("noise", [0.05, 0.3])
def test_noise_moves_the_points_by_its_standard_deviation(noise):
    clean, noisy = (datasets.two_moons(20_000, n, seed=1)[0] for n in (0, noise))
    np.testing.assert_allclose((noisy - clean).std(axis=0), noise, rtol=0.03)


@pytest.mark.parametrize("num_examples", [99, 100])
def test_classes_share_the_points_to_within_one(num_examples):
    y = datasets.two_moons(num_examples, seed=0)[1]
    assert np.ptp(np.bincount(y)) <= 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"num_examples": 0}, "num_examples needs to be at least 1"),
        ({"noise": -0.1}, "noise needs to be finite and at least 0. Received: .*-0.1"),
        ({"noise": float("nan")}, "noise needs to be finite"),
        ({"seed": -1}, "seed needs to be at least 0. Received: seed=-1"),
    ],
)
def test_a_number_out_of_range_is_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        datasets.noisy_sine(**{"num_examples": 10, "seed": 0} | arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"num_examples": 10.0},
            "num_examples needs to be an integer. Received: .*10.0",
        ),
        ({"noise": "much"}, "noise needs to be a number. Received: noise='much'"),
        ({"seed": None}, "seed needs to be an integer, .* Received: seed=None"),
        ({"seed": True}, "seed needs to be an integer, .* Received: seed=True"),
    ],
)
def test_an_argument_of_the_wrong_type_is_named(arguments, message):
    with pytest.raises(TypeError, match=message):
        datasets.noisy_sine(**{"num_examples": 10, "seed": 0} | arguments)
