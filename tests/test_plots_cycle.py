import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from labhelpers import plots
from labhelpers.plots import _cycle, _fits

ABOUT = {"title": "A finding that is a sentence", "alt": "What one would see in it."}
X = np.linspace(0, 1, 11)


SHOWS = {
    "cycle": lambda: plots.show_cycle(**ABOUT),
    "fits": lambda: plots.show_fits(
        {"one": X, "many": np.stack([X, 9 * X])},
        X,
        truth=X,
        points=(X[:3], X[:3]),
        **ABOUT,
    ),
    "targets": lambda: plots.show_targets(
        {"a": np.zeros((4, 2)), "b": np.ones((3, 2))},
        (0, 0),
        rings=[1, 2],
        labels=("x", "y"),
        **ABOUT,
    ),
}


@pytest.mark.parametrize("name", SHOWS)
def test_a_figure_keeps_its_alt_text_beside_a_small_png(name, shown):
    SHOWS[name]()
    (picture,) = shown
    assert picture.alt == ABOUT["alt"]
    image = Image.open(io.BytesIO(picture.png)).convert("L")
    assert image.width == 2 * picture.width == 1440
    assert image.getextrema()[0] < 60
    assert len(picture.png) < 150_000


def boxes_and_texts():
    """Return the outlines and texts of the cycle, both as boxes on the screen."""
    figure, axes = plots.new_figure(height=3.3)
    _cycle.draw_cycle(axes[0, 0])
    FigureCanvasAgg(figure).draw()
    ax = axes[0, 0]
    inside = [t for t in ax.texts if "\n" in t.get_text() or t.get_text() == "Train it"]
    outlines = [patch.get_window_extent() for patch in ax.patches[: len(inside)]]
    return outlines, [text.get_window_extent() for text in inside]


def test_every_text_of_the_cycle_lies_inside_its_own_outline():
    outlines, texts = boxes_and_texts()
    assert len(texts) == len(_cycle.PLACES)
    for outline, text in zip(outlines, texts, strict=True):
        assert outline.x0 < text.x0 and text.x1 < outline.x1
        assert outline.y0 < text.y0 and text.y1 < outline.y1


def test_no_two_outlines_of_the_cycle_overlap():
    outlines, _ = boxes_and_texts()
    for number, outline in enumerate(outlines):
        assert not any(outline.overlaps(other) for other in outlines[:number])


def test_the_limits_of_fits_hold_truth_and_examples_and_not_a_wild_fit():
    _, axes = plots.new_figure()
    plots.draw_fits(axes[0, 0], 1e6 * X, X, truth=X, points=([0.5], [3.0]))
    low, high = axes[0, 0].get_ylim()
    assert -1 < low < 0 and 3 < high < 4


def test_the_mean_of_the_shots_counts_those_beyond_the_last_ring():
    _, axes = plots.new_figure()
    _fits.draw_target(axes[0, 0], [[1.0, 0.0], [9.0, 0.0]], (1, 0), rings=[1, 5])
    shots, _, mean = axes[0, 0].lines
    assert shots.get_xdata().tolist() == [0.0]
    assert mean.get_xdata().tolist() == [4.0]
