import io

import numpy as np
import pytest
from PIL import Image

from labhelpers import objectives, plots, training
from labhelpers._missing import Missing
from labhelpers.plots import _curves, _images, _panels, _paths, _runs

ABOUT = {"title": "A finding that is a sentence", "alt": "What one would see in it."}
VALLEY = objectives.Valley((1, 25))


SHOWS = {
    "curves": lambda about: plots.show_curves(
        {"a": [1, 2, 3], "b": np.ones((5, 3))}, x="x", y="y", **about
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


def test_the_lowest_panel_of_every_column_has_numbers_and_a_name(monkeypatch):
    figures = []
    monkeypatch.setattr(_panels, "show", lambda figure, *about: figures.append(figure))
    panels = {name: {"a": [1, 2]} for name in "abcde"}
    plots.show_panels(panels, x="epoch", columns=3, **ABOUT)
    axes = figures[0].axes
    assert [ax.get_xlabel() for ax in axes[:5]] == ["", "", *["epoch"] * 3]
    numbered = [
        any(t.label1.get_visible() for t in ax.xaxis.get_major_ticks())
        for ax in axes[:5]
    ]
    assert numbered == [False, False, True, True, True]


def test_images_can_say_what_their_rows_and_columns_are(monkeypatch):
    figures = []
    monkeypatch.setattr(_images, "show", lambda figure, *about: figures.append(figure))
    images = {"left": np.eye(3), "right": np.eye(3)}
    plots.show_images(images, x="unit", y="example", **ABOUT)
    assert [ax.get_xlabel() for ax in figures[0].axes] == ["unit", "unit"]
    assert [ax.get_ylabel() for ax in figures[0].axes] == ["example", ""]


def test_panels_that_share_no_y_axis_have_names_of_their_own(monkeypatch):
    figures = []
    monkeypatch.setattr(_panels, "show", lambda figure, *about: figures.append(figure))
    panels = {"left": {"a": [1, 2]}, "right": {"a": [3, 4]}}
    plots.show_panels(panels, sharey=False, y=["loss", "accuracy"], **ABOUT)
    assert [ax.get_ylabel() for ax in figures[0].axes] == ["loss", "accuracy"]
    with pytest.raises(ValueError, match="zip"):
        plots.show_panels(panels, sharey=False, y=["loss"], **ABOUT)


def test_a_shared_logarithmic_axis_is_numbered_for_all_panels(monkeypatch):
    figures = []
    monkeypatch.setattr(_panels, "show", lambda figure, *about: figures.append(figure))
    wide, narrow = {"a": [0.1, 500]}, {"a": [0.2, 0.3]}
    for panels in ({"left": wide, "right": narrow}, {"left": narrow, "right": wide}):
        plots.show_panels(panels, x="epoch", y="loss", **ABOUT)
    ticks = [figure.axes[0].get_yticks().tolist() for figure in figures]
    assert ticks[0] == ticks[1] and np.all(np.diff(np.log10(ticks[0])) > 0.9)


@pytest.mark.parametrize(
    ("x", "is_whole"), [(None, True), (("x", np.arange(3) / 2), False)]
)
def test_an_axis_of_whole_numbers_shows_whole_numbers(x, is_whole):
    figure, axes = plots.new_figure(width=6)
    plots.draw_curves(axes[0, 0], {"a": np.ones(3)}, x=x)
    figure.draw_without_rendering()
    ticks = axes[0, 0].get_xticks()
    assert np.all(ticks == np.round(ticks)) == is_whole


def test_figures_do_not_depend_on_a_students_own_style(shown):
    import matplotlib
    from matplotlib import style

    SHOWS["panels"](ABOUT)
    dark = style.library["dark_background"]
    with matplotlib.rc_context({**dark, "text.usetex": True, "font.size": 20}):
        SHOWS["panels"](ABOUT)
    plain, styled = shown
    assert plain.png == styled.png


def scales_of(curves, **axes):
    """Return the scales that are chosen for x and y."""
    _, ((ax,),) = plots.new_figure()
    plots.draw_curves(ax, curves, **axes)
    return ax.get_xscale(), ax.get_yscale()


def test_an_axis_is_logarithmic_where_its_values_ask_for_it():
    rates, steps = np.geomspace(0.001, 1, 7), np.arange(1, 401)
    assert scales_of({"a": rates}, x="step", y="loss") == ("linear", "log")
    assert scales_of({"a": 1 + rates}, x=("rate", rates), y="e")[0] == "log"
    assert scales_of({"a": steps}, x=("step", steps), y="e")[0] == "linear"
    assert scales_of({"a": rates - 0.01}, x="step", y="e")[1] == "linear"
    assert scales_of({"a": rates}, x="step", y="e", log_y=False)[1] == "linear"


def make_runs(losses, **settings):
    """Return runs of one epoch with losses of shape (settings, seeds)."""
    runs = training.Runs(training.grid(**settings), range(len(losses[0])), 1)
    for i, j in np.ndindex(np.shape(losses)):
        runs.record(i, j, 0, {"loss": losses[i][j]})
    runs.complete = True
    return runs


def test_a_sweep_is_drawn_by_value_with_one_line_per_other_setting(monkeypatch):
    figures = []
    monkeypatch.setattr(_runs, "show", lambda figure, *about: figures.append(figure))
    losses = [[1, 1, 1], [2, 2, 2], [3, 3, 9], [np.nan] * 3]
    runs = make_runs(losses, momentum=[0, 0.9], learning_rate=[0.1, 0.01])
    plots.show_sweep(runs, "learning_rate", "loss", **ABOUT)
    ax = figures[0].axes[0]
    low, high, edge = ax.lines
    assert low.get_xdata().tolist() == [0.01, 0.1] == high.get_xdata().tolist()
    assert low.get_ydata().tolist() == [2, 1] and low.get_label() == "momentum 0"
    assert high.get_ydata()[1] == 3 and high.get_ydata()[0] > 9
    assert set(edge.get_ydata()) == {high.get_ydata()[0]}


def test_a_hyperparameter_of_words_keeps_the_order_of_its_settings(monkeypatch):
    figures = []
    monkeypatch.setattr(_runs, "show", lambda figure, *about: figures.append(figure))
    runs = make_runs([[1, 2], [3, 4], [5, 6]], activation=["tanh", "relu", "elu"])
    plots.show_sweep(runs, "activation", "loss", **ABOUT)
    labels = [label.get_text() for label in figures[0].axes[0].get_xticklabels()]
    assert labels == ["tanh", "relu", "elu"]


GONE = Missing("0.1 is no longer among the values")


@pytest.mark.parametrize("name", ["curves", "groups", "strips", "histograms"])
def test_a_figure_leaves_out_what_is_missing(name, shown):
    show = getattr(plots, f"show_{name}")
    axes = {"y": "y"} if name in ("curves", "groups") else {"x": "x"}
    show({"a": [1.0, 2.0, 4.0], "b": GONE}, **axes, **ABOUT)
    show({"a": [1.0, 2.0, 4.0]}, **axes, **ABOUT)
    show({"a": GONE}, **axes, **ABOUT)
    beside, alone, nothing = shown
    assert beside.png == alone.png != nothing.png
    assert nothing.alt.startswith("Not judged: ")


def test_panels_of_missing_runs_are_left_out(shown):
    plots.show_panels({"left": {"a": [1, 2]}, "right": {"a": GONE}}, y="y", **ABOUT)
    plots.show_panels({"left": {"a": [1, 2]}}, y="y", **ABOUT)
    plots.show_runs(GONE, "loss", **ABOUT)
    assert shown[0].png == shown[1].png and shown[2].alt.startswith("Not judged")


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


@pytest.mark.parametrize(
    "heights", [[0.5, 0.5, 0.5], [0.99, 1.0, 0.3], [0.0, 0.01], [0.0] * 5]
)
def test_labels_are_pushed_apart_in_their_order_and_stay_beside_the_axis(heights):
    placed = _curves._pushed_apart(heights)
    gaps = np.diff(placed[np.argsort(heights, kind="stable")])
    assert np.all(gaps > 0.9 * _curves.LABEL_GAP)
    assert placed.min() >= 0
    assert placed.max() <= 1


def test_the_limits_of_surfaces_hold_every_path_and_every_minimum(monkeypatch):
    figures = []
    monkeypatch.setattr(_paths, "show", lambda figure, *about: figures.append(figure))
    far = objectives.Valley((1, 4), minimum=(7, -3))
    path = np.array([[0.0, 1.0], [2.0, 5.0]])
    plots.show_surfaces({"one": (far, path), "two": (VALLEY, path)}, **ABOUT)
    for ax, title in zip(figures[0].axes, ["one", "two"], strict=True):
        (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
        assert ax.get_title(loc="left") == title
        assert left < 0 and right > 7 and low < -3 and high > 5


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
        (
            [0.001, 0.004, 0.016, 0.06, 1, 4],
            ["0.001", "0.004", "0.016", "0.06", "1", "4"],
        ),
        (np.geomspace(0.01, 1, 9), ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"]),
    ],
)
def test_a_short_logarithmic_axis_has_plain_numbers(rates, numbers):
    figure, axes = plots.new_figure()
    plots.draw_curves(
        axes[0, 0], {"a": np.ones(len(rates))}, x=("rate", rates), log_x=True
    )
    figure.canvas.draw()
    low, high = axes[0, 0].get_xlim()
    labels = axes[0, 0].get_xticklabels()
    inside = [label.get_text() for label in labels if low < label._x < high]
    assert inside == numbers


def test_a_label_stands_where_its_line_ends_on_the_right():
    _, axes = plots.new_figure()
    curves = {"high on the right": np.array([1.0, 0.0]), "low": np.array([0.0, 1.0])}
    plots.draw_curves(axes[0, 0], curves, x=("x", [2, 1]), log_x=False, log_y=False)
    heights = {text.get_text(): text.xy[1] for text in axes[0, 0].texts}
    assert heights["high on the right"] > heights["low"]
