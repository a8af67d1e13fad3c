"""The examination of real small networks."""

import random

import numpy as np
import pytest
from tensorflow import keras

from labhelpers import clinic, datasets, plots, training
from labhelpers.clinic.examination import _copying
from labhelpers.plots import _report

DIGITS = datasets.load("digits")
X, Y = DIGITS.x_train[:320], DIGITS.y_train[:320].astype("int64")
HELD_OUT = DIGITS.x_val[:160], DIGITS.y_val[:160].astype("int64")


def build(*, rate=0.1, end=None, scores=True, optimizer=None):
    keras.utils.set_random_seed(3)
    layers = [keras.Input((64,))]
    for _ in range(2):
        layers.append(keras.layers.Dense(32, "relu"))
    layers.append(keras.layers.Dense(10, end))
    if end:
        layers.append(keras.layers.Reshape((10,)))
    model = keras.Sequential(layers)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=scores)
    model.compile(optimizer or keras.optimizers.SGD(rate), loss, metrics=["accuracy"])
    return model


class Subclassed(keras.Model):
    def __init__(self, mode=None):
        super().__init__()
        self.hidden = keras.layers.Dense(32, activation="relu")
        self.dropout = keras.layers.Dropout(0.2)
        self.end = keras.layers.Dense(10)
        self.mode = mode

    def call(self, x, training=False):
        mode = training if self.mode is None else self.mode
        return self.end(self.dropout(self.hidden(x), training=mode))


def subclassed(mode=None):
    keras.utils.set_random_seed(3)
    model = Subclassed(mode)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(0.1), loss, metrics=["accuracy"])
    model(X[:1])
    return model


def examined(model, x=X, y=Y, held_out=HELD_OUT, **about):
    return clinic.examine(model, x, y, validation_data=held_out, **about)


def shuffled(y):
    return np.random.default_rng(1).permutation(y)


def never(rate=0.1):
    late = keras.optimizers.schedules.PiecewiseConstantDecay([5000], [rate, rate / 10])
    return keras.optimizers.SGD(late)


ORDER = np.argsort(Y, kind="stable")
CASES = {
    "softmax twice": lambda: examined(build(end="softmax")),
    "softmax missing": lambda: examined(build(scores=False)),
    "learning rate too high": lambda: examined(build(rate=20.0)),
    "learning rate too low": lambda: examined(build(rate=1e-5)),
    "features not scaled": lambda: examined(
        build(), X * 255, held_out=(HELD_OUT[0] * 255, HELD_OUT[1])
    ),
    "labels shuffled": lambda: examined(build(), y=shuffled(Y)),
    "sorted, not shuffled": lambda: examined(
        build(), X[ORDER], Y[ORDER], shuffle=False
    ),
    "validation leak": lambda: examined(build(), held_out=(X[:100], Y[:100])),
    "constant labels": lambda: examined(build(), y=np.zeros_like(Y)),
    "wrong mode in use": lambda: examined(subclassed(mode=True)),
    "schedule that never fires": lambda: examined(build(optimizer=never())),
    "loss does not fit the labels": lambda: examined(
        build(), y=keras.utils.to_categorical(Y), held_out=None
    ),
    "NaN in the data": lambda: examined(build(), np.where(X > 0.99, np.nan, X)),
}


@pytest.mark.parametrize("name", CASES)
def test_a_real_network_gets_its_cause_first(name):
    report = CASES[name]()
    assert report.outcome == "suspects"
    assert report.names[0] == name
    assert name in str(report) and "line:" in str(report)


@pytest.mark.parametrize("make", [build, subclassed])
def test_a_healthy_network_has_nothing_conspicuous_and_stays_as_it_was(make):
    model = make()
    before = [each.numpy() for each in model.variables]
    optimizer, config = model.optimizer, model.optimizer.get_config()
    state = random.getstate()
    report = examined(model, epochs=30)
    assert report.outcome == "nothing conspicuous" and not report.suspects
    assert random.getstate() == state
    assert model.optimizer is optimizer and optimizer.get_config() == config
    assert not optimizer.built
    for one, other in zip(before, model.variables, strict=True):
        np.testing.assert_array_equal(one, other)


