"""`training.sweep` gives every model the history that it would have had alone."""

import functools
import random

import numpy as np
import pytest
import tensorflow as tf
from tensorflow import keras

from labhelpers import training
from labhelpers.training import cache, sweeping, teams, work

schedules = keras.optimizers.schedules

GENERATOR = np.random.default_rng(7)
X = GENERATOR.normal(size=(70, 6)).astype("float32")
Y = (X[:, 0] + X[:, 1] ** 2 > 0.7).astype("int64") + (X[:, 2] > 1)
DATA = {"x": X[:53], "y": Y[:53], "validation_data": (X[53:], Y[53:])}


@pytest.fixture(autouse=True)
def always_stacked(monkeypatch):
    """Stack whatever can be stacked, however few its steps."""
    monkeypatch.setattr(work, "STEPS_WORTH_A_STACK", 0)


def build(
    learning_rate=0.05,
    optimizer="SGD",
    width=8,
    layers=(),
    l2=0.0,
    metrics=(),
    **numbers,
):
    model = keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(
                width, activation="relu", kernel_regularizer=keras.regularizers.L2(l2)
            ),
            *[layer() for layer in layers],
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=getattr(keras.optimizers, optimizer)(learning_rate, **numbers),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


def compile_with_xla(monkeypatch, xla):
    """Have XLA compile whatever is stacked, or nothing."""
    steps = 0 if xla else float("inf")
    monkeypatch.setattr(work, "STEPS_WORTH_XLA", steps)


def alone(setting, seed, *, epochs, batch_size=32):
    keras.utils.set_random_seed(seed)
    arguments = {k: v for k, v in setting.items() if k != "batch_size"}
    model = build(**arguments)
    batch_size = setting.get("batch_size", batch_size)
    history = training.fit(model, **DATA, epochs=epochs, batch_size=batch_size).history
    return history, model.get_weights()


def assert_equals_training_alone(runs, epochs):
    for i, setting in enumerate(runs.settings):
        for j, seed in enumerate(runs.seeds):
            history, weights = alone(setting, seed, epochs=epochs)
            assert set(history) == set(runs.metrics)
            for name, values in history.items():
                np.testing.assert_allclose(runs[name][i, j], values, atol=2e-5)
            for ours, theirs in zip(runs.weights[i][j], weights, strict=True):
                np.testing.assert_allclose(ours, theirs, atol=2e-5)


CONVOLUTION = (
    lambda: keras.layers.Reshape((4, 2, 1)),
    lambda: keras.layers.Conv2D(3, 2),
    lambda: keras.layers.Flatten(),
)
RECURRENCE = (lambda: keras.layers.Reshape((4, 2)), lambda: keras.layers.GRU(3))
DROPOUT = (lambda: keras.layers.Dropout(0.4),) * 2
NOISE = (lambda: keras.layers.GaussianNoise(0.4),)


def constrained():
    return keras.layers.Dense(5, kernel_constraint=keras.constraints.MaxNorm(0.5))


class PenalizesActivity(keras.layers.Layer):
    def call(self, inputs):
        self.add_loss(0.1 * keras.ops.mean(inputs**2))
        return inputs


RATES = [{"learning_rate": rate} for rate in (0.01, 0.05)]
STACKED = {
    "SGD": RATES,
    "Adam with clipped gradients": [
        {"optimizer": "Adam", "clipnorm": 0.1, **rate} for rate in RATES
    ],
    "a schedule and batch normalization": [
        {
            "learning_rate": keras.optimizers.schedules.CosineDecay(0.1, 5),
            "layers": (keras.layers.BatchNormalization,),
            "batch_size": batch_size,
        }
        for batch_size in (8, 53, 500)
    ],
    "dropout": [{"layers": DROPOUT, **rate} for rate in RATES],
    "a constraint and add_loss": [
        {"layers": (constrained, PenalizesActivity), **rate} for rate in RATES
    ],
}


