import inspect

import numpy as np
import pytest

from labhelpers import optimizers
from labhelpers.objectives import Valley

VALLEY = Valley(curvatures=(1.0, 25.0))
START = (-10.0, 2.0)
EXACT = {"beta_1": 7 / 8, "beta_2": 1 - 2**-10}  # the same in single precision
RULES = [
    optimizers.lecture_adagrad_step,
    optimizers.lecture_rmsprop_step,
    optimizers.lecture_second_rmsprop_step,
    optimizers.lecture_adam_step,
]


def walk(rule, num_steps=50, **settings):
    return optimizers.descend(
        rule, VALLEY.gradient, START, num_steps, learning_rate=1 / 32, **settings
    )


def keras_walk(optimizer, num_steps=50):
    from tensorflow import keras

    w = keras.Variable(np.array(START), dtype="float64")
    path = [w.numpy()]
    for _ in range(num_steps):
        optimizer.apply([keras.ops.convert_to_tensor(VALLEY.gradient(w.numpy()))], [w])
        path.append(w.numpy())
    return np.stack(path)


def test_the_root_of_time_cancels_in_adagrad():
    path = walk(optimizers.lecture_adagrad_step)
    gradients = VALLEY.gradient(path[:-1])
    expected = -gradients / 32 / np.sqrt(np.cumsum(gradients**2, axis=0))
    np.testing.assert_allclose(np.diff(path, axis=0), expected, atol=1e-12)


def test_the_lectures_adagrad_is_that_of_keras_from_zero_without_epsilon():
    lecture = walk(optimizers.lecture_adagrad_step)
    keras_form = walk(optimizers.adagrad_step, epsilon=0.0)
    np.testing.assert_allclose(lecture, keras_form, atol=1e-12)


def test_the_lectures_first_rmsprop_starts_its_average_at_the_first_square():
    path = walk(optimizers.lecture_rmsprop_step, rho=0.8)
    first = VALLEY.gradient(np.array(START)) ** 2
    w, average = np.array(START), first
    for expected in path[1:]:
        gradient = VALLEY.gradient(w)
        average = 0.8 * average + 0.2 * gradient**2
        w = w - gradient / 32 / np.sqrt(average)
        np.testing.assert_allclose(w, expected, atol=1e-12)


def test_both_forms_of_rmsprop_agree_where_epsilon_is_zero_and_part_where_it_is_not():
    pair = optimizers.rmsprop_step, optimizers.lecture_second_rmsprop_step
    same = [walk(rule, epsilon=0.0) for rule in pair]
    np.testing.assert_allclose(*same, atol=1e-12)
    keras_form, lecture = (walk(rule, epsilon=0.01) for rule in pair)
    assert np.abs(keras_form - lecture).max() > 1e-4


def test_algorithm_1_is_kerass_adam_with_an_epsilon_that_fades():
    path = walk(optimizers.lecture_adam_step, epsilon=0.01, **EXACT)
    w, first, second = np.array(START), np.zeros(2), np.zeros(2)
    for step, expected in enumerate(path[1:], start=1):
        w, first, second = optimizers.adam_step(
            w,
            first,
            second,
            step,
            VALLEY.gradient(w),
            1 / 32,
            **EXACT,
            epsilon=0.01 * np.sqrt(1 - EXACT["beta_2"] ** step),
        )
        np.testing.assert_allclose(w, expected, atol=1e-12)


@pytest.mark.parametrize("epsilon", [1e-2, 1e-7])
@pytest.mark.parametrize("name", ["Adagrad", "RMSprop", "Adam"])
def test_fifty_steps_equal_keras_to_double_precision(name, epsilon):
    from tensorflow import keras

    rule, settings, state = {
        "Adagrad": (optimizers.adagrad_step, {}, {"accumulator": 0.1}),
        "RMSprop": (optimizers.rmsprop_step, {"rho": 0.9}, {}),
        "Adam": (optimizers.adam_step, EXACT, {}),
    }[name]
    optimizer = getattr(keras.optimizers, name)(1 / 32, epsilon=epsilon, **settings)
    path = walk(rule, epsilon=epsilon, **settings, **state)
    np.testing.assert_allclose(path, keras_walk(optimizer), rtol=0, atol=1e-10)


def test_kerass_adam_holds_the_usual_betas_in_single_precision_only():
    from tensorflow import keras

    theirs = keras_walk(keras.optimizers.Adam(1 / 32, epsilon=0.01))
    ours = walk(optimizers.adam_step, epsilon=0.01)
    assert 1e-8 < np.abs(theirs - ours).max() < 1e-4


def test_without_correction_the_first_step_is_too_long_by_the_computed_factor():
    w, *_ = optimizers.lecture_adam_step(0.0, 0.0, 0.0, 1, 3.0, 0.1, epsilon=0.0)
    first, second = 0.1 * 3.0, 0.001 * 9.0
    uncorrected = -0.1 * first / np.sqrt(second)
    np.testing.assert_allclose(uncorrected / w, (1 - 0.9) / np.sqrt(1 - 0.999))


def test_a_constant_gradient_makes_every_step_of_algorithm_1_the_learning_rate():
    path = optimizers.descend(
        optimizers.lecture_adam_step,
        lambda w: np.full_like(w, -3.0),
        [0.0],
        50,
        learning_rate=0.1,
        epsilon=0.0,
    )
    np.testing.assert_allclose(np.diff(path[:, 0]), 0.1, rtol=1e-9)


def test_a_weight_whose_gradients_were_all_zero_has_no_adagrad_step_without_epsilon():
    with np.errstate(invalid="ignore"):
        w, _ = optimizers.lecture_adagrad_step(np.zeros(1), 0.0, 1, np.zeros(1), 0.1)
    assert np.isnan(w).all()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_leaves_its_arguments_untouched(rule):
    names = list(inspect.signature(rule).parameters)
    arrays = {name: np.ones(3) for name in names[: names.index("gradient") + 1]}
    arrays = {name: 3 if name == "step" else array for name, array in arrays.items()}
    rule(**arrays, learning_rate=0.1)
    for name, array in arrays.items():
        assert np.all(array == (3 if name == "step" else 1)), name


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if "step" in inspect.signature(rule).parameters]
)
def test_a_rule_with_a_counter_refuses_a_step_counted_from_zero(rule):
    moments = 2 if rule is optimizers.lecture_adam_step else 1
    with pytest.raises(ValueError, match="from 1; received step=0"):
        rule(1.0, *[0.0] * moments, 0, 1.0, 0.1)
