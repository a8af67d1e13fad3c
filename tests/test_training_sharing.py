"""A pass that was traced for one model trains others of its graph, and no others."""

import functools
import gc
import weakref

import numpy as np
import pytest
import tensorflow as tf
from tensorflow import keras

from labhelpers import training
from labhelpers.training import cache, passes, sharing

GENERATOR = np.random.default_rng(3)
X = GENERATOR.normal(size=(50, 6)).astype("float32")
Y = (X[:, 0] > 0.7).astype("int64") + (X[:, 2] > 0.5)
DATA = {"x": X, "y": Y, "batch_size": 16}
VALIDATED = {"validation_data": (X[:20], Y[:20])}
LOSS = keras.losses.SparseCategoricalCrossentropy


@pytest.fixture(autouse=True)
def traced(monkeypatch):
    """Start without traces; return a list of the kinds of those that are made."""
    monkeypatch.setattr(sharing, "TRACES", cache.Cache(24))
    kinds, trace = [], passes.CompiledPass._trace

    def noted(self, specs):
        kinds.append(self._kind)
        return trace(self, specs)

    monkeypatch.setattr(passes.CompiledPass, "_trace", noted)
    return kinds


def build(
    rate=0.1,
    layers=(),
    activation="tanh",
    l2=0.0,
    optimizer=keras.optimizers.SGD,
    loss=LOSS,
    metrics=("accuracy",),
    **numbers,
):
    penalty = keras.regularizers.L2(l2)
    dense = keras.layers.Dense(5, activation, kernel_regularizer=penalty)
    layers = [keras.Input((6,)), dense, *[each() for each in layers]]
    model = keras.Sequential([*layers, keras.layers.Dense(3)])
    metrics = [each() if callable(each) else each for each in metrics]
    model.compile(optimizer(rate, **numbers), loss(from_logits=True), metrics=metrics)
    return model


def train(model, fit=training.fit, **changes):
    """Train as with one seed; return all that a training leaves, by name."""
    keras.utils.set_random_seed(1)
    changes = {"epochs": 3} | changes
    history = fit(model, **DATA, **changes).history
    variables = [*model.variables, *model.optimizer.variables]
    found = {f"variable {n}": v.numpy() for n, v in enumerate(variables)}
    return found | {name: np.array(values) for name, values in history.items()}


def assert_same(found, expected, atol=0.0):
    assert list(found) == list(expected)
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], values, rtol=0, atol=atol, err_msg=name)


def seeded(**settings):
    keras.utils.set_random_seed(1)
    return build(**settings)


def noise():
    return keras.layers.Dropout(0.3)


SHARED = {
    "SGD": {},
    "momentum": {"momentum": 0.9, "nesterov": True},
    "Adam with decay": {"optimizer": keras.optimizers.Adam, "weight_decay": 0.1},
    "a schedule": {"rate": keras.optimizers.schedules.CosineDecay(0.1, 5)},
    "dropout and batch normalization": {
        "layers": (noise, keras.layers.BatchNormalization)
    },
    "a penalty": {"l2": 0.1},
    "metrics": {"metrics": (keras.metrics.SparseTopKCategoricalAccuracy, "accuracy")},
}


@pytest.mark.parametrize("name", SHARED)
def test_the_second_model_of_a_graph_is_not_traced_and_trains_as_the_first(
    name, traced
):
    first = train(seeded(**SHARED[name]), **VALIDATED)
    assert sorted(traced) == ["train", "validate"]
    second = train(seeded(**SHARED[name]), **VALIDATED)
    assert len(traced) == 2
    assert_same(second, first)


@pytest.mark.parametrize("name", ["SGD", "Adam with decay", "a penalty"])
def test_the_second_model_trains_as_under_model_fit(name):
    train(build(**SHARED[name]), **VALIDATED)
    ours = train(seeded(**SHARED[name]), shuffle=False, **VALIDATED)
    changes = {"shuffle": False, "verbose": 0, **VALIDATED}
    kerass = train(seeded(**SHARED[name]), keras.Model.fit, **changes)
    assert_same(ours, kerass, atol=2e-5)


