"""Maps show each score at its pair of values, and trials in their order."""

import numpy as np
import pytest

from labhelpers import plots

SCORES = np.arange(6.0).reshape(2, 3)
X, Y = ("rate", [0.01, 0.1, 1]), ("size", [16, 128])


def test_the_first_row_lies_at_the_bottom_and_values_name_the_axes():
    _, axes = plots.new_figure()
    image = plots.draw_map(axes[0, 0], SCORES, X, Y)
    np.testing.assert_array_equal(image.get_array(), SCORES)
    assert image.origin == "lower"
    words = [text.get_text() for text in axes[0, 0].get_xticklabels()]
    assert words == ["0.01", "0.1", "1"]
    assert [t.get_text() for t in axes[0, 0].get_yticklabels()] == ["16", "128"]


def test_values_on_the_axes_are_rounded_to_two_digits_and_whole_numbers_kept():
    _, axes = plots.new_figure()
    x, y = ("rate", [0.00398107, 0.25118864, 3.16]), ("size", [128, 1024])
    plots.draw_map(axes[0, 0], SCORES, x, y)
    words = [text.get_text() for text in axes[0, 0].get_xticklabels()]
    assert words == ["0.004", "0.25", "3.2"]
    assert [t.get_text() for t in axes[0, 0].get_yticklabels()] == ["128", "1024"]


def test_trials_are_numbered_where_they_lie():
    _, axes = plots.new_figure()
    plots.draw_map(axes[0, 0], SCORES, X, Y, trials=[(2, 0), (1, 1)])
    placed = [(t.get_position(), t.get_text()) for t in axes[0, 0].texts]
    assert placed == [((2, 0), "1"), ((1, 1), "2")]


def test_scores_are_written_on_their_shades_light_on_dark():
    _, axes = plots.new_figure()
    plots.draw_map(axes[0, 0], SCORES, X, Y, numbers=True)
    written = {
        t.get_position(): (t.get_text(), t.get_color()) for t in axes[0, 0].texts
    }
    assert len(written) == SCORES.size
    assert written[0, 0] == ("0.000", "white")
    assert written[2, 1] == ("5.000", "black")


def test_maps_side_by_side_share_their_shades(shown):
    plots.show_maps(
        {"low": SCORES, "high": (SCORES + 10, [(0, 0)])}, X, Y, title="It is.", alt="x"
    )
    assert len(shown) == 1 and shown[0].png.startswith(b"\x89PNG")


def test_a_map_of_another_shape_is_named():
    _, axes = plots.new_figure()
    with pytest.raises(ValueError, match=r"shape \(2, 3\), a row per y value"):
        plots.draw_map(axes[0, 0], SCORES.T, X, Y)
