"""Write the adaptive rules, which scale each weight's step, in Keras's form."""

import numpy as np


def adagrad_step(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    """Take one step of Adagrad in Keras's form.

    Args:
        w: Weights, any shape.
        accumulator: Sum of all squared gradients, the shape of `w`; Keras starts it
            at 0.1.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.
        epsilon: Guards against a division by zero; it stands inside the root.

    Returns:
        The new `w` and the new `accumulator`.

    Source: Duchi et al. 2011; `keras.optimizers.Adagrad`.
    """
    gradient = np.asarray(gradient)
    accumulator = np.asarray(accumulator) + gradient**2
    scaled = gradient / np.sqrt(accumulator + epsilon)
    return np.asarray(w) - learning_rate * scaled, accumulator


def rmsprop_step(w, second_moment, gradient, learning_rate, rho=0.9, epsilon=1e-7):
    """Take one step of RMSprop in Keras's form.

    Args:
        w: Weights, any shape.
        second_moment: Running average of squared gradients, the shape of `w`; Keras
            starts it at 0.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.
        rho: Weight of the old average, in [0, 1).
        epsilon: Guards against a division by zero; it stands inside the root.

    Returns:
        The new `w` and the new `second_moment`.

    Source: Tieleman and Hinton 2012; `keras.optimizers.RMSprop` without momentum.
    """
    gradient = np.asarray(gradient)
    second_moment = rho * np.asarray(second_moment) + (1 - rho) * gradient**2
    scaled = gradient / np.sqrt(second_moment + epsilon)
    return np.asarray(w) - learning_rate * scaled, second_moment


def adam_step(
    w,
    first_moment,
    second_moment,
    step,
    gradient,
    learning_rate,
    beta_1=0.9,
    beta_2=0.999,
    epsilon=1e-7,
):
    """Take one step of Adam in Keras's form.

    Args:
        w: Weights, any shape.
        first_moment: Running average of gradients, the shape of `w`; zero at first.
        second_moment: Running average of squared gradients, the same.
        step: The number of this step, counted from 1.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.
        beta_1: Weight of the old first moment, in [0, 1).
        beta_2: Weight of the old second moment, in [0, 1).
        epsilon: Added to the root before its bias is corrected ("epsilon hat").

    Returns:
        The new `w`, `first_moment` and `second_moment`.

    Raises:
        ValueError: `step` is less than 1.

    Source: Kingma and Ba 2015, the efficient form at the end of section 2;
    `keras.optimizers.Adam`.
    """
    if step < 1:
        raise ValueError(f"Adam counts its steps from 1; received step={step!r}")
    gradient = np.asarray(gradient)
    first_moment = beta_1 * np.asarray(first_moment) + (1 - beta_1) * gradient
    second_moment = beta_2 * np.asarray(second_moment) + (1 - beta_2) * gradient**2
    rate = learning_rate * np.sqrt(1 - beta_2**step) / (1 - beta_1**step)
    new_w = np.asarray(w) - rate * first_moment / (np.sqrt(second_moment) + epsilon)
    return new_w, first_moment, second_moment


def adamw_step(
    w,
    first_moment,
    second_moment,
    step,
    gradient,
    learning_rate,
    beta_1=0.9,
    beta_2=0.999,
    epsilon=1e-7,
    weight_decay=0.004,
):
    """Take one step of Adam that first shrinks the weights themselves.

    Arguments, result and errors are those of `adam_step`. The gradient is that of the
    loss without any penalty, and `weight_decay` is the fraction of `learning_rate * w`
    that is taken off at each step.

    Source: Loshchilov and Hutter 2019; `keras.optimizers.AdamW`.
    """
    shrunk = np.asarray(w) * (1 - learning_rate * weight_decay)
    return adam_step(
        shrunk,
        first_moment,
        second_moment,
        step,
        gradient,
        learning_rate,
        beta_1,
        beta_2,
        epsilon,
    )
