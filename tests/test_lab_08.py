"""Hold what lab 08 shows: its six curves, its view, its own Keras schedule."""

import itertools

import numpy as np
import pages
import pytest
from tensorflow import keras

from labhelpers import datasets, optimizers, widgets
from labhelpers.checks import learning_rate as checks
from labhelpers.mistakes import learning_rate as mistakes

NAME = "08_learning_rate"


@pytest.fixture(scope="module")
def page():
    words = ("def build_model", "def recorded", "class InverseSquareRoot")
    cells = [c for c in pages.code_cells(NAME) if any(w in c.source for w in words)]
    namespace, _ = pages.run_cells([pages.code_cells(NAME)[0], *cells])
    return namespace


def test_the_schedule_of_the_page_is_the_inverse_square_root_and_can_be_saved(page):
    schedule = page["InverseSquareRoot"](0.3)
    copy = keras.optimizers.schedules.deserialize(
        keras.optimizers.schedules.serialize(schedule)
    )
    steps = np.arange(50)
    expected = optimizers.inverse_sqrt_decay(steps, 0.3)
    np.testing.assert_allclose([schedule(t) for t in steps], expected, rtol=1e-6)
    np.testing.assert_allclose([copy(t) for t in steps], expected, rtol=1e-6)


def test_the_six_curves_of_the_page_have_the_diagnosis_that_it_gives(page):
    words = ["too small", "lost", "small batch", "right", "too large", "right"]
    for word, run in zip(words, checks.RUNS.values(), strict=True):
        read = []
        for seed in (1, 2, 3):
            _, losses = page["recorded"](page["data"], **run, seed=seed)
            assert len(losses) >= 300
            read.append(mistakes._read(losses[:300]))
        # where the rate is too large, rounding decides what a single run becomes
        assert read.count(word) >= (2 if word == "too large" else 3)


def test_the_batch_size_may_be_a_slider_of_a_training_view(page):
    data = datasets.load("digits")
    view = widgets.training_view(
        page["build_model"],
        x=data.x_train[:100],
        y=data.y_train[:100],
        validation_data=(data.x_val, data.y_val),
        epochs=2,
        learning_rate=[0.005, 2.0],
        batch_size=[8, 128],
    )
    for corner in itertools.product(*view.values.values()):
        picture = view.picture(**dict(zip(view.values, corner, strict=True)))
        assert picture.png.startswith(b"\x89PNG")
        assert len(picture.alt.split()) > 10
