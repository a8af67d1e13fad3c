"""Draw where early stopping ends a training."""

import numpy as np
import pytest

from labhelpers import plots


@pytest.fixture
def curve():
    noise = np.random.default_rng().normal(scale=0.1, size=30)
    return np.abs(np.linspace(1, -1, 30)) + noise


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
