"""What `training.fit` compiles, when it compiles again, and what it refuses."""

import gc
import warnings
import weakref

import numpy as np
import pytest
from tensorflow import keras

from labhelpers import training
from labhelpers.training import cache, sharing
from labhelpers.training.passes import Passes


@pytest.fixture(autouse=True)
def nothing_traced_yet(monkeypatch):
    """Start without passes of other models."""
    monkeypatch.setattr(sharing, "TRACES", cache.Cache(24))


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(size=(50, 4)).astype("float32")


@pytest.fixture
def y(x):
    return (x[:, 0] > 0).astype("int64")


@pytest.fixture
def model():
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
    compile_again(model)
    return model


def compile_again(model, **arguments):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"], **arguments)


@pytest.fixture
def no_model_fit(monkeypatch):
    """Make `model.fit` fail, so that only compiled training passes a test."""

    def fail(*_, **__):
        raise AssertionError("model.fit was called")

    monkeypatch.setattr(keras.Model, "fit", fail)


def num_traces(model):
    passes = Passes.of(model)
    return [
        each._function.experimental_get_tracing_count()
        for each in (passes.train, passes.validate)
    ]


def test_one_compilation_serves_all_lengths_and_batch_sizes(model, x, y, no_model_fit):
    training.fit(model, x, y, epochs=3, validation_data=(x, y))
    training.fit(model, x[:20], y[:20], batch_size=7, validation_data=(x[:9], y[:9]))
    assert num_traces(model) == [1, 1]


def test_another_type_or_structure_of_data_is_compiled_once_more(model, x, y):
    training.fit(model, x, y)
    training.fit(model, x, y.astype("int32"), sample_weight=np.ones(50))
    assert num_traces(model) == [2, 0]


def test_compiling_the_model_again_is_noticed(model, x, y, no_model_fit):
    training.fit(model, x, y)
    model.compile(keras.optimizers.SGD(0.0), loss=model.loss, metrics=[])
    before = model.get_weights()
    history = training.fit(model, x, y).history
    assert list(history) == ["loss"]
    np.testing.assert_array_equal(model.get_weights()[0], before[0])


@pytest.mark.parametrize("epochs_before", [0, 2])
@pytest.mark.parametrize("before", [True, False])
def test_a_late_change_of_trainable_counts_as_under_model_fit(
    x, y, before, epochs_before
):
    """It is taken up only if the model has not been trained yet."""

    def train(fit):
        keras.utils.set_random_seed(0)
        first = keras.layers.Dense(3, activation="relu", trainable=before)
        model = keras.Sequential([keras.Input((4,)), first, keras.layers.Dense(2)])
        compile_again(model)
        if epochs_before:
            fit(model, x, y, epochs=epochs_before, shuffle=False, verbose=0)
        first.trainable = not before
        fit(model, x, y, epochs=2, shuffle=False, verbose=0)
        return model.get_weights()

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "A layer's `trainable` state has changed")
        pairs = zip(train(training.fit), train(keras.Model.fit), strict=True)
    for ours, theirs in pairs:
        np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-6)


@pytest.mark.skipif(
    not hasattr(keras.Model, "_warn_if_trainable_state_changed"),
    reason="before 3.15 Keras does not keep what was trainable when it compiled",
)
def test_a_late_change_of_trainable_is_warned_of_once(model, x, y):
    model.layers[-1].trainable = False
    with pytest.warns(UserWarning, match="has changed since the model was compiled"):
        training.fit(model, x, y)
    with warnings.catch_warnings():
        warnings.filterwarnings("error", "A layer's `trainable` state has changed")
        training.fit(model, x, y)


def test_after_a_new_compilation_frozen_weights_stay(model, x, y):
    training.fit(model, x, y)
    model.layers[-1].trainable = False
    compile_again(model)
    before = model.get_weights()[0]
    with pytest.warns(UserWarning, match="does not have any trainable weights"):
        training.fit(model, x, y)
    np.testing.assert_array_equal(model.get_weights()[0], before)


def test_a_model_that_was_trained_can_be_forgotten(x, y):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
    model.compile(optimizer="sgd", loss="mse")
    training.fit(model, x, y, validation_data=(x, y))
    forgotten = weakref.ref(model)
    del model
    gc.collect()
    assert forgotten() is None


def test_shuffling_follows_the_seed(x, y):
    def weights():
        training.set_seed()
        model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
        model.compile(optimizer="sgd", loss="mse")
        training.fit(model, x, y, batch_size=8, epochs=2)
        return model.get_weights()[0]

    np.testing.assert_array_equal(weights(), weights())


def test_every_epoch_visits_every_example_once_in_a_new_order(x, y):
    orders = training.arrays.epoch_orders(50, shuffle=True)
    first, second = next(orders), next(orders)
    assert sorted(first) == sorted(second) == list(range(50))
    assert list(first) != list(second)