@pytest.mark.parametrize(
    ("name", "xla"),
    [
        *[(name, False) for name in STACKED],
        ("dropout", True),
        *[
            pytest.param(name, True, marks=pytest.mark.full)
            for name in STACKED
            if name != "dropout"
        ],
    ],
)
def test_stacked_models_equal_models_trained_alone(name, xla, monkeypatch):
    compile_with_xla(monkeypatch, xla)
    seeds = 2 if name == "SGD" else 1
    runs = training.sweep(
        build, STACKED[name], **DATA, epochs=2, seeds=seeds, keep_weights=True
    )
    assert runs.how == ["stacked"] * len(STACKED[name])
    assert list(cache.STACKS)[-1][-1] == xla
    assert_equals_training_alone(runs, epochs=2)


VARIED = {
    "SGD": {"momentum": (0.5, 0.9), "l2": (0.1, 0.2)},
    "RMSprop": {"rho": (0.8, 0.99), "momentum": (0.5, 0.9), "epsilon": (0.01, 0.1)},
    "Adagrad": {"epsilon": (0.01, 0.1)},
    "AdamW": {
        "beta_1": (0.5, 0.9),
        "beta_2": (0.9, 0.9999),
        "weight_decay": (0.1, 0.3),
    },
}


@pytest.mark.parametrize("optimizer", VARIED)
def test_numbers_that_differ_are_trained_in_one_stack(optimizer):
    cache.STACKS.clear()
    columns = VARIED[optimizer].values()
    settings = [
        dict(zip(VARIED[optimizer], row, strict=True), optimizer=optimizer)
        for row in zip(*columns, strict=True)
    ]
    runs = training.sweep(build, settings, **DATA, epochs=2, seeds=1, keep_weights=True)
    assert len(cache.STACKS) == 1
    assert_equals_training_alone(runs, epochs=2)


@pytest.mark.parametrize("xla", [False, True])
def test_dropout_rates_that_differ_are_trained_in_one_stack(xla, monkeypatch):
    compile_with_xla(monkeypatch, xla)
    cache.STACKS.clear()
    layers = [(functools.partial(keras.layers.Dropout, r),) * 2 for r in (0.2, 0.7)]
    settings = [{"layers": each} for each in layers]
    runs = training.sweep(build, settings, **DATA, epochs=2, seeds=1, keep_weights=True)
    assert len(cache.STACKS) == 1
    assert_equals_training_alone(runs, epochs=2)


@pytest.mark.parametrize(
    ("schedule", "xla"),
    [
        (lambda rate: schedules.CosineDecay(rate, 5), True),
        (lambda rate: schedules.CosineDecay(rate, 5, 0.0, "up", 0.5, 3), False),
        (lambda rate: schedules.ExponentialDecay(rate, 2, 0.5, staircase=True), False),
        (lambda rate: schedules.InverseTimeDecay(rate, 2, 0.5), False),
    ],
)
def test_schedules_that_differ_in_their_first_learning_rate_are_trained_in_one_stack(
    schedule, xla, monkeypatch
):
    compile_with_xla(monkeypatch, xla)
    cache.STACKS.clear()
    settings = [{"learning_rate": schedule(rate)} for rate in (0.02, 0.4)]
    runs = training.sweep(build, settings, **DATA, epochs=2, seeds=2, keep_weights=True)
    assert len(cache.STACKS) == 1
    assert [s["learning_rate"].initial_learning_rate for s in settings] == [0.02, 0.4]
    assert_equals_training_alone(runs, epochs=2)


def test_initial_weights_that_differ_are_trained_in_one_stack():
    cache.STACKS.clear()
    layers = [
        (functools.partial(keras.layers.Dense, 4, kernel_initializer=start),)
        for start in ("ones", keras.initializers.HeNormal(seed=3))
    ]
    settings = [{"layers": each} for each in layers]
    runs = training.sweep(build, settings, **DATA, epochs=2, seeds=2, keep_weights=True)
    assert len(cache.STACKS) == 1
    assert_equals_training_alone(runs, epochs=2)


def test_a_dropout_rate_of_zero_is_trained_in_another_stack():
    cache.STACKS.clear()
    layers = [(functools.partial(keras.layers.Dropout, rate),) for rate in (0.0, 0.7)]
    settings = [{"layers": each} for each in layers]
    training.sweep(build, settings, **DATA, epochs=1, seeds=2)
    assert len(cache.STACKS) == 2


def test_a_number_that_is_zero_uses_another_formula_and_another_stack():
    cache.STACKS.clear()
    settings = [{"momentum": momentum} for momentum in (0.0, 0.9)]
    runs = training.sweep(build, settings, **DATA, epochs=2, seeds=1, keep_weights=True)
    assert len(cache.STACKS) == 2
    assert_equals_training_alone(runs, epochs=2)


