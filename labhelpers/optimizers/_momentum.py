"""Write plain gradient descent and momentum, one step at a time."""

import numpy as np


def sgd_step(w, gradient, learning_rate):
    """Take one step of plain gradient descent.

    Args:
        w: Weights, any shape.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.

    Returns:
        The new `w`.

    Example:
        >>> float(sgd_step(1.0, gradient=2.0, learning_rate=0.25))
        0.5

    Source: Robbins and Monro 1951; `keras.optimizers.SGD` without momentum.
    """
    return np.asarray(w) - learning_rate * np.asarray(gradient)


def momentum_step(w, velocity, gradient, learning_rate, momentum):
    """Take one step that keeps part of the last one.

    Args:
        w: Weights, any shape.
        velocity: The last movement, the shape of `w`; zero before the first step.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.
        momentum: Fraction of the last movement that is kept, in [0, 1).

    Returns:
        The new `w` and the new `velocity`.

    Source: Polyak 1964 (heavy ball), as the lecture and `keras.optimizers.SGD` write
    it: the learning rate stands inside the velocity.
    """
    velocity = momentum * np.asarray(velocity) - learning_rate * np.asarray(gradient)
    return np.asarray(w) + velocity, velocity


def averaged_momentum_step(w, average, gradient, learning_rate, momentum):
    """Take one step along a running average of the gradients.

    The lecture's second form. With `learning_rate * (1 - momentum)` equal to the
    learning rate of `momentum_step`, both take the same path.

    Args:
        w: Weights, any shape.
        average: Running average of the gradients, the shape of `w`; zero at first.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.
        momentum: Weight of the old average, in [0, 1).

    Returns:
        The new `w` and the new `average`.

    Source: the lecture's second form, v = beta v + (1 - beta) dW, W = W - alpha v.
    """
    average = momentum * np.asarray(average) + (1 - momentum) * np.asarray(gradient)
    return np.asarray(w) - learning_rate * average, average


def nesterov_step(w, velocity, gradient, learning_rate, momentum):
    """Take one momentum step that looks one movement ahead.

    Arguments and result are those of `momentum_step`; `w` is the point to which the
    last step already looked ahead.

    Source: Nesterov 1983 in the form of Sutskever et al. 2013, written for the
    looked-ahead weights as `keras.optimizers.SGD(nesterov=True)` does.
    """
    gradient = np.asarray(gradient)
    velocity = momentum * np.asarray(velocity) - learning_rate * gradient
    movement = momentum * velocity - learning_rate * gradient
    return np.asarray(w) + movement, velocity


def velocity_from_gradients(gradients, learning_rate, momentum):
    """Return the velocity after all `gradients` as one weighted sum.

    Args:
        gradients: Gradients in the order in which they were met, shape
            (num_steps, dimensions).
        learning_rate: Step size, positive.
        momentum: Fraction of the last movement that is kept, in [0, 1).

    Returns:
        -learning_rate * sum over steps i of momentum**(age of i) * gradients[i], shape
        (dimensions,); the newest gradient has age 0.
    """
    gradients = np.asarray(gradients, dtype=float)
    ages = np.arange(len(gradients))[::-1]
    return -learning_rate * momentum**ages @ gradients