def test_what_python_must_see_after_every_batch_goes_to_model_fit(model, x, y):
    class CountBatches(keras.callbacks.Callback):
        batches = 0

        def on_train_batch_end(self, batch, logs=None):
            self.batches += 1

    counter = CountBatches()
    training.fit(model, x, y, callbacks=[counter], epochs=2)
    assert counter.batches == 4
    compile_again(model, run_eagerly=True)
    assert len(training.fit(model, x, y, epochs=2).history["loss"]) == 2


def test_xla_is_used_when_the_model_asks_for_it(model, x, y, no_model_fit):
    compile_again(model, jit_compile=True)
    losses = training.fit(model, x, y, epochs=5, shuffle=False).history["loss"]
    assert losses[-1] < losses[0]


def test_verbose_prints_a_line_per_epoch(model, x, y, no_model_fit, capsys):
    training.fit(model, x, y, epochs=2, validation_data=(x, y), verbose=2)
    printed = capsys.readouterr().out
    assert printed.count("val_loss") == 2
    assert "Epoch 2/2" in printed
    training.fit(model, x, y)
    assert capsys.readouterr() == ("", "")


def test_an_interrupted_model_can_be_trained_on(model, x, y, no_model_fit):
    class Interrupt(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        training.fit(model, x, y, epochs=2, callbacks=[Interrupt()])
    assert int(model.optimizer.iterations) == 2
    assert len(training.fit(model, x, y, epochs=2).history["loss"]) == 2


def test_arrays_of_every_common_type_are_taken(model, x, y, no_model_fit):
    tensor = keras.ops.convert_to_tensor(x)
    assert training.fit(model, x.astype("float64"), y[:, None]).history
    assert training.fit(model, tensor, list(y) and y.astype("uint8")).history
    assert keras.ops.dtype(model.weights[0]) == "float32"


WRONG = {
    "a list": (lambda x, y: {"x": x.tolist()}, TypeError, "x must be an array.*list"),
    "a generator": (lambda x, y: {"x": iter(x)}, TypeError, "x must be an array"),
    "no targets": (lambda x, y: {"y": [0, 1]}, TypeError, "y must be an array.*list"),
    "no examples": (lambda x, y: {"x": x[:0], "y": y[:0]}, ValueError, "one example"),
    "lengths": (lambda x, y: {"y": y[:9]}, ValueError, "x with 50, y with 9"),
    "few weights": (
        lambda x, y: {"sample_weight": np.ones(9)},
        ValueError,
        "sample_weight with 9",
    ),
    "features": (lambda x, y: {"x": x[:, :3]}, ValueError, "4"),
    "batch size": (
        lambda x, y: {"batch_size": 0},
        ValueError,
        "at least 1, received 0",
    ),
    "batch type": (lambda x, y: {"batch_size": 1.5}, ValueError, "integer.*1.5"),
    "epochs": (lambda x, y: {"epochs": "3"}, ValueError, "epochs must be an integer"),
    "array for pair": (
        lambda x, y: {"validation_data": x},
        ValueError,
        "validation_data must be",
    ),
    "one for pair": (
        lambda x, y: {"validation_data": (x,)},
        ValueError,
        "tuple of length 1",
    ),
    "validation lengths": (
        lambda x, y: {"validation_data": (x, y[:9])},
        ValueError,
        "y with 9",
    ),
    "validation features": (
        lambda x, y: {"validation_data": (x[:, :3], y)},
        ValueError,
        "4",
    ),
    "both weights": (
        lambda x, y: {"sample_weight": np.ones(50), "class_weight": {0: 2.0}},
        ValueError,
        "one kind of weights",
    ),
    "targets left out": (lambda x, y: {"y": None}, TypeError, "y must be.*NoneType"),
    "validated too often": (
        lambda x, y: {"validation_freq": 0},
        ValueError,
        "validation_freq .* at least 1, received 0",
    ),
    "validated at half an epoch": (
        lambda x, y: {"validation_freq": [1, 1.5]},
        ValueError,
        "Each epoch of validation_freq .* received 1.5",
    ),
    "validated by name": (
        lambda x, y: {"validation_freq": "last"},
        ValueError,
        "validation_freq .* received 'last'",
    ),
    "a way to shuffle": (lambda x, y: {"shuffle": "batch"}, ValueError, "'batch'"),
    "a callback's name": (
        lambda x, y: {"callbacks": ["EarlyStopping"]},
        TypeError,
        "callbacks must be",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_argument_is_named_before_any_weight_changes(name, model, x, y):
    arguments, error, message = WRONG[name]
    before = model.get_weights()[0]
    with pytest.raises(error, match=message):
        training.fit(model, **{"x": x, "y": y} | arguments(x, y))
    np.testing.assert_array_equal(model.get_weights()[0], before)
    assert int(model.optimizer.iterations) == 0


def test_a_model_must_be_a_compiled_keras_model(x, y):
    with pytest.raises(TypeError, match=r"keras\.Model, received a str"):
        training.fit("model", x, y)
    with pytest.raises(ValueError, match=r"call model\.compile"):
        training.fit(keras.Sequential([keras.layers.Dense(1)]), x, y)