ONE_BY_ONE = {
    "layers without a vectorised form": [
        {"layers": layers} for layers in (CONVOLUTION, RECURRENCE, NOISE)
    ],
    "an optimizer with its own code": [{"optimizer": "Nadam"}],
}


@pytest.mark.parametrize("name", ONE_BY_ONE)
def test_what_cannot_be_stacked_runs_one_by_one_and_equals_training_alone(name):
    runs = training.sweep(
        build, ONE_BY_ONE[name], **DATA, epochs=2, seeds=1, keep_weights=True
    )
    assert runs.how == ["one by one"] * len(ONE_BY_ONE[name])
    assert_equals_training_alone(runs, epochs=2)


def scaled(learning_rate):
    model = build()
    optimizer = keras.optimizers.LossScaleOptimizer(keras.optimizers.SGD(learning_rate))
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@pytest.mark.parametrize("build_model", [build, scaled])
@pytest.mark.parametrize("policy", ["mixed_float16", "mixed_bfloat16", "float64"])
def test_other_precisions_are_trained_one_by_one_as_alone(policy, build_model):
    before = keras.config.dtype_policy(), keras.config.floatx()
    keras.config.set_dtype_policy(policy)
    keras.config.set_floatx("float64" if policy == "float64" else before[1])
    try:
        runs = training.sweep(build_model, RATES, **DATA, epochs=2, seeds=1)
        keras.utils.set_random_seed(runs.seeds[0])
        alone = training.fit(build_model(**RATES[1]), **DATA, epochs=2).history
    finally:
        keras.config.set_floatx(before[1])
        keras.config.set_dtype_policy(before[0])
    assert runs.how == ["one by one"] * 2
    for name, values in alone.items():
        np.testing.assert_allclose(runs[name][1, 0], values, 1e-6)


class Shrinking(keras.Model):
    """A model that has a training step of its own and nothing to call."""

    def __init__(self, learning_rate):
        super().__init__()
        self.inner = build()
        self.compile(keras.optimizers.SGD(learning_rate))

    def train_step(self, batch):
        with tf.GradientTape() as tape:
            size = keras.ops.mean(self.inner(batch[0]) ** 2)
        weights = self.inner.trainable_variables
        self.optimizer.apply(tape.gradient(size, weights), weights)
        return {"size": size}


def test_models_that_cannot_be_called_are_trained_one_by_one():
    data = {"x": X, "y": Y, "batch_size": 70, "epochs": 3}
    runs = training.sweep(Shrinking, RATES, **data, seeds=2)
    assert runs.how == ["one by one"] * 2
    for place, seed in enumerate(runs.seeds):
        keras.utils.set_random_seed(seed)
        alone = training.fit(Shrinking(**RATES[1]), **data).history["size"]
        np.testing.assert_allclose(runs["size"][1, place], alone, 1e-5)


def test_settings_that_share_a_graph_are_compiled_once():
    rates = [{"learning_rate": rate} for rate in np.geomspace(0.001, 0.1, 7)]
    cache.STACKS.clear()
    training.sweep(build, [*rates, {"width": 5}], **DATA, epochs=1, seeds=4)
    first, _ = cache.STACKS.values()
    training.sweep(build, rates[:4], **DATA, epochs=1, seeds=7)
    assert len(cache.STACKS) == 2
    assert tracings(first) == (1, 1)


def test_sets_of_other_sizes_share_the_compiled_validation():
    cache.STACKS.clear()
    fewer = DATA | {"x": DATA["x"][:-9], "y": DATA["y"][:-9]}
    for data in (DATA, fewer, DATA):
        runs = training.sweep(build, [{}], **data, epochs=1, seeds=4)
        assert runs.how == ["stacked"]
    (stack,) = cache.STACKS.values()
    assert tracings(stack) == (2, 1)


def tracings(stack):
    """Return how often a stack traced its training and its validation."""
    functions = stack._train_epoch, stack._evaluate
    return tuple(each.experimental_get_tracing_count() for each in functions)


