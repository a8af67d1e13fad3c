"""Random models and calls: `training.fit` and `sweep` against `model.fit`."""

import contextlib
import functools

import numpy as np
import pytest
from tensorflow import keras

from labhelpers import models, training
from labhelpers.training import work

pytest.importorskip("hypothesis", reason="It comes with the extra `build`")
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

layers, losses, optimizers = keras.layers, keras.losses, keras.optimizers
regularizers, constraints = keras.regularizers, keras.constraints
GENERATOR = np.random.default_rng(5)
X = GENERATOR.normal(size=(44, 6)).astype("float32")
Y = ((X[:, 0] > 0.7).astype("int64") + (X[:, 2] > 0.5))[:, np.newaxis]
WEIGHTS = GENERATOR.uniform(size=44)


class Centred(layers.Layer):
    """A layer of a reader's own, which looks at the whole batch."""

    def call(self, inputs):
        return inputs - keras.ops.mean(inputs, axis=0)


class Penalizing(layers.Layer):
    def call(self, inputs):
        self.add_loss(0.1 * keras.ops.mean(inputs**2))
        return inputs


class Subclassed(keras.Model):
    def __init__(self, stack):
        super().__init__()
        self.stack = stack

    def call(self, inputs):
        for layer in self.stack:
            inputs = layer(inputs)
        return inputs


class TrainsTwice(keras.Sequential):
    def train_step(self, data):
        super().train_step(data)
        return super().train_step(data)


def own_loss(y_true, y_pred):
    each = losses.sparse_categorical_crossentropy(y_true, y_pred, from_logits=True)
    return keras.ops.sqrt(keras.ops.mean(each))


def spread(y_true, y_pred):
    return keras.ops.max(y_pred, axis=-1) - keras.ops.min(y_pred, axis=-1)


def sequence(layer):
    return [layers.Reshape((3, 2)), layer, layers.Flatten()]


HIDDEN = {  # from six features to six
    "dense": lambda: [layers.Dense(6, "relu")],
    "tanh": lambda: [layers.Dense(6, "tanh", use_bias=False)],
    "L2": lambda: [layers.Dense(6, kernel_regularizer=regularizers.L2(0.1))],
    "L1L2": lambda: [layers.Dense(6, bias_regularizer=regularizers.L1L2(0.1, 0.2))],
    "L1": lambda: [layers.Dense(6, kernel_regularizer=regularizers.L1(0.1))],
    "max norm": lambda: [layers.Dense(6, kernel_constraint=constraints.MaxNorm(0.4))],
    "activity": lambda: [layers.Dense(6, activity_regularizer=regularizers.L2(0.1))],
    "frozen": lambda: [layers.Dense(6, trainable=False)],
    "dropout": lambda: [layers.Dropout(0.3)],
    "seeded dropout": lambda: [layers.Dropout(0.3, seed=4)],
    "noise": lambda: [layers.GaussianNoise(0.3)],
    "batch": lambda: [layers.BatchNormalization(momentum=0.7)],
    "layer": lambda: [layers.LayerNormalization()],
    "group": lambda: [layers.GroupNormalization(groups=1)],
    "leaky": lambda: [layers.LeakyReLU(0.2)],
    "softmax of the batch": lambda: [layers.Softmax(axis=0)],
    "convolution": lambda: sequence(layers.Conv1D(3, 2)),
    "recurrent": lambda: sequence(layers.GRU(6)),
    "masked": lambda: [
        layers.Reshape((3, 2)),
        layers.ReLU(),
        layers.Masking(),
        layers.LSTM(6),
    ],
    "centred": lambda: [Centred()],
    "penalizing": lambda: [Penalizing()],
    "lambda": lambda: [layers.Lambda(lambda x: 2 * x)],
    "maxout": lambda: [models.Maxout(6, 2)],
    "nested": lambda: [
        keras.Sequential([layers.Dense(6, "relu"), layers.Dropout(0.2)])
    ],
    "bfloat16": lambda: [layers.Dense(6, dtype="mixed_bfloat16")],
}
FORMS = ("sequential", "functional", "subclass", "unbuilt", "trains twice")
DECAY = optimizers.schedules.ExponentialDecay
OPTIMIZERS = {
    "SGD": lambda: optimizers.SGD(0.1),
    "momentum": lambda: optimizers.SGD(0.05, momentum=0.9, nesterov=True),
    "clipped": lambda: optimizers.SGD(0.1, clipnorm=0.1),
    "schedule": lambda: optimizers.SGD(DECAY(0.1, 2, 0.5)),
    "Adam": lambda: optimizers.Adam(0.01, epsilon=0.001),
    "AMSGrad": lambda: optimizers.Adam(0.01, epsilon=0.001, amsgrad=True),
    "AdamW": lambda: optimizers.AdamW(0.01, weight_decay=0.1, epsilon=0.001),
    "RMSprop": lambda: optimizers.RMSprop(0.01, centered=True, epsilon=0.01),
    "Adagrad": lambda: optimizers.Adagrad(0.05),
    "Nadam": lambda: optimizers.Nadam(0.01, epsilon=0.001),
    "averages": lambda: optimizers.SGD(0.1, use_ema=True, ema_overwrite_frequency=2),
    "accumulation": lambda: optimizers.SGD(0.1, gradient_accumulation_steps=2),
    "scaled": lambda: optimizers.LossScaleOptimizer(optimizers.SGD(0.1)),
    "excluding": lambda: excluding(optimizers.SGD(0.1, weight_decay=0.2)),
}
SPARSE = functools.partial(losses.SparseCategoricalCrossentropy, from_logits=True)
LOSSES = {
    "sparse": SPARSE,
    "ignoring": lambda: SPARSE(ignore_class=0),
    "summed": lambda: SPARSE(reduction="sum"),
    "own": lambda: own_loss,
    "circle": lambda: losses.Circle(),
    "mse": lambda: "mse",
    "huber": lambda: losses.Huber(delta=0.3),
}
METRICS = {
    "accuracy": lambda: "accuracy",
    "top 2": lambda: keras.metrics.SparseTopKCategoricalAccuracy(2, name="top"),
    "entropy": lambda: keras.metrics.SparseCategoricalCrossentropy(from_logits=True),
    "root": lambda: keras.metrics.RootMeanSquaredError(),
    "spread": lambda: spread,
    "wrapped": lambda: keras.metrics.MeanMetricWrapper(spread, name="wrapped"),
}
CALLBACKS = {
    "stopping": lambda: keras.callbacks.EarlyStopping("loss", min_delta=0.1),
    "plateau": lambda: keras.callbacks.ReduceLROnPlateau("loss", patience=1),
    "schedule": lambda: keras.callbacks.LearningRateScheduler(
        lambda epoch, rate: rate / (epoch + 1)
    ),
    "nan": lambda: keras.callbacks.TerminateOnNaN(),
}


