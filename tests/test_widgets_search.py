import itertools

import numpy as np
import pytest

from labhelpers import tuning, widgets
from labhelpers.widgets import _search


def view():
    strategies = {
        "first rows": lambda table, scores, budget, generator: list(range(budget)),
        "babysitting": tuning.one_at_a_time,
    }
    return widgets.search_view(tuning.load_table(), strategies, seed=0, budget=6)


def test_it_gives_a_picture_at_every_corner_of_its_sliders():
    shown = view()
    for strategy, trials in itertools.product(("first rows", "babysitting"), (1, 6)):
        picture = shown.picture(strategy=strategy, trials=trials)
        assert picture.png.startswith(b"\x89PNG") and strategy in picture.alt


def test_the_best_of_more_trials_is_not_worse():
    scores = tuning.load_table().scores[:, 0]
    best = [scores[:trials].max() for trials in range(1, 7)]
    assert np.all(np.diff(best) >= 0)
    shown = view()
    assert shown.start == {"strategy": "babysitting", "trials": 6}


def test_trials_of_one_cell_stand_side_by_side_within_it():
    at = np.array([[2, 1], [0, 3], [2, 1], [2, 1], [0, 3], [1, 1]])
    places = _search.side_by_side(at)
    assert np.all(np.abs(places - at) < 0.5)
    assert np.array_equal(places[-1], at[-1])  # it is alone
    gaps = np.linalg.norm(places[:, None] - places, axis=2)
    assert np.all(gaps[~np.eye(len(at), dtype=bool)] > 0.4)


@pytest.mark.parametrize("slider", ["strategy", "trials"])
def test_a_slider_that_moves_draws_the_picture_of_its_value(slider):
    shown = view()
    shown._redraw()
    before = shown.image.value
    shown.sliders[slider].value = shown.values[slider][0]
    assert shown.image.value == shown.picture(**shown.current()).png != before