@pytest.mark.parametrize(
    ("num_runs", "largest", "size"),
    [(1, 8, 2), (3, 8, 2), (5, 8, 4), (100, 8, 8), (50, 32, 28), (65, 32, 20)],
)
def test_two_processors_get_even_shares_of_the_runs(num_runs, largest, size):
    assert teams._team_size(num_runs, 2, largest) == size


@pytest.mark.parametrize(
    ("width", "xla", "size"),
    [(2, True, 32), (1000, True, 8), (1000, False, 32), (100_000, False, 8)],
)
def test_small_models_train_in_larger_teams(width, xla, size):
    assert teams.full_team(build(width=width), xla) == size


def test_few_steps_are_not_worth_a_stack_however_often_they_come(monkeypatch):
    monkeypatch.setattr(work, "STEPS_WORTH_A_STACK", 2 * 2 * 2 * 2)
    arguments = {"settings": RATES, **DATA, "epochs": 1}
    few, again = (training.sweep(build, **arguments, seeds=2) for _ in range(2))
    many = training.sweep(build, **arguments, seeds=8)
    assert few.how == again.how == ["one by one"] * 2
    assert many.how == ["stacked"] * 2
    np.testing.assert_allclose(few["loss"], many["loss"][:, :2], atol=1e-5)


def test_numbers_that_would_be_compiled_one_by_one_are_worth_a_stack(monkeypatch):
    monkeypatch.setattr(
        work, "STEPS_WORTH_A_STACK", 2.5 * work.STEPS_LIKE_A_COMPILATION
    )
    strengths = [{"l2": l2} for l2 in (0.1, 0.2, 0.3, 0.4)]
    arguments = {**DATA, "epochs": 1, "seeds": 1}
    assert training.sweep(build, strengths, **arguments).how == ["stacked"] * 4
    assert training.sweep(build, strengths[:3], **arguments).how == ["one by one"] * 3


def test_xla_is_worth_fewer_steps_of_larger_models(monkeypatch):
    monkeypatch.setattr(work, "WEIGHTS_OF_A_SMALL_MODEL", 500)

    def used_xla(width, epochs):
        training.sweep(build, [{"width": width}], **DATA, epochs=epochs, seeds=2)
        return list(cache.STACKS)[-1][-1]

    steps = 5 * 2 * (len(DATA["x"]) / 32 + len(DATA["x"]) / work.EXAMPLES_LIKE_A_STEP)
    monkeypatch.setattr(work, "STEPS_WORTH_XLA", steps)
    small, large = [build(width=width).count_params() for width in (4, 400)]
    assert small < 500 < 5 ** (2 / 3) * 500 < large
    assert [used_xla(4, epochs) for epochs in (4, 5)] == [False, True]
    assert used_xla(400, 1)


@pytest.mark.parametrize("generator", ["TensorFlow's", "NumPy's", "Python's"])
def test_every_seed_starts_as_alone_whichever_generator_draws_the_weights(generator):
    draw = {
        "TensorFlow's": lambda: tf.random.normal((6, 3)),
        "NumPy's": lambda: np.random.normal(size=(6, 3)),  # noqa: NPY002
        "Python's": lambda: np.full((6, 3), random.random()),
    }[generator]

    def build_drawn(learning_rate):
        model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(3, "softmax")])
        model.set_weights([draw(), np.zeros(3)])
        model.compile(keras.optimizers.SGD(learning_rate), "poisson")
        return model

    runs = training.sweep(
        build_drawn, RATES, x=X, y=np.eye(3)[Y], epochs=1, seeds=3, keep_weights=True
    )
    for setting, how, kept in zip(runs.settings, runs.how, runs.weights, strict=True):
        assert how == "stacked"
        for seed, weights in zip(runs.seeds, kept, strict=True):
            keras.utils.set_random_seed(seed)
            model = build_drawn(**setting)
            training.fit(model, X, np.eye(3)[Y], epochs=1)
            for ours, alone in zip(weights, model.get_weights(), strict=True):
                np.testing.assert_allclose(ours, alone, atol=2e-5)


def test_functions_from_inside_build_model_are_never_mixed_up():
    def build_closure(sign):
        def loss(y_true, y_pred):
            return sign * keras.losses.sparse_categorical_crossentropy(y_true, y_pred)

        model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(3, "softmax")])
        model.compile("sgd", loss)
        return model

    settings = [{"sign": 1}, {"sign": -1}]
    losses = training.sweep(build_closure, settings, **DATA, epochs=2, seeds=1)["loss"]
    assert losses[0, 0, 1] < losses[0, 0, 0]
    assert losses[1, 0, 0] < 0


