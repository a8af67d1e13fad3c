"""Draw where early stopping ends a training: the figure and its interactive view."""

import itertools

import numpy as np
import pytest

from labhelpers import evaluation, plots, widgets


def rule(curve, patience, min_delta):
    return evaluation.stopping_epochs(
        curve, patience, min_delta=min_delta, restore_best_weights=True
    )


@pytest.fixture
def curve():
    noise = np.random.default_rng().normal(scale=0.1, size=30)
    return np.abs(np.linspace(1, -1, 30)) + noise


@pytest.fixture
def view(curve):
    return widgets.patience_view(
        rule, curve, patience=[1, 5, 100], min_delta=[0, 0.1, 10.0]
    )


def test_a_patience_view_gives_a_picture_at_every_corner_of_its_sliders(view):
    for corner in itertools.product(*[(v[0], v[-1]) for v in view.values.values()]):
        picture = view.picture(*corner)
        assert picture.png.startswith(b"\x89PNG")
        assert len(picture.alt.split()) > 10


def test_a_slider_of_a_patience_view_that_moves_draws_the_picture_of_its_value(view):
    view._redraw()
    before = view.image.value
    view.sliders["min_delta"].value = 10.0
    assert view.image.value == view.picture(5, 10.0).png != before


def test_the_curve_is_dim_beyond_the_last_epoch_and_the_kept_one_has_a_star(curve):
    _, axes = plots.new_figure()
    plots.draw_stop(axes[0, 0], curve, last=20, kept=13)
    whole, trained, last, kept = axes[0, 0].lines
    assert len(whole.get_xdata()) == 30 and len(trained.get_xdata()) == 21
    assert set(last.get_xdata()) == {20}
    assert kept.get_marker() == "*"
    assert kept.get_xydata().tolist() == [[13, curve[13]]]


def test_stops_are_shown_as_one_figure_with_its_alt_text(curve, shown):
    stops = {"patience 1": (3, 2), "patience 9": (25, 16)}
    plots.show_stops(curve, stops, title="A title.", alt="An alt text.")
    (picture,) = shown
    assert picture.alt == "An alt text."
    assert picture.png.startswith(b"\x89PNG")
