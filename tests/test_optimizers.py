import numpy as np
import pytest

from labhelpers import optimizers
from labhelpers.objectives import Valley

RATES = {"learning_rate": 0.03}
VALLEY = Valley(curvatures=(1.0, 25.0))
START = (-10.0, 2.0)
EPSILON = 1e-2  # large enough that its place in the formula shows

KERAS_TWINS = {
    "sgd": (optimizers.sgd_step, {}, {}, {}),
    "momentum": (optimizers.momentum_step, {"momentum": 0.9}, {"momentum": 0.9}, {}),
    "nesterov": (
        optimizers.nesterov_step,
        {"momentum": 0.9},
        {"momentum": 0.9, "nesterov": True},
        {},
    ),
    "adagrad": (
        optimizers.adagrad_step,
        {"epsilon": EPSILON},
        {"epsilon": EPSILON},
        {"accumulator": 0.1},
    ),
    "rmsprop": (
        optimizers.rmsprop_step,
        {"rho": 0.8, "epsilon": EPSILON},
        {"rho": 0.8, "epsilon": EPSILON},
        {},
    ),
    "adam": (
        optimizers.adam_step,
        {"beta_1": 0.8, "beta_2": 0.95, "epsilon": EPSILON},
        {"beta_1": 0.8, "beta_2": 0.95, "epsilon": EPSILON},
        {},
    ),
    "adamw": (
        optimizers.adamw_step,
        {"beta_1": 0.8, "beta_2": 0.95, "weight_decay": 0.1, "epsilon": EPSILON},
        {"beta_1": 0.8, "beta_2": 0.95, "weight_decay": 0.1, "epsilon": EPSILON},
        {},
    ),
}
KERAS_NAMES = {
    "sgd": "SGD",
    "momentum": "SGD",
    "nesterov": "SGD",
    "adagrad": "Adagrad",
    "rmsprop": "RMSprop",
    "adam": "Adam",
    "adamw": "AdamW",
}
RULES = [twin[0] for twin in KERAS_TWINS.values()] + [optimizers.averaged_momentum_step]


def keras_path(optimizer, gradient, start, num_steps):
    from tensorflow import keras

    w = keras.Variable(np.array(start), dtype="float64")
    path = [w.numpy()]
    for _ in range(num_steps):
        optimizer.apply([keras.ops.convert_to_tensor(gradient(w.numpy()))], [w])
        path.append(w.numpy())
    return np.stack(path)


@pytest.mark.parametrize("name", KERAS_TWINS)
def test_fifty_steps_of_every_rule_equal_keras(name):
    from tensorflow import keras

    rule, ours, theirs, state = KERAS_TWINS[name]
    optimizer = getattr(keras.optimizers, KERAS_NAMES[name])(**RATES, **theirs)
    expected = keras_path(optimizer, VALLEY.gradient, START, 50)
    path = optimizers.descend(
        rule, VALLEY.gradient, START, 50, **RATES, **ours, **state
    )
    np.testing.assert_allclose(path, expected, rtol=2e-6, atol=1e-6)


@pytest.mark.parametrize("name", KERAS_TWINS)
def test_keras_and_a_changed_rule_part_within_fifty_steps(name):
    rule, ours, _, state = KERAS_TWINS[name]
    changed = {key: value * 0.9 for key, value in ours.items()}
    paths = [
        optimizers.descend(rule, VALLEY.gradient, START, 50, **rates, **state)
        for rates in ({**RATES, **ours}, {"learning_rate": 0.031, **changed})
    ]
    assert np.abs(paths[0] - paths[1]).max() > 1e-3


def test_the_default_epsilons_are_those_of_keras():
    import inspect

    from tensorflow import keras

    for name in ["adagrad", "rmsprop", "adam", "adamw"]:
        rule = KERAS_TWINS[name][0]
        defaults = {
            key: parameter.default
            for key, parameter in inspect.signature(rule).parameters.items()
            if parameter.default is not inspect.Parameter.empty
        }
        config = getattr(keras.optimizers, KERAS_NAMES[name])().get_config()
        assert defaults == {key: config[key] for key in defaults}, name


