import base64
import itertools

import numpy as np
import pytest

from labhelpers import (
    clinic,
    evaluation,
    layers,
    objectives,
    optimizers,
    plots,
    training,
    tuning,
    widgets,
)
from labhelpers.widgets import _moving, _paths, _search, _view

DRAW = np.random.default_rng(0)
CURVE = np.abs(np.linspace(1, -1, 30)) + DRAW.normal(scale=0.1, size=30)
GRID = np.array([(a, b) for a in range(-2, 3) for b in range(-2, 3)], dtype=float)
BOWL = objectives.Valley((1, 5), minimum=(1, 0.4))
RULES = {
    "plain": (optimizers.sgd_step, {}),
    "momentum": (optimizers.momentum_step, {"momentum": 0.9}),
    "Adam": (optimizers.adam_step, {}),
}


def build(learning_rate, rate):
    from tensorflow import keras

    model = keras.Sequential(
        [
            keras.Input((4,)),
            keras.layers.Dense(5, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(2, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


def valley():
    return widgets.valley_view(
        objectives.Valley((1, 25)),
        (-10, 2),
        learning_rate=[0.01, 0.05, 0.2],
        momentum=[0, 0.5, 0.99],
    )


def trained():
    x = np.random.default_rng(0).normal(size=(20, 4)).astype("float32")
    y = (x[:, 0] > 0).astype(int)
    return widgets.training_view(
        build,
        x=x,
        y=y,
        validation_data=(x, y),
        epochs=2,
        learning_rate=[0.01, 1e30],
        rate=[0.0, 0.9],
    )


def descent():
    return widgets.descent_view(
        objectives.Valley((2.5,)), start=2.0, learning_rate=[0.04, 0.4, 10.0]
    )


def batches():
    x, y = np.random.default_rng(0).normal(size=(2, 20))
    return widgets.batch_view(
        objectives.LineFit(x, y),
        start=(-2, 2),
        batch_size=[1, 4, 20],
        learning_rate=[0.01, 0.1, 10.0],
    )


def capacity():
    return widgets.capacity_view(seed=0, degree=[0, 3, 12], num_examples=[10, 20, 400])


def choosing():
    return widgets.choosing_view(seed=0, num_models=[1, 1000], num_examples=[30, 2000])


def scaling():
    y = GRID @ [2, -1] + 0.1
    losses = {s: objectives.PlaneFit(GRID * [1, s], y) for s in (1, 3, 10)}
    return widgets.scaling_view(losses, (0, 1), num_steps=30)


def turning(**changed):
    at = {"rotation": 45, "rule": "plain", "learning_rate": 0.01, **changed}
    return widgets.turning_view(
        {angle: objectives.Valley((1, 100), rotation=angle) for angle in (0, 45, 90)},
        RULES,
        start=(-1.0, 0.4),
        learning_rate=[0.001, 0.01, 100.0],
        at=at,
    )


def gradients(**values):
    draw = np.random.default_rng(0)
    x, y = draw.normal(size=(20, 8)), draw.integers(3, size=20)
    values = {"depth": [1, 10, 30], "gain": [0.1, 1.0, 30.0], **values}
    return widgets.gradient_view(x, y, seed=0, **values)


def moving():
    return widgets.moving_view(
        layers.moving_average, seed=0, momentum=[0.0, 0.999], batch_size=[2, 128]
    )


def stopping():
    return widgets.patience_view(
        lambda curve, patience, min_delta: evaluation.stopping_epochs(
            curve, patience, min_delta=min_delta, restore_best_weights=True
        ),
        CURVE,
        patience=[1, 5, 100],
        min_delta=[0, 0.1, 10.0],
    )


def minima(norm, strengths):
    pull = BOWL.curvatures * BOWL.minimum
    strengths = strengths[:, None]
    if norm == 2:
        return pull / (BOWL.curvatures + strengths)
    return np.maximum(pull - strengths, 0) / BOWL.curvatures


def penalty():
    return widgets.penalty_view(BOWL, minima, norms=[2, 1], strength=[0, 0.5, 30])


def search():
    strategies = {
        "first rows": lambda table, scores, budget, generator: list(range(budget)),
        "babysitting": tuning.one_at_a_time,
    }
    return widgets.search_view(tuning.load_table(), strategies, seed=0)


def patient():
    return widgets.clinic_view(
        clinic.healthy(), seed=1, epochs=[2], learning_rate=[1e-5, 0.1, 1e30]
    )


VIEWS = {
    "batches": batches,
    "capacity": capacity,
    "choosing": choosing,
    "clinic": patient,
    "descent": descent,
    "gradients": gradients,
    "moving": moving,
    "patience": stopping,
    "penalty": penalty,
    "scaling": scaling,
    "search": search,
    "training": trained,
    "turning": turning,
    "valley": valley,
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_gives_a_picture_at_every_corner_of_its_sliders(name):
    view = VIEWS[name]()
    for corner in itertools.product(*[(v[0], v[-1]) for v in view.values.values()]):
        picture = view.picture(**dict(zip(view.values, corner, strict=True)))
        assert picture.png.startswith(b"\x89PNG")
        assert len(picture.alt.split()) > 10


@pytest.mark.parametrize("name", VIEWS)
def test_a_slider_that_moves_draws_the_picture_of_its_value(name):
    view = VIEWS[name]()
    view._redraw()
    before = view.image.value
    slider = next(name for name, options in view.values.items() if len(options) > 1)
    view.sliders[slider].value = view.values[slider][0]
    assert view.image.value == view.picture(**view.current()).png != before


def test_the_slider_of_an_argument_named_rate_is_called_dropout_rate():
    sliders = trained().sliders
    names = [sliders[name].description for name in ("learning_rate", "rate")]
    assert names == ["learning rate", "dropout rate"]


def test_the_last_picture_stays_after_an_error_which_is_named():
    def picture(number):
        return plots.Picture(b"png", "alt", 100) if number else 1 / number

    view = widgets.View(picture, {"number": [0, 1]}, {"number": 1})
    view._redraw()
    view.sliders["number"].value = 0
    assert view.image.value == b"png"
    assert "no picture. ZeroDivisionError" in view.message.value
    view.sliders["number"].value = 1
    assert view.message.value == ""


def test_a_stored_page_shows_the_static_twin_and_jupyterlab_the_sliders(monkeypatch):
    shown = []
    monkeypatch.setattr(
        _view, "display", lambda thing, raw=False: shown.append((thing, raw))
    )
    view = valley()
    view.show()
    monkeypatch.delenv("LABS_STRICT")
    view.show()
    (twin, _), (live, raw), (still, _) = shown
    assert twin.png == view.image.value
    assert raw and list(live) == [_view.WIDGET]
    assert base64.b64encode(view.image.value).decode("ascii") in still.data


def test_a_slider_needs_its_start_among_its_values():
    with pytest.raises(ValueError, match=r"its start among .* \[1, 2\]; received 3"):
        widgets.View(print, {"a": [1, 2]}, {"a": 3})


def test_a_training_view_leaves_the_seed_alone():
    training.set_seed()
    expected = np.random.random()  # noqa: NPY002
    training.set_seed()
    view = trained()
    view.picture(**view.start)
    assert np.random.random() == expected  # noqa: NPY002


def test_a_batch_view_with_all_examples_takes_the_steps_of_descent():
    x, y = np.random.default_rng().normal(size=(2, 20))
    line = objectives.LineFit(x, y)
    path = _paths.batch_path(line, (1.0, -1.0), 5, batch_size=20, learning_rate=0.1)
    expected = optimizers.descend(
        optimizers.sgd_step, line.gradient, (1.0, -1.0), 5, learning_rate=0.1
    )
    np.testing.assert_allclose(path, expected)


def test_a_batch_view_needs_batches_that_the_examples_can_fill():
    line = objectives.LineFit([1, 2], [1, 2])
    with pytest.raises(ValueError, match=r"from 1 to 2 are needed; received \[3\]"):
        widgets.batch_view(line, (0, 0), batch_size=[3], learning_rate=[0.1])


def test_the_path_of_a_batch_view_keeps_its_numbers_within_the_figure(monkeypatch):
    figures = []
    picture = plots.picture
    monkeypatch.setattr(
        plots, "picture", lambda f, *a, **k: figures.append(f) or picture(f, *a, **k)
    )
    x = np.linspace(-1.7, 1.7, 60)
    line = objectives.LineFit(x, 0.6 * x + 1.1 * np.cos(40 * x))
    view = widgets.batch_view(line, (-0.8, 0.9), batch_size=[16], learning_rate=[0.1])
    shown = view.picture(batch_size=16, learning_rate=0.1)
    assert "a bowl" in shown.alt
    path, loss = figures[0].axes
    assert (path.get_xlabel(), path.get_ylabel()) == ("slope w", "intercept b")
    high = loss.get_xlim()[1]
    numbers = [t.label1 for t in loss.xaxis.get_major_ticks() if t.get_loc() <= high]
    assert numbers[-1].get_window_extent().x1 <= figures[0].bbox.x1


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("clinic", {"epochs": 2, "learning_rate": 0.1}),
        ("penalty", {"strength": 0.5}),
        ("scaling", {"scale_of_x2": 3, "step": 30}),
        ("search", {"strategy": "babysitting", "trials": 18}),
        ("turning", {"rotation": 45, "rule": "plain", "learning_rate": 0.01}),
    ],
)
def test_a_view_starts_in_the_middle_or_where_most_is_seen(name, start):
    assert VIEWS[name]().start == start


def test_a_gradient_view_starts_at_the_gain_closest_to_one():
    assert gradients(gain=[0.2, 0.9, 5.0, 7.0, 9.0]).start["gain"] == 0.9


def test_a_gradient_view_draws_a_signal_that_explodes_beyond_all_numbers():
    view = gradients(depth=[400], gain=[1.0, 30.0])
    assert view.picture(depth=400, gain=30.0).png.startswith(b"\x89PNG")


def test_a_slider_of_names_shows_the_names():
    view = turning(rule="Adam")
    assert [label for label, _ in view.sliders["rule"].options] == list(RULES)
    assert view.current()["rule"] == "Adam"


def test_a_view_that_trains_waits_until_the_slider_is_let_go():
    for view in (trained(), patient()):
        assert not view.sliders["learning_rate"].continuous_update


def test_a_penalty_view_knows_two_norms():
    with pytest.raises(ValueError, match=r"1 or 2; received norms=\[3\]"):
        widgets.penalty_view(BOWL, minima, norms=[3], strength=[0, 1])


def test_without_memory_the_moving_average_is_the_last_batch():
    path = _moving._path(layers.moving_average, 1.0, np.array([3.0, 5.0]), 0.0)
    np.testing.assert_allclose(path, [1, 3, 5])


def test_trials_of_one_cell_stand_side_by_side_within_it():
    at = np.array([[2, 1], [0, 3], [2, 1], [2, 1], [0, 3], [1, 1]])
    places = _search.side_by_side(at)
    assert np.all(np.abs(places - at) < 0.5)
    assert np.array_equal(places[-1], at[-1])  # it is alone
    gaps = np.linalg.norm(places[:, None] - places, axis=2)
    assert np.all(gaps[~np.eye(len(at), dtype=bool)] > 0.4)
