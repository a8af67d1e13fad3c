import base64
import itertools

import numpy as np
import pytest

from labhelpers import objectives, optimizers, plots, training, widgets
from labhelpers.widgets import _batches, _view

START = (-10, 2)


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
        START,
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


def test_a_batch_view_with_all_examples_takes_the_steps_of_descent():
    x, y = np.random.default_rng().normal(size=(2, 20))
    line = objectives.LineFit(x, y)
    path = _batches._path(line, (1.0, -1.0), 5, batch_size=20, learning_rate=0.1)
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


def capacity():
    return widgets.capacity_view(seed=0, degree=[0, 3, 12], num_examples=[10, 20, 400])


def choosing():
    return widgets.choosing_view(seed=0, num_models=[1, 1000], num_examples=[30, 2000])


VIEWS = {
    "batches": batches,
    "capacity": capacity,
    "choosing": choosing,
    "valley": valley,
    "training": trained,
    "descent": descent,
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
    slider = next(iter(view.sliders))
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