def test_learning_rates_are_each_models_own_and_may_change_in_a_training(traced):
    class Halving(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            self.model.optimizer.learning_rate = self.model.optimizer.learning_rate / 2

    train(build(rate=0.5))
    slow, halved = (
        train(seeded(rate=0.01), callbacks=each) for each in ([], [Halving()])
    )
    assert len(traced) == 1
    assert halved["loss"][0] == slow["loss"][0]
    assert halved["loss"][2] != slow["loss"][2]
    model = seeded(rate=0.01)
    assert_same(train(model, callbacks=[Halving()]), halved)
    assert float(model.optimizer.learning_rate) == pytest.approx(0.01 / 8)


def test_the_first_model_stays_as_it_is_and_goes_on():
    first = seeded()
    before, kept = train(first), first.get_weights()
    second = build()
    train(second)
    for values, other in zip(first.get_weights(), kept, strict=True):
        assert np.array_equal(values, other)
    assert int(first.optimizer.iterations) == int(second.optimizer.iterations) == 12
    after = train(first)
    assert after["loss"][0] < before["loss"][-1]
    assert int(first.optimizer.iterations) == 24


def same(model):
    return model


def frozen(model):
    model.layers[0].trainable = False
    model.compile(
        keras.optimizers.SGD(0.1), LOSS(from_logits=True), metrics=["accuracy"]
    )
    return model


def changed_rate(model):
    model.layers[1].rate = 0.0
    return model


DIFFERENT = {
    "an activation": ({}, {"activation": "relu"}, None),
    "a penalty": ({"l2": 0.1}, {"l2": 0.2}, None),
    "a momentum": ({"momentum": 0.5}, {"momentum": 0.9}, None),
    "an optimizer": ({}, {"optimizer": keras.optimizers.RMSprop}, None),
    "clipped gradients": ({"clipnorm": 0.5}, {"clipnorm": 0.1}, None),
    "a loss": ({}, {"loss": lambda from_logits: LOSS(ignore_class=0)}, None),
    "a metric": ({}, {"metrics": ("sparse_top_k_categorical_accuracy",)}, None),
    "a metric's name": (
        {"metrics": (lambda: keras.metrics.SparseCategoricalAccuracy("one"),)},
        {"metrics": (lambda: keras.metrics.SparseCategoricalAccuracy("two"),)},
        None,
    ),
    "frozen weights": ({}, {}, frozen),
    "a rate set later": ({"layers": (noise,)}, {"layers": (noise,)}, changed_rate),
    "a schedule": (
        {"rate": keras.optimizers.schedules.CosineDecay(0.1, 5)},
        {"rate": keras.optimizers.schedules.CosineDecay(0.1, 500)},
        None,
    ),
}


def without_penalty(model):
    model.layers[0].kernel_regularizer = None
    return model


def with_late_penalty(model):
    model.layers[0].kernel_regularizer = keras.regularizers.L2(0.5)
    return model


def with_late_variable_penalty(model):
    model.layers[0].kernel.regularizer = keras.regularizers.L2(0.5)
    return model


def with_late_constraint(model):
    model.layers[0].kernel.constraint = keras.constraints.MaxNorm(0.1)
    return model


def with_other_steepness(model):
    model.layers[1].negative_slope = 0.9
    return model


PENALIZED = {"l2": 0.5}
LEAKY = {"layers": (keras.layers.LeakyReLU,)}
# One network and a change of it after the build; another network, and what it needs.
CHANGED = {
    "a late penalty, then a penalty": (
        ({}, with_late_penalty),
        (PENALIZED, same),
    ),
    "a penalty taken away late, then none": (
        (PENALIZED, without_penalty),
        ({}, same),
    ),
    "a variable's penalty, then none": (
        ({}, with_late_variable_penalty),
        ({}, same),
    ),
    "a variable's constraint, then none": (({}, with_late_constraint), ({}, same)),
    "no constraint, then a variable's": (({}, same), ({}, with_late_constraint)),
    "an attribute of a layer": ((LEAKY, with_other_steepness), (LEAKY, same)),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_a_step_reads_of_each_network_decides_and_not_its_configuration(name):
    (settings, change), (other_settings, other_change) = CHANGED[name]
    train(change(build(**settings)))
    ours = train(other_change(seeded(**other_settings)), shuffle=False)
    keras_model = other_change(seeded(**other_settings))
    kerass = train(keras_model, keras.Model.fit, shuffle=False, verbose=0)
    assert_same(ours, kerass, atol=2e-5)


@pytest.mark.parametrize("name", DIFFERENT)
def test_models_that_differ_are_traced_apart(name, traced):
    one, other, change = DIFFERENT[name]
    change = change or same
    train(build(**one))
    after = train(change(seeded(**other)))
    assert len(traced) == 2
    sharing.TRACES.clear()
    assert_same(after, train(change(seeded(**other))))


def test_models_that_differ_only_in_their_start_share_a_trace(traced):
    starts = [
        functools.partial(keras.layers.Dense, 4, kernel_initializer=start)
        for start in ("ones", "he_normal")
    ]
    train(build(layers=[starts[0]]))
    after = train(build(layers=[starts[1]]))
    assert len(traced) == 1
    sharing.TRACES.clear()
    assert_same(after, train(build(layers=[starts[1]])))


def normalization():
    layer = keras.layers.Normalization()
    layer.adapt(X * np.float32(GENERATOR.uniform(1, 9)))
    return layer


class Own(keras.layers.Layer):
    def call(self, inputs):
        return 2 * inputs


@pytest.mark.parametrize(
    "settings",
    [
        {"layers": (lambda: keras.layers.Lambda(lambda x: 2 * x),)},
        {"layers": (Own,)},
        {"activation": lambda x: 2 * x},
        {"metrics": (lambda: keras.metrics.MeanMetricWrapper(lambda y, p: p, "own"),)},
    ],
    ids=["a function", "a class", "an activation", "a wrapped function"],
)
def test_what_is_not_keras_own_is_traced_for_every_model(settings, traced):
    for _ in range(2):
        train(build(**settings))
    assert len(traced) == 2 and not sharing.TRACES


def test_means_that_a_layer_has_taken_of_data_are_its_own(traced):
    def build_normalized():
        layers = [keras.Input((6,)), normalization(), keras.layers.Dense(3)]
        model = keras.Sequential(layers)
        model.compile("sgd", LOSS(from_logits=True), metrics=["accuracy"])
        return model

    for _ in range(2):
        model = build_normalized()
        weights = model.get_weights()
        ours = train(model, shuffle=False)
        again = keras.models.clone_model(model)
        again.layers[0].adapt(X)  # built; its numbers are replaced below
        again.compile("sgd", LOSS(from_logits=True), metrics=["accuracy"])
        again.set_weights(weights)
        again.layers[0].finalize_state()
        kerass = train(again, keras.Model.fit, shuffle=False, verbose=0)
        np.testing.assert_allclose(ours["loss"], kerass["loss"], atol=2e-5)
    assert len(traced) == 2


def test_data_of_another_kind_are_traced_apart(traced):
    train(build())
    keras.utils.set_random_seed(1)
    training.fit(build(), X, Y, sample_weight=np.ones(50), epochs=1)
    training.fit(build(), X.astype("float16"), Y.astype("int32"), epochs=1)
    assert traced.count("train") == 3


def test_a_constant_of_keras_that_a_trace_holds_counts(traced):
    train(build())
    before = keras.config.epsilon()
    try:
        keras.config.set_epsilon(0.001)
        train(build())
    finally:
        keras.config.set_epsilon(before)
    assert len(traced) == 2


def test_a_recorder_keeps_the_names_of_its_own_model(traced):
    records = []
    for _ in range(2):
        model, recorder = seeded(), training.Recorder()
        train(model, callbacks=[recorder])
        names = [layer.name for layer in model.layers]
        assert list(recorder.gradient_norm) == list(recorder.update_ratio) == names
        assert list(recorder.saturated) == names[:1]
        records.append([*recorder.gradient_norm.values(), recorder.loss])
    assert traced == ["record"]
    assert np.array_equal(*records)


def test_models_whose_trace_is_kept_can_be_forgotten():
    model = build()
    train(model)
    forgotten = weakref.ref(model)
    del model
    gc.collect()
    assert forgotten() is None and sharing.TRACES
    assert train(seeded())["loss"][-1] > 0


def test_no_more_traces_are_kept_than_said(monkeypatch):
    monkeypatch.setattr(sharing, "TRACES", cache.Cache(3))
    for momentum in (0.1, 0.2, 0.3):
        train(build(momentum=momentum), epochs=1)
    assert len(sharing.TRACES) == 3


def test_a_shared_pass_may_run_under_a_tape():
    train(build())
    with tf.GradientTape(persistent=True):
        under_tape = train(seeded())
    assert_same(train(seeded()), under_tape)