def excluding(optimizer):
    optimizer.exclude_from_weight_decay(var_names=["bias"])
    return optimizer


def late(**attributes):
    """A change of the first layer that has these attributes."""

    def change(model):
        for layer in keras_layers(model):
            if all(hasattr(layer, name) for name in attributes):
                for name, value in attributes.items():
                    with contextlib.suppress(AttributeError):  # a property
                        setattr(layer, name, value)
                return

    return change


def on_weight(**attributes):
    """A change of the first weight."""

    def change(model):
        for name, value in attributes.items():
            if model.weights:
                setattr(model.weights[0], name, value)

    return change


def of_optimizer(name, value):
    return lambda model: setattr(model.optimizer, name, value)


def of_loss(name, value):
    def change(model):
        if isinstance(model.loss, losses.Loss):
            setattr(model.loss, name, value)

    return change


CHANGES = {
    "regularizer": late(kernel_regularizer=regularizers.L2(0.3)),
    "no regularizer": late(kernel_regularizer=None),
    "weight's regularizer": on_weight(regularizer=regularizers.L2(0.3)),
    "weight's constraint": on_weight(constraint=constraints.MaxNorm(0.2)),
    "activation": late(activation=keras.activations.sigmoid),
    "rate": late(rate=0.6),
    "momentum of means": late(momentum=0.2),
    "slope": late(negative_slope=0.7),
    "activity": late(activity_regularizer=regularizers.L2(0.5)),
    "learning rate": of_optimizer("learning_rate", 0.02),
    "momentum": of_optimizer("momentum", 0.5),
    "clipping": of_optimizer("clipnorm", 0.05),
    "weight decay": of_optimizer("weight_decay", 0.3),
    "reduction": of_loss("reduction", "sum"),
}


def keras_layers(model):
    return [*model._flatten_layers(include_self=False)]


MODEL = st.fixed_dictionaries(
    {
        "form": st.sampled_from(("sequential",) * 3 + FORMS),
        "hidden": st.lists(st.sampled_from(sorted(HIDDEN)), max_size=2),
        "optimizer": st.sampled_from(sorted(OPTIMIZERS)),
        "loss": st.sampled_from(sorted(LOSSES)),
        "metrics": st.lists(st.sampled_from(sorted(METRICS)), max_size=2, unique=True),
        "weighted": st.booleans(),
        "change": st.sampled_from([None, None, *sorted(CHANGES)]),
    }
)
CALL = st.fixed_dictionaries(
    {
        "batch_size": st.sampled_from([None, 1, 7, 16, 44, 1000, 2**40]),
        "epochs": st.sampled_from([1, 2, 3]),
    },
    optional={
        "validation": st.sampled_from(["pair", "weighted", "split"]),
        "validation_freq": st.sampled_from([2, [1, 3]]),
        "weights": st.sampled_from(["examples", "classes"]),
        "callback": st.sampled_from(sorted(CALLBACKS)),
        "initial_epoch": st.just(1),
    },
)


