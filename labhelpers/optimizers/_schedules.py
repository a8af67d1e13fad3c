"""Lower, or first raise, the learning rate as a function of the step.

Every schedule takes a step, counted from 0 as Keras's optimizers count it, or an array
of steps, and returns the learning rate that this step uses.
"""

import numpy as np


def step_decay(step, learning_rate, drop_every, factor):
    """Multiply the rate by `factor` after every `drop_every` steps.

    Args:
        step: Step, or array of steps, from 0. With epochs here and in `drop_every`, it
            is the lecture's "reduce by a factor every few epochs".
        learning_rate: Rate of the first step, positive.
        drop_every: Steps from one drop to the next, positive.
        factor: What is left at a drop, in (0, 1].

    Returns:
        Rate, the shape of `step`.

    Source: `keras.optimizers.schedules.ExponentialDecay` with `staircase=True`.
    """
    return learning_rate * factor ** (np.asarray(step) // drop_every)


def piecewise_decay(step, boundaries, values):
    """Keep the rate constant between boundaries.

    Args:
        step: Step, or array of steps, from 0.
        boundaries: Steps in rising order; the rate changes after each of them.
        values: Rates, one more than boundaries.

    Returns:
        Rate, the shape of `step`: `values[0]` up to and with `boundaries[0]`.

    Raises:
        ValueError: There is not one more value than boundaries.

    Source: `keras.optimizers.schedules.PiecewiseConstantDecay`.
    """
    if len(values) != len(boundaries) + 1:
        raise ValueError(
            "values needs one entry more than boundaries; "
            f"received {len(values)} values and {len(boundaries)} boundaries"
        )
    return np.asarray(values)[np.searchsorted(boundaries, step, side="left")]


def exponential_decay(step, learning_rate, decay_steps, decay_rate):
    """Multiply the rate by `decay_rate` in the course of `decay_steps` steps.

    With a `decay_rate` above 1 the rate grows, as in a range test.

    Args:
        step: Step, or array of steps, from 0.
        learning_rate: Rate of the first step, positive.
        decay_steps: In how many steps, positive.
        decay_rate: What is left then, positive.

    Returns:
        Rate, the shape of `step`.

    Source: `keras.optimizers.schedules.ExponentialDecay`.
    """
    return learning_rate * decay_rate ** (np.asarray(step) / decay_steps)


def inverse_sqrt_decay(step, learning_rate):
    """Divide the rate by the square root of the number of the step.

    Args:
        step: Step, or array of steps, from 0.
        learning_rate: Rate of the first step, positive.

    Returns:
        Rate, the shape of `step`: `learning_rate / sqrt(step + 1)`.

    Source: the lecture, which calls it "1/t decay"; Keras has no such schedule.
    """
    return learning_rate / np.sqrt(np.asarray(step) + 1)


def inverse_time_decay(step, learning_rate):
    """Divide the rate by the number of the step: the true 1/t decay.

    It is `learning_rate / (step + 1)`; the arguments are those of `inverse_sqrt_decay`.

    Source: `keras.optimizers.schedules.InverseTimeDecay` with one decay step and
    decay rate 1.
    """
    return learning_rate / (np.asarray(step) + 1)


def cosine_decay(step, learning_rate, decay_steps, alpha=0.0):
    """Lower the rate along half a cosine wave, slowly at both ends.

    Args:
        step: Step, or array of steps, from 0.
        learning_rate: Rate of the first step, positive.
        decay_steps: Step from which the rate is at its lowest, positive.
        alpha: The lowest rate, as a fraction of the first, in [0, 1].

    Returns:
        Rate, the shape of `step`.

    Source: Loshchilov and Hutter 2017; `keras.optimizers.schedules.CosineDecay`.
    """
    done = np.minimum(np.asarray(step) / decay_steps, 1)
    return learning_rate * (alpha + (1 - alpha) * (1 + np.cos(np.pi * done)) / 2)


def warmup_cosine_decay(step, learning_rate, warmup_steps, decay_steps):
    """Raise the rate in equal steps from 0, then lower it along half a cosine wave.

    Args:
        step: Step, or array of steps, from 0.
        learning_rate: The highest rate, reached after the warm-up, positive.
        warmup_steps: Length of the warm-up; 0 for none.
        decay_steps: Length of the decay that follows, positive.

    Returns:
        Rate, the shape of `step`.

    Source: Goyal et al. 2017; `keras.optimizers.schedules.CosineDecay` with
    `warmup_target`.
    """
    step = np.asarray(step)
    rising = learning_rate * step / max(warmup_steps, 1)
    falling = cosine_decay(
        np.maximum(step - warmup_steps, 0), learning_rate, decay_steps
    )
    return np.where(step < warmup_steps, rising, falling)
