"""Hold every schedule to the schedule or callback of Keras, step by step."""

import numpy as np
import pytest

from labhelpers import optimizers

STEPS = np.arange(130)
RATE = 0.3

TWINS = {
    "step": (
        lambda t: optimizers.step_decay(t, RATE, drop_every=40, factor=0.5),
        lambda s: s.ExponentialDecay(RATE, 40, 0.5, staircase=True),
    ),
    "piecewise": (
        lambda t: optimizers.piecewise_decay(t, [30, 31, 90], [0.3, 0.2, 0.1, 0.05]),
        lambda s: s.PiecewiseConstantDecay([30, 31, 90], [0.3, 0.2, 0.1, 0.05]),
    ),
    "exponential": (
        lambda t: optimizers.exponential_decay(t, RATE, 40, 0.5),
        lambda s: s.ExponentialDecay(RATE, 40, 0.5),
    ),
    "growing": (
        lambda t: optimizers.exponential_decay(t, 1e-4, 1, 1.07),
        lambda s: s.ExponentialDecay(1e-4, 1, 1.07),
    ),
    "inverse time": (
        lambda t: optimizers.inverse_time_decay(t, RATE),
        lambda s: s.InverseTimeDecay(RATE, 1, 1.0),
    ),
    "cosine": (
        lambda t: optimizers.cosine_decay(t, RATE, 100, alpha=0.1),
        lambda s: s.CosineDecay(RATE, 100, alpha=0.1),
    ),
    "warm-up": (
        lambda t: optimizers.warmup_cosine_decay(t, RATE, 30, 80),
        lambda s: s.CosineDecay(0.0, 80, warmup_target=RATE, warmup_steps=30),
    ),
    "no warm-up": (
        lambda t: optimizers.warmup_cosine_decay(t, RATE, 0, 100),
        lambda s: s.CosineDecay(RATE, 100),
    ),
}


@pytest.mark.parametrize("name", TWINS)
def test_a_schedule_equals_keras_at_every_step(name):
    from tensorflow import keras

    ours, theirs = TWINS[name]
    schedule = theirs(keras.optimizers.schedules)
    expected = [float(schedule(step)) for step in STEPS]
    np.testing.assert_allclose(ours(STEPS), expected, rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("name", TWINS)
def test_a_schedule_takes_one_step_as_well_as_an_array(name):
    ours, _ = TWINS[name]
    one_by_one = [ours(int(step)) for step in STEPS]
    np.testing.assert_allclose(one_by_one, ours(STEPS), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(
    ("schedule", "ours"),
    [
        (
            lambda epoch, rate: rate / 2 if epoch and epoch % 3 == 0 else rate,
            lambda epoch: optimizers.step_decay(epoch, RATE, drop_every=3, factor=0.5),
        ),
        (
            lambda epoch: RATE / np.sqrt(epoch + 1),
            lambda epoch: optimizers.inverse_sqrt_decay(epoch, RATE),
        ),
    ],
    ids=["step", "inverse square root"],
)
def test_counted_in_epochs_a_schedule_equals_the_callback_of_keras(schedule, ours):
    from tensorflow import keras

    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(RATE), loss="mse")
    x = np.ones((4, 1))
    history = model.fit(
        x,
        x,
        epochs=8,
        verbose=0,
        callbacks=[keras.callbacks.LearningRateScheduler(schedule)],
    )
    expected = history.history["learning_rate"]
    np.testing.assert_allclose(ours(np.arange(8)), expected, rtol=1e-5)


@pytest.mark.parametrize("name", ["cosine", "warm-up", "step", "piecewise"])
def test_the_recorded_rate_of_a_training_is_the_schedule(name):
    from tensorflow import keras

    from labhelpers import training

    ours, theirs = TWINS[name]
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    schedule = theirs(keras.optimizers.schedules)
    model.compile(optimizer=keras.optimizers.SGD(schedule), loss="mse")
    recorder = training.Recorder()
    x = np.ones((26, 1), dtype="float32")
    training.fit(model, x, x, batch_size=2, epochs=10, callbacks=[recorder])
    np.testing.assert_allclose(
        recorder.learning_rate, ours(STEPS), rtol=1e-5, atol=1e-7
    )


def test_the_rate_of_the_inverse_square_root_times_the_root_is_constant():
    steps = np.arange(1000)
    rates = optimizers.inverse_sqrt_decay(steps, RATE)
    np.testing.assert_allclose(rates**2 * (steps + 1), RATE**2)


def test_piecewise_decay_needs_one_value_more_than_boundaries():
    with pytest.raises(ValueError, match="received 2 values and 2 boundaries"):
        optimizers.piecewise_decay(3, [1, 2], [0.1, 0.2])


def test_the_steepest_rate_is_where_a_smooth_loss_falls_most():
    rates = np.geomspace(1e-4, 10, 200)
    position = np.log10(rates)
    losses = 2 - 1.5 / (1 + np.exp(-8 * (position + 1))) + rates**2
    found = optimizers.steepest_rate(rates, losses, window=5)
    assert abs(np.log10(found) + 1) < 0.06


def test_what_falls_back_from_an_explosion_is_not_the_steepest_rate():
    losses = np.concatenate(
        [np.full(10, 2.0), np.full(10, 1.0), [99.0] * 10, [3.0] * 9]
    )
    rates = np.arange(1.0, len(losses) + 1)
    assert optimizers.steepest_rate(rates, losses, window=4) == rates[10]
    losses[25:] = np.nan
    assert optimizers.steepest_rate(rates, losses, window=4) == rates[10]


def test_a_range_test_without_room_for_its_window_says_so():
    with pytest.raises(ValueError, match="lowest loss, step 2; received 9 losses"):
        optimizers.steepest_rate(range(9), [3, 2, 1, *[4] * 6], window=3)