def built(spec):
    """Return the model of a specification, after its change."""
    hidden = [layer for name in spec["hidden"] for layer in HIDDEN[name]()]
    stack = [*hidden, layers.Dense(3)]
    if spec["form"] == "functional":
        inputs = keras.Input((6,))
        outputs = inputs
        for layer in stack:
            outputs = layer(outputs)
        outputs = layers.Add()([outputs, layers.Dense(3)(inputs)])
        model = keras.Model(inputs, outputs)
    elif spec["form"] == "subclass":
        model = Subclassed(stack)
    else:
        kind = TrainsTwice if spec["form"] == "trains twice" else keras.Sequential
        start = [] if spec["form"] == "unbuilt" else [keras.Input((6,))]
        model = kind([*start, *stack])
    metrics = [METRICS[name]() for name in spec["metrics"]]
    model.compile(
        OPTIMIZERS[spec["optimizer"]](),
        LOSSES[spec["loss"]](),
        **{"weighted_metrics" if spec["weighted"] else "metrics": metrics},
    )
    if spec["change"]:
        CHANGES[spec["change"]](model)
    return model


def arguments(call):
    """Return the arguments of `fit`."""
    given = {
        name: value
        for name, value in call.items()
        if name in ("batch_size", "epochs", "validation_freq", "initial_epoch")
    }
    if call.get("validation") == "split":
        given["validation_split"] = 0.3
    elif "validation" in call:
        data = X[:30], Y[:30], WEIGHTS[:30]
        given["validation_data"] = data[: 3 if call["validation"] == "weighted" else 2]
    if call.get("weights") == "examples":
        given["sample_weight"] = WEIGHTS
    elif call.get("weights") == "classes":
        given["class_weight"] = {0: 0.5, 1: 2.0, 2: 1.0}
    if "callback" in call:
        given["callbacks"] = [CALLBACKS[call["callback"]]()]
    return given


def trained(fit, spec, call):
    """Return what a training leaves by name, or the error that it raises."""
    keras.utils.set_random_seed(3)
    model = built(spec)
    given = {"shuffle": False, "verbose": 0} | arguments(call)
    if fit is keras.Model.fit and given["batch_size"] == 2**40:
        given["batch_size"] = len(X)  # Keras does not take it
    try:
        history = fit(model, X, Y, **given).history
    except Exception as error:
        return {"error": error}
    variables = [*model.variables, *model.optimizer.variables]
    found = {f"variable {n}": v.numpy() for n, v in enumerate(variables)}
    return {name: np.array(values) for name, values in history.items()} | found


def assert_equal(ours, kerass):
    assert list(ours) == list(kerass), (ours.get("error"), kerass.get("error"))
    for name, values in kerass.items():
        if name != "error":
            values = values.astype("float64")
            np.testing.assert_allclose(ours[name], values, 2e-4, 2e-4, err_msg=name)


def compare(specs, call):
    for spec in specs:
        note(f"{spec} {call}")
        ours = trained(training.fit, spec, call)
        kerass = trained(keras.Model.fit, spec, call)
        assert_equal(ours, kerass)


def changed(spec, other, name):
    """Return a specification that differs in one entry."""
    return spec | {name: other[name]}


PAIR = st.builds(
    lambda spec, other, name: (spec, changed(spec, other, name), spec),
    *(MODEL, MODEL),
    st.sampled_from(["hidden", "optimizer", "loss", "metrics", "change", "change"]),
)
QUIETLY = {
    "deadline": None,
    "database": None,
    "suppress_health_check": [*HealthCheck],
}


@settings(max_examples=3, derandomize=True, **QUIETLY)
@given(PAIR, CALL)
def test_random_models_one_after_the_other_train_as_under_model_fit(specs, call):
    compare(specs, call)


@pytest.mark.full
@settings(max_examples=300, **QUIETLY)
@given(PAIR, CALL)
def test_three_hundred_random_pairs_train_as_under_model_fit(specs, call):
    compare(specs, call)


def swept(specs, call):
    """Compare a sweep over models with each of them trained alone."""
    data = {"x": X, "y": Y, "epochs": call["epochs"]}
    data["batch_size"] = call["batch_size"] or 32
    if call.get("validation") == "pair":
        data["validation_data"] = X[:30], Y[:30]
    note(f"{specs} {data.keys()}")
    runs = training.sweep(
        lambda number: built(specs[number]),
        [{"number": number} for number in range(len(specs))],
        seeds=2,
        **data,
    )
    for number, spec in enumerate(specs):
        for place, seed in enumerate(runs.seeds):
            keras.utils.set_random_seed(seed)
            history = training.fit(built(spec), **data).history
            for name, values in history.items():
                found = runs[name][number, place]
                np.testing.assert_allclose(found, values, 1e-3, 1e-3, err_msg=name)


@pytest.fixture
def always_stacked():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "STEPS_WORTH_A_STACK", 0)
        yield


@settings(max_examples=2, derandomize=True, **QUIETLY)
@given(PAIR, CALL)
def test_a_sweep_over_random_models_trains_each_as_alone(always_stacked, specs, call):
    swept(specs, call)


@pytest.mark.full
@settings(max_examples=100, **QUIETLY)
@given(PAIR, CALL)
def test_a_hundred_sweeps_train_each_model_as_alone(always_stacked, specs, call):
    swept(specs, call)