def test_after_an_examination_a_network_trains_as_its_twin_that_was_not_examined():
    losses = []
    for is_examined in (True, False):
        model = subclassed()
        if is_examined:
            examined(model, epochs=2)
        keras.utils.set_random_seed(5)
        history = model.fit(X, Y, epochs=2, shuffle=False, verbose=0)
        losses.append(history.history["loss"])
    np.testing.assert_allclose(*losses, rtol=1e-5)


def test_a_copy_goes_on_where_a_trained_network_stands():
    model = build(optimizer=keras.optimizers.Adam(0.01))
    training.fit(model, X, Y, epochs=2)
    copy = _copying.Copy(model, X, Y)
    copy.restart()
    for one, other in zip(model.get_weights(), copy.model.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    assert int(copy.model.optimizer.iterations) == int(model.optimizer.iterations) > 0


def test_a_copy_keeps_frozen_layers():
    model = build()
    model.layers[0].trainable = False
    copy = _copying.Copy(model, X, Y).model
    assert [e.trainable for e in copy.layers] == [False, True, True]


@pytest.mark.parametrize("num_examples", [64, 3200])
def test_an_examination_has_at_most_thirty_epochs_unless_they_are_short(num_examples):
    from labhelpers.clinic.examination import _watching

    plan = {"epochs": 500, "batch_size": 32}
    steps = num_examples // 32
    most = _watching.epochs_of(num_examples, plan)
    assert most <= 30 or most * steps <= 1000 + 30 * steps


def refused(model=None, x=X, y=Y, **about):
    return clinic.examine(model or build(), x, y, **about)


class OwnStep(Subclassed):
    def train_step(self, data):
        return super().train_step(data)


def two_outputs():
    inputs = keras.Input((64,))
    ends = [keras.layers.Dense(1)(inputs) for _ in range(2)]
    model = keras.Model(inputs, ends)
    model.compile("sgd", "mse")
    return model


def own_step():
    model = OwnStep()
    model.compile("sgd", "mse")
    return model


def unbuilt():
    model = Subclassed()
    model.compile("sgd", "mse")
    return model


REFUSED = {
    "no model": (lambda: refused("model"), TypeError, "received str"),
    "not compiled": (
        lambda: refused(keras.Sequential([keras.Input((64,))])),
        ValueError,
        "compiled",
    ),
    "train_step": (lambda: refused(own_step()), ValueError, "train_step"),
    "outputs": (lambda: refused(two_outputs()), ValueError, "one output"),
    "unbuilt": (lambda: refused(unbuilt()), ValueError, r"x_train\[:1\]"),
    "generator": (
        lambda: refused(x=(row for row in X)),
        TypeError,
        "arrays.*received generator",
    ),
    "strings": (lambda: refused(y=np.array(["a"] * len(Y))), TypeError, "numbers"),
    "lengths": (lambda: refused(y=Y[:-1]), ValueError, "label per example"),
    "validation": (lambda: refused(validation_data=X), TypeError, "x_val, y_val"),
    "shapes": (
        lambda: refused(validation_data=(X[:, :3], Y)),
        ValueError,
        "same shape",
    ),
    "epochs": (lambda: refused(epochs=0), ValueError, "epochs"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_examined_gets_a_sentence(name):
    call, error, words = REFUSED[name]
    with pytest.raises(error, match=words):
        call()


def test_too_few_examples_tell_nothing():
    report = examined(build(), X[:10], Y[:10], held_out=None)
    assert report.outcome == "cannot tell" and "too few" in str(report)
    assert any("validation_data" in each for each in report.not_judged)


@pytest.mark.parametrize("name", ["softmax twice", "NaN in the data"])
def test_the_nine_views_of_a_report_are_drawn(name, monkeypatch):
    shown = []
    monkeypatch.setattr(_report, "show", lambda *figure: shown.append(figure))
    plots.show_report(CASES[name]())
    ((figure, title, alt),) = shown
    assert len(figure.axes) == 9 and name in title and name in alt
    assert all(ax.get_title(loc="left") or ax.texts for ax in figure.axes)


STRANGERS = {
    1: "features not scaled",
    2: "validation leak",
    3: "loss does not fit the labels",
}


@pytest.mark.parametrize("number", STRANGERS)
def test_a_stranger_has_one_suspect_that_comes_first(number):
    assert clinic.examine(**clinic.stranger(number)).names[0] == STRANGERS[number]


def test_an_unknown_stranger_is_an_error():
    with pytest.raises(ValueError, match="1, 2, 3; received 4"):
        clinic.stranger(4)
