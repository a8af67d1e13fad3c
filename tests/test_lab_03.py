"""Hold the rules that lab 03 writes by hand to scikit-learn and to their properties."""

import numpy as np
import pages
import pytest
from sklearn import model_selection, neighbors

from labhelpers import datasets

NAME = "03_setting_up_the_data"


@pytest.fixture(scope="module")
def page():
    """Return the functions of the page, each cell of functions run by itself."""
    wanted = ("def vote", "def three_parts", "def fold_numbers")
    cells = [
        cell
        for cell in pages.code_cells(NAME)
        if cell.source.lstrip().startswith(wanted)
    ]
    assert len(cells) == len(wanted)
    namespace = {"np": np, "datasets": datasets}
    for cell in cells:
        exec(cell.source, namespace)
    return namespace


@pytest.fixture
def generator():
    return np.random.default_rng(0)


@pytest.mark.parametrize("k", [1, 3, 7])
def test_the_vote_of_neighbours_is_that_of_scikit_learn(page, generator, k):
    x, x_val = generator.normal(size=(80, 4)), generator.normal(size=(40, 4))
    y = generator.integers(2, size=80)
    theirs = neighbors.KNeighborsClassifier(k).fit(x, y).predict(x_val)
    assert np.array_equal(page["vote"](x, y, x_val, k), theirs)


@pytest.mark.parametrize(("num_val", "num_test"), [(5, 7), (0, 3), (3, 0), (10, 10)])
def test_three_parts_hold_every_example_once(page, generator, num_val, num_test):
    parts = page["three_parts"](20, num_val, num_test, generator)
    assert [len(part) for part in parts] == [20 - num_val - num_test, num_val, num_test]
    assert sorted(np.concatenate(parts).tolist()) == list(range(20))


@pytest.mark.parametrize("num_folds", [2, 3, 5, 9])
def test_folds_are_as_even_and_as_balanced_as_scikit_learns(page, generator, num_folds):
    y = generator.permutation(np.repeat([0, 1, 2], [31, 17, 11]))
    fold = page["fold_numbers"](y, num_folds, generator)
    cutter = model_selection.StratifiedKFold(num_folds, shuffle=True, random_state=0)
    theirs = [np.bincount(y[val], minlength=3) for _, val in cutter.split(y, y)]
    ours = [np.bincount(y[fold == k], minlength=3) for k in range(num_folds)]
    assert np.ptp(ours, axis=0).max() <= 1 and np.ptp(theirs, axis=0).max() <= 1
    assert np.ptp(np.bincount(fold)) <= 1


def test_cross_validation_gives_the_scores_of_scikit_learn(page, generator):
    x = generator.normal(size=(61, 3))
    y = (x[:, 0] + generator.normal(size=61) > 0).astype(int)
    fold = page["fold_numbers"](y, 4, generator)
    pairs = [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(4)]
    theirs = model_selection.cross_val_score(
        neighbors.KNeighborsClassifier(5), x, y, cv=pairs
    )
    assert page["cross_validate"](page["accuracy"], x, y, fold) == pytest.approx(theirs)