def test_both_forms_of_momentum_take_the_same_path_at_the_matching_rate():
    paths = [
        optimizers.descend(rule, VALLEY.gradient, START, 60, momentum=0.8, **rate)
        for rule, rate in [
            (optimizers.momentum_step, {"learning_rate": 0.02}),
            (optimizers.averaged_momentum_step, {"learning_rate": 0.02 / (1 - 0.8)}),
        ]
    ]
    np.testing.assert_allclose(paths[0], paths[1], atol=1e-10)


def test_nesterov_in_kerass_form_is_the_look_ahead_of_sutskever():
    learning_rate, momentum = 0.02, 0.8
    w, velocity = np.array(START), np.zeros(2)
    ahead = []
    for _ in range(30):
        ahead.append(w + momentum * velocity)
        velocity = momentum * velocity - learning_rate * VALLEY.gradient(ahead[-1])
        w = w + velocity
    path = optimizers.descend(
        optimizers.nesterov_step,
        VALLEY.gradient,
        START,
        29,
        learning_rate=learning_rate,
        momentum=momentum,
    )
    np.testing.assert_allclose(path, ahead, atol=1e-10)


def test_the_velocity_is_the_weighted_sum_of_all_past_gradients():
    gradients = np.random.default_rng().normal(size=(12, 3))
    w, velocity = np.zeros(3), np.zeros(3)
    for gradient in gradients:
        w, velocity = optimizers.momentum_step(w, velocity, gradient, 0.1, 0.7)
    unrolled = optimizers.velocity_from_gradients(gradients, 0.1, 0.7)
    np.testing.assert_allclose(unrolled, velocity, atol=1e-10)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_leaves_its_arguments_untouched(rule):
    import inspect

    names = list(inspect.signature(rule).parameters)
    arrays = {name: np.ones(3) for name in names[: names.index("gradient") + 1]}
    arrays = {name: 3 if name == "step" else array for name, array in arrays.items()}
    settings = {"momentum": 0.5} if "momentum" in names else {}
    rule(**arrays, learning_rate=0.1, **settings)
    for name, array in arrays.items():
        assert np.all(array == (3 if name == "step" else 1)), name


def test_adam_refuses_a_step_counted_from_zero():
    with pytest.raises(ValueError, match="from 1; received step=0"):
        optimizers.adam_step(1.0, 0.0, 0.0, 0, 1.0, 0.1)


def test_a_constant_gradient_makes_every_adam_step_equal_the_learning_rate():
    path = optimizers.descend(
        optimizers.adam_step,
        lambda w: np.full_like(w, 3.0),
        [0.0],
        20,
        learning_rate=0.1,
        epsilon=0.0,
    )
    np.testing.assert_allclose(np.diff(path[:, 0]), -0.1, rtol=1e-9)


def test_descend_runs_many_starts_and_rates_at_once_as_it_runs_one():
    starts = np.random.default_rng().normal(size=(4, 2))
    rates = np.array([0.01, 0.02, 0.03, 0.05])[:, None]
    together = optimizers.descend(
        optimizers.momentum_step,
        VALLEY.gradient,
        starts,
        25,
        learning_rate=rates,
        momentum=0.6,
    )
    alone = [
        optimizers.descend(
            optimizers.momentum_step,
            VALLEY.gradient,
            start,
            25,
            learning_rate=rate,
            momentum=0.6,
        )
        for start, rate in zip(starts, rates, strict=True)
    ]
    np.testing.assert_allclose(together, np.stack(alone, axis=1))


def test_descend_names_what_it_needs():
    with pytest.raises(ValueError, match="0 or more; received -1"):
        optimizers.descend(optimizers.sgd_step, VALLEY.gradient, START, -1, **RATES)
    with pytest.raises(ValueError, match="argument `gradient`; got"):
        optimizers.descend(lambda w: w, VALLEY.gradient, START, 1)


def test_settling_time_counts_from_the_last_step_outside_the_tolerance():
    path = np.array([[1.0], [0.005], [0.5], [0.009], [0.002]])
    assert optimizers.settling_time(path) == 3
    assert optimizers.settling_time(path, tolerance=0.6) == 1
    assert optimizers.settling_time(path[:3]) is None
    assert optimizers.settling_time(path + 5, minimum=5) == 3


def test_a_path_that_diverges_to_nan_never_settles():
    assert optimizers.settling_time(np.array([[1.0], [0.0], [np.nan]])) is None
