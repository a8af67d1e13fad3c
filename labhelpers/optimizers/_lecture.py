"""Write the adaptive rules as the lecture does, where that differs from Keras."""

import numpy as np


def lecture_adagrad_step(w, mean_square, step, gradient, learning_rate):
    """Take one step of Adagrad in the lecture's form.

    A rate that falls with the number of steps is divided by the root mean square of
    all past gradients. No epsilon guards the division: a weight whose gradients were
    all zero becomes NaN.

    Args:
        w: Weights, any shape.
        mean_square: Mean of all past squared gradients, the shape of `w`; zero at
            first.
        step: The number of this step, counted from 1 (the lecture's t + 1).
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size eta, positive; divided by the root of `step`.

    Returns:
        The new `w` and the new `mean_square`.

    Raises:
        ValueError: `step` is less than 1.

    Source: the lecture, w <- w - (eta_t / sigma_t) g with eta_t = eta / sqrt(t + 1).
    """
    _require_step("Adagrad", step)
    gradient = np.asarray(gradient)
    mean_square = ((step - 1) * np.asarray(mean_square) + gradient**2) / step
    rate = learning_rate / np.sqrt(step)
    return np.asarray(w) - rate * gradient / np.sqrt(mean_square), mean_square


def lecture_rmsprop_step(w, sigma, step, gradient, learning_rate, rho=0.9):
    """Take one step of RMSProp in the lecture's first form.

    Args:
        w: Weights, any shape.
        sigma: Root of the running average of squared gradients, the shape of `w`; the
            first step sets it to the size of the first gradient.
        step: The number of this step, counted from 1.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.
        rho: Weight of the old average, in [0, 1); the lecture's alpha.

    Returns:
        The new `w` and the new `sigma`.

    Raises:
        ValueError: `step` is less than 1.

    Source: the lecture, sigma_0 = g_0 and sigma_t = sqrt(alpha sigma_{t-1}^2 +
    (1 - alpha) g_t^2).
    """
    _require_step("RMSProp", step)
    gradient = np.asarray(gradient)
    average = rho * np.asarray(sigma) ** 2 + (1 - rho) * gradient**2
    sigma = np.sqrt(gradient**2 if step == 1 else average)
    return np.asarray(w) - learning_rate * gradient / sigma, sigma


def lecture_second_rmsprop_step(
    w, second_moment, gradient, learning_rate, rho=0.9, epsilon=1e-7
):
    """Take one step of RMSProp in the lecture's second form.

    Arguments and result are those of `rmsprop_step`, but `epsilon` stands outside the
    root. The lecture calls the learning rate alpha and rho beta.

    Source: the lecture, s = beta s + (1 - beta) dW^2, W = W - alpha dW / (sqrt(s) +
    eps).
    """
    gradient = np.asarray(gradient)
    second_moment = rho * np.asarray(second_moment) + (1 - rho) * gradient**2
    scaled = gradient / (np.sqrt(second_moment) + epsilon)
    return np.asarray(w) - learning_rate * scaled, second_moment


def lecture_adam_step(
    w,
    first_moment,
    second_moment,
    step,
    gradient,
    learning_rate,
    beta_1=0.9,
    beta_2=0.999,
    epsilon=1e-8,
):
    """Take one step of Adam as algorithm 1 of its paper writes it.

    Arguments, result and errors are those of `adam_step`, but `epsilon` is added to the
    root after the bias of both moments is corrected. The lecture calls the learning
    rate alpha and takes 0.001. Both moments are returned uncorrected.

    Source: Kingma and Ba 2015, algorithm 1; the lecture takes it over.
    """
    _require_step("Adam", step)
    gradient = np.asarray(gradient)
    first_moment = beta_1 * np.asarray(first_moment) + (1 - beta_1) * gradient
    second_moment = beta_2 * np.asarray(second_moment) + (1 - beta_2) * gradient**2
    corrected = first_moment / (1 - beta_1**step)
    root = np.sqrt(second_moment / (1 - beta_2**step))
    new_w = np.asarray(w) - learning_rate * corrected / (root + epsilon)
    return new_w, first_moment, second_moment


def _require_step(rule, step):
    if step < 1:
        raise ValueError(f"{rule} counts its steps from 1; received step={step!r}")
