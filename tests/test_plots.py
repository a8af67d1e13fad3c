import io

import numpy as np
import pytest
from PIL import Image

from labhelpers import objectives, plots
from labhelpers.plots import _curves, _paths

ABOUT = {"title": "A finding that is a sentence", "alt": "What one would see in it."}
VALLEY = objectives.Valley((1, 25))


SHOWS = {
    "curves": lambda about: plots.show_curves(
        {"a": [1, 2, 3], "b": np.ones((5, 3))}, x_label="x", y_label="y", **about
    ),
    "panels": lambda about: plots.show_panels(
        {"left": {"a": [1, 2]}, "right": {"a": [3, 4], "b": [1, 1]}}, **about
    ),
    "paths": lambda about: plots.show_paths(
        VALLEY, {"one": np.array([[-10.0, 2.0], [-1.0, 0.5]])}, **about
    ),
    "groups": lambda about: plots.show_groups({"": {"a": [1, 2], "b": [3]}}, **about),
    "histograms": lambda about: plots.show_histograms(
        {"a": np.arange(9), "b": np.ones(4)}, marks={"a": {"mean": 4}}, **about
    ),
    "images": lambda about: plots.show_images(
        {str(n): np.eye(3) * n for n in range(5)}, columns=3, **about
    ),
}


@pytest.mark.parametrize("name", SHOWS)
def test_a_figure_keeps_its_alt_text_beside_a_small_png(name, shown):
    SHOWS[name](ABOUT)
    (picture,) = shown
    data, metadata = picture._repr_mimebundle_()
    assert data["text/plain"] == f"Figure: {ABOUT['alt']}"
    assert metadata["image/png"] == {"alt": ABOUT["alt"], "width": picture.width}
    image = Image.open(io.BytesIO(picture.png))
    assert image.width == 2 * picture.width
    assert image.convert("L").getextrema()[0] < 60  # something dark is drawn
    assert len(picture.png) < 150_000


@pytest.mark.parametrize("name", SHOWS)
@pytest.mark.parametrize("missing", ["title", "alt"])
def test_a_figure_without_title_or_alt_text_is_refused(name, missing, shown):
    with pytest.raises(ValueError, match=f"sentence as `{missing}`; received ''"):
        SHOWS[name]({**ABOUT, missing: ""})
    assert shown == []


def test_panels_that_share_no_y_axis_have_names_of_their_own(monkeypatch):
    figures = []
    monkeypatch.setattr(_curves, "show", lambda figure, *about: figures.append(figure))
    panels = {"left": {"a": [1, 2]}, "right": {"a": [3, 4]}}
    plots.show_panels(panels, sharey=False, y_label=["loss", "accuracy"], **ABOUT)
    assert [ax.get_ylabel() for ax in figures[0].axes] == ["loss", "accuracy"]
    with pytest.raises(ValueError, match="zip"):
        plots.show_panels(panels, sharey=False, y_label=["loss"], **ABOUT)


@pytest.mark.parametrize(("x", "is_whole"), [(None, True), (np.arange(3) / 2, False)])
def test_an_axis_of_whole_numbers_shows_whole_numbers(x, is_whole):
    figure, axes = plots.new_figure(width=6)
    plots.draw_curves(axes[0, 0], {"a": np.ones(3)}, x=x)
    figure.draw_without_rendering()
    ticks = axes[0, 0].get_xticks()
    assert np.all(ticks == np.round(ticks)) == is_whole


def test_drawing_changes_no_setting_of_matplotlib(shown):
    import matplotlib

    before = dict(matplotlib.rcParams)
    SHOWS["curves"](ABOUT)
    assert dict(matplotlib.rcParams) == before


def test_the_band_of_a_curve_spans_all_seeds_and_the_line_is_their_median():
    _, axes = plots.new_figure()
    values = np.array([[1.0, 5.0], [2.0, 6.0], [9.0, 7.0]])
    plots.draw_curves(axes[0, 0], {"a": values})
    (line,) = axes[0, 0].lines
    assert line.get_ydata().tolist() == [2.0, 6.0]
    band = axes[0, 0].collections[0].get_paths()[0].vertices[:, 1]
    assert (band.min(), band.max()) == (1.0, 9.0)


@pytest.mark.filterwarnings("error")
def test_limits_hold_every_finite_value_also_beside_a_diverged_one():
    _, axes = plots.new_figure()
    plots.draw_curves(axes[0, 0], {"a": [3.0, -40.0, np.nan], "b": [0.0, 1.0, 170.0]})
    low, high = axes[0, 0].get_ylim()
    assert low <= -40 and high >= 170


def test_curves_differ_in_line_and_marker_before_colour():
    styles = [_curves._style(number, 20) for number in range(7)]
    for key in ["linestyle", "marker", "color"]:
        assert len({str(style[key]) for style in styles}) == 7


def test_the_drawing_of_a_function_carries_no_markers_that_look_like_data():
    _, axes = plots.new_figure()
    plots.draw_curves(axes[0, 0], {"loss": [4.0, 1.0, 0.0]}, markers=False)
    assert [line.get_marker() for line in axes[0, 0].lines] == [""]


@pytest.mark.parametrize(
    ("curves", "message"),
    [
        ({}, "at least one curve"),
        ({"a": ([1, 2, 3], [1, 2])}, "with 3 points like its x; received shape"),
        ({"a": np.ones((2, 2, 2))}, "shape"),
    ],
)
def test_curves_that_cannot_be_drawn_are_named(curves, message):
    _, axes = plots.new_figure()
    with pytest.raises(ValueError, match=message):
        plots.draw_curves(axes[0, 0], curves)


@pytest.mark.parametrize("heights", [[0.5, 0.5, 0.5], [0.99, 1.0, 0.3], [0.0, 0.01]])
def test_labels_are_pushed_apart_in_their_order(heights):
    placed = _curves._pushed_apart(heights)
    gaps = np.diff(placed[np.argsort(heights, kind="stable")])
    assert np.all(gaps > 0.9 * _curves.LABEL_GAP)


def test_a_diverging_path_does_not_widen_the_limits_of_the_others():
    staying = np.array([[-10.0, 2.0], [0.0, 0.0]])
    diverging = np.array([[-10.0, 2.0], [0.0, -50.0], [0.0, 1e9]])
    minimum = np.zeros(2)
    alone = _paths._limits([staying, minimum[None]], minimum)
    assert _paths._limits([staying, diverging, minimum[None]], minimum) == alone


@pytest.mark.parametrize(
    ("rates", "numbers"),
    [
        ([0.0005, 0.003, 0.04], ["0.0005", "0.003", "0.04"]),
        ([1 / 256, 1 / 64, 1 / 16], ["0.00391", "0.0156", "0.0625"]),
        ([0.5, 20, 1025], ["0.5", "20", "1025"]),
        (np.geomspace(0.01, 1, 9), ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"]),
    ],
)
def test_a_short_logarithmic_axis_has_plain_numbers(rates, numbers):
    figure, axes = plots.new_figure()
    plots.draw_curves(axes[0, 0], {"a": np.ones(len(rates))}, x=rates, log_x=True)
    figure.canvas.draw()
    low, high = axes[0, 0].get_xlim()
    labels = axes[0, 0].get_xticklabels()
    inside = [label.get_text() for label in labels if low < label._x < high]
    assert inside == numbers
