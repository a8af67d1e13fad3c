import numpy as np
import pytest

from labhelpers import datasets

LABELS = np.random.default_rng(1).integers(0, 7, size=200) * 10


@pytest.mark.parametrize("fraction", [0, 0.3, 1])
def test_exactly_the_fraction_of_the_labels_changes_within_the_classes(fraction):
    flipped = datasets.flip_labels(LABELS, fraction, seed=3)
    assert np.mean(flipped != LABELS) == fraction
    assert set(flipped) <= set(LABELS)
    assert flipped.dtype == LABELS.dtype


def test_flipping_keeps_the_old_labels_and_repeats_with_its_seed():
    before = LABELS.copy()
    first, second = (datasets.flip_labels(LABELS, 0.5, seed=4) for _ in range(2))
    assert np.array_equal(first, second)
    assert np.array_equal(LABELS, before)
    assert not np.array_equal(first, datasets.flip_labels(LABELS, 0.5, seed=5))


@pytest.mark.parametrize(
    ("y", "fraction", "message"),
    [
        (LABELS, 1.2, r"lie in \[0, 1\]; received 1.2"),
        (np.zeros(5, int), 0.5, "two classes or more"),
    ],
)
def test_bad_input_is_named(y, fraction, message):
    with pytest.raises(ValueError, match=message):
        datasets.flip_labels(y, fraction, seed=0)
