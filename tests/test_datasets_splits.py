import dataclasses

import numpy as np
import pytest
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

from labhelpers import datasets
from labhelpers.datasets._splits import split_off

CLASSIFICATION = ["digits", "breast_cancer", "two_moons"]


def labels_of(data):
    return np.concatenate([data.y_train, data.y_val])


# split_off


@pytest.mark.parametrize("size", [0, 1, 7, 360, 1437])
def test_splitting_off_loses_and_doubles_no_example(size):
    y = labels_of(datasets.load("digits"))
    order = np.random.default_rng(0).permutation(len(y))
    rest, part = split_off(order, size, y)
    assert len(part) == size
    assert sorted([*rest, *part]) == list(range(len(y)))


@pytest.mark.parametrize("seed", range(5))
def test_class_counts_agree_with_scikit_learns_stratified_split(seed):
    draw = np.random.default_rng(seed)
    y = draw.choice(4, size=203, p=[0.1, 0.2, 0.3, 0.4])
    rest, part = split_off(draw.permutation(203), 50, y)
    theirs = train_test_split(y, test_size=50, stratify=y, random_state=seed)
    for ours, their in zip([y[rest], y[part]], theirs, strict=True):
        assert np.abs(np.bincount(ours) - np.bincount(their)).max() <= 1


# resplit


@pytest.mark.parametrize("name", [*CLASSIFICATION, "diabetes", "noisy_sine"])
def test_a_resplit_holds_the_same_examples_in_parts_of_the_same_size(name):
    data = datasets.load(name)
    again = datasets.resplit(data, seed=3)
    assert again.x_train.shape == data.x_train.shape
    assert again.x_val.shape == data.x_val.shape

    def examples(d):
        x = np.concatenate([d.x_train, d.x_val])
        return sorted(map(tuple, np.column_stack([x, labels_of(d)])))

    assert examples(again) == examples(data)


@pytest.mark.parametrize("name", CLASSIFICATION)
def test_a_resplit_keeps_the_share_of_every_class(name):
    data = datasets.load(name)
    again = datasets.resplit(data, seed=3)
    counts = [np.bincount(d.y_val) for d in (data, again)]
    assert np.abs(counts[0] - counts[1]).max() <= 1


def test_a_resplit_follows_its_seed():
    data = datasets.load("digits")
    first, same, other = (datasets.resplit(data, seed=s).x_train for s in (1, 1, 2))
    assert np.array_equal(first, same)
    assert not np.array_equal(first, other)


def test_a_resplit_takes_the_arrays_that_the_record_holds():
    data = datasets.load("diabetes")
    x_train, x_val = datasets.standardize(data.x_train, data.x_val)
    scaled = dataclasses.replace(data, x_train=x_train, x_val=x_val)
    together = np.concatenate([x_train, x_val])
    again = datasets.resplit(scaled, seed=0)
    np.testing.assert_array_equal(
        np.sort(np.concatenate([again.x_train, again.x_val]), axis=0),
        np.sort(together, axis=0),
    )


def test_a_resplit_leaves_the_record_it_came_from_untouched():
    data = datasets.load("digits")
    before = data.x_train.copy()
    assert not datasets.resplit(data, seed=1).x_train.flags.writeable
    np.testing.assert_array_equal(data.x_train, before)


def test_resplit_refuses_arrays():
    with pytest.raises(TypeError, match=r"datasets\.load returns. Received: ndarray"):
        datasets.resplit(np.zeros((3, 2)), seed=0)


# standardize


@pytest.mark.parametrize("name", ["digits", "breast_cancer", "diabetes"])
def test_standardize_agrees_with_scikit_learns_scaler(name):
    data = datasets.load(name)
    scaler = StandardScaler().fit(data.x_train.astype(float))
    for ours, raw in zip(
        datasets.standardize(data.x_train, data.x_val),
        [data.x_train, data.x_val],
        strict=True,
    ):
        assert ours.dtype == np.float32
        np.testing.assert_allclose(ours, scaler.transform(raw), atol=1e-5)


def test_other_parts_do_not_influence_the_training_part():
    x = np.random.default_rng(0).normal(3, 2, (50, 4))
    alone = datasets.standardize(x)[0]
    np.testing.assert_array_equal(alone, datasets.standardize(x, x[:5] * 100)[0])
    np.testing.assert_allclose(alone.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(alone.std(axis=0), 1)


def test_a_constant_feature_becomes_exactly_zero():
    x = np.full((1077, 2), 0.1, np.float32)
    x_train, x_val = datasets.standardize(x, np.array([[0.1, 1.1]], np.float32))
    assert not x_train.any()
    np.testing.assert_allclose(x_val, [[0, 1]], rtol=1e-6)


def test_standardize_scales_targets_and_leaves_its_arguments_alone():
    y = np.array([1.0, 2.0, 6.0])
    (scaled,) = datasets.standardize(y)
    np.testing.assert_allclose(scaled * y.std() + y.mean(), y)
    assert y.tolist() == [1, 2, 6]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([np.zeros((0, 3))], r"at least one example. Received: shape \(0, 3\)"),
        ([5.0], r"at least one example. Received: shape \(\)"),
        ([np.ones((4, 3)), np.ones((4, 2))], r"part 1 .*3\). Received: shape \(4, 2\)"),
        ([np.ones((4, 3)), np.ones(3)], r"part 1 .*Received: shape \(3,\)"),
        ([np.array([[1.0], [np.nan]])], "x_train needs finite numbers. Received: 1 "),
        ([np.array([["a"], ["b"]])], "x_train needs numbers. Received: type <U1"),
    ],
)
def test_standardize_refuses_what_has_no_mean_and_variance(parts, message):
    with pytest.raises(ValueError, match=message):
        datasets.standardize(*parts)