def test_a_second_sweep_starts_afresh():
    settings = [{"learning_rate": rate, "optimizer": "Adam"} for rate in (0.01, 0.03)]
    first, second = (
        training.sweep(build, settings, **DATA, epochs=2, seeds=2) for _ in range(2)
    )
    assert np.array_equal(first["loss"], second["loss"])


def test_a_model_that_diverges_disturbs_no_other():
    settings = [{"learning_rate": rate} for rate in (0.05, 1e30)]
    runs = training.sweep(build, settings, **DATA, epochs=4, seeds=2)
    assert not np.isfinite(runs["loss"][1, :, -1]).any()
    (alone_again,) = training.sweep(build, settings[:1], **DATA, epochs=4, seeds=2)[
        "loss"
    ]
    np.testing.assert_allclose(runs["loss"][0], alone_again, atol=1e-5)


@pytest.mark.parametrize("layers", [(), NOISE])
def test_an_interrupted_sweep_keeps_what_is_finished(monkeypatch, layers):
    calls = []

    def advance(self, amount):
        calls.append(amount)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(sweeping.Progress, "advance", advance)
    settings = [{"layers": layers, "learning_rate": rate} for rate in (0.01, 0.05)]
    with pytest.raises(training.Interrupted, match="of 4 runs are finished") as error:
        training.sweep(build, settings, **DATA, epochs=3, seeds=2)
    runs = error.value.runs
    assert not runs.complete and "interrupted" in repr(runs)
    finished = np.isfinite(runs["loss"])
    assert 0 < finished.sum() < finished.size


def test_seeds_are_children_of_the_labs_seed(monkeypatch):
    monkeypatch.setenv("LABS_SEED", "3")
    three = training.sweep(build, RATES[:1], **DATA, epochs=1, seeds=4)
    children = np.random.SeedSequence(3).spawn(4)
    assert three.seeds == [int(child.generate_state(1)[0]) for child in children]
    assert sweeping.child_seeds(2) == three.seeds[:2]
    monkeypatch.setenv("LABS_SEED", "4")
    four = training.sweep(build, RATES[:1], **DATA, epochs=1, seeds=4)
    assert not np.any(three["loss"] == four["loss"])
    assert len(np.unique(three["loss"])) == 4


def test_a_sweep_leaves_the_random_generators_as_they_were():
    training.set_seed()
    expected = np.random.random(), keras.random.uniform(()).numpy()  # noqa: NPY002
    training.set_seed()
    training.sweep(build, RATES, **DATA, epochs=1, seeds=2)
    found = np.random.random(), keras.random.uniform(()).numpy()  # noqa: NPY002
    assert found == expected


def test_a_metric_that_the_sweep_lacks_is_named():
    runs = training.sweep(build, RATES[:1], **DATA, epochs=1, seeds=1)
    with pytest.raises(KeyError, match=r"one of .*'loss'.* received 'auc'"):
        runs["auc"]


def test_a_sweep_without_validation_data_reports_training_metrics_only():
    runs = training.sweep(build, RATES, x=X, y=Y, epochs=1, seeds=1)
    assert not any(name.startswith("val_") for name in runs.metrics)
    assert runs.weights is None


@pytest.mark.parametrize("steps_worth_a_stack", [0, float("inf")])
@pytest.mark.parametrize(("validation_freq", "epochs"), [(2, [1, 3]), ((1, 4), [0, 3])])
def test_only_the_epochs_asked_for_are_validated(
    validation_freq, epochs, steps_worth_a_stack, monkeypatch
):
    monkeypatch.setattr(work, "STEPS_WORTH_A_STACK", steps_worth_a_stack)
    always = training.sweep(build, RATES, **DATA, epochs=4, seeds=2)
    runs = training.sweep(
        build, RATES, **DATA, epochs=4, seeds=2, validation_freq=validation_freq
    )
    assert set(runs.metrics) == set(always.metrics)
    for name in runs.metrics:
        validated = epochs if name.startswith("val_") else [0, 1, 2, 3]
        (known,) = np.isfinite(runs[name]).any(axis=(0, 1)).nonzero()
        assert known.tolist() == validated
        places = np.s_[:, :, validated]
        np.testing.assert_allclose(runs[name][places], always[name][places], atol=2e-5)


@pytest.mark.parametrize("steps_worth_a_stack", [0, float("inf")])
def test_a_sweep_that_never_validates_has_no_validation_metrics(
    steps_worth_a_stack, monkeypatch
):
    monkeypatch.setattr(work, "STEPS_WORTH_A_STACK", steps_worth_a_stack)
    runs = training.sweep(build, RATES, **DATA, epochs=2, seeds=1, validation_freq=3)
    assert set(runs.metrics) == {"loss", "accuracy"}


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"settings": []}, ValueError, "list of dicts"),
        ({"settings": {"learning_rate": 1}}, ValueError, "received dict"),
        ({"settings": [0.1]}, TypeError, "received float 0.1"),
        ({"epochs": 0}, ValueError, "epochs .* at least 1, received 0"),
        ({"seeds": 0}, ValueError, "seeds .* at least 1, received 0"),
        ({"batch_size": 0.5}, ValueError, "batch_size .* received 0.5"),
        ({"validation_freq": 0}, ValueError, "validation_freq .* received 0"),
        ({"x": X}, ValueError, "same number of examples"),
    ],
)
def test_bad_input_is_named(change, error, message):
    arguments = {"settings": RATES, **DATA, "epochs": 1, "seeds": 1, **change}
    with pytest.raises(error, match=message):
        training.sweep(build, **arguments)


def test_a_model_that_is_not_compiled_is_named():
    with pytest.raises(ValueError, match="compile"):
        training.sweep(
            lambda: keras.Sequential([keras.Input((6,)), keras.layers.Dense(3)]),
            [{}],
            **DATA,
            epochs=1,
        )


def build_penalized(l1):
    penalty = keras.regularizers.L1(l1)
    model = keras.Sequential(
        [keras.Input((6,)), keras.layers.Dense(3, kernel_regularizer=penalty)]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(0.3), loss, metrics=["accuracy"])
    return model


def build_excluding(words, weight_decay=0.5):
    optimizer = keras.optimizers.SGD(0.05, weight_decay=weight_decay)
    optimizer.exclude_from_weight_decay(var_names=list(words))
    model = build()
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@pytest.mark.parametrize(
    ("build_model", "settings"),
    [
        (build_penalized, [{"l1": 0.0}, {"l1": 0.01}, {"l1": 0.1}]),
        (
            build_excluding,
            [{"words": ()}, {"words": ("bias",)}, {"words": ("kernel",)}],
        ),
    ],
)
def test_what_no_number_can_stand_for_is_trained_as_alone(build_model, settings):
    runs = training.sweep(
        build_model, settings, **DATA, epochs=2, seeds=2, keep_weights=True
    )
    for i, setting in enumerate(settings):
        for j, seed in enumerate(runs.seeds):
            keras.utils.set_random_seed(seed)
            model = build_model(**setting)
            training.fit(model, **DATA, epochs=2)
            for ours, right in zip(
                runs.weights[i][j], model.get_weights(), strict=True
            ):
                np.testing.assert_allclose(ours, right, atol=2e-5)
    finals = [runs.weights[i][0][0] for i in range(len(settings))]
    assert not np.allclose(finals[0], finals[-1], atol=2e-3)


def test_a_schedule_of_ones_own_need_not_be_registered_and_is_never_mixed_up():
    def sweep(factor):
        class Own(keras.optimizers.schedules.LearningRateSchedule):
            def __init__(self, rate):
                self.rate = rate

            def __call__(self, step):
                return self.rate * factor

            def get_config(self):
                return {"rate": self.rate}

        settings = [{"learning_rate": Own(rate)} for rate in (0.01, 0.1)]
        return training.sweep(build, settings, **DATA, epochs=2, seeds=1)["loss"]

    def constant(*rates):
        settings = [{"learning_rate": rate} for rate in rates]
        return training.sweep(build, settings, **DATA, epochs=2, seeds=1)["loss"]

    np.testing.assert_allclose(sweep(1.0), constant(0.01, 0.1), atol=2e-5)
    np.testing.assert_allclose(sweep(3.0), constant(0.03, 0.3), atol=2e-5)
