"""Bend what a layer computes: five activations and their derivatives."""

import numpy as np


def sigmoid(z):
    """Squash `z` into 0 to 1: 1 / (1 + e^-z).

    Args:
        z: What a layer computes before its activation, any shape.

    Returns:
        The values, the shape of `z`; large negative `z` give no overflow.
    """
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float)))


def sigmoid_derivative(z):
    """Return the slope of the sigmoid at `z`, in its shape: at most 1/4, at z = 0.

    It is s (1 - s) for s = sigmoid(z).
    """
    values = sigmoid(z)
    return values * (1 - values)


def tanh(z):
    """Squash `z` into -1 to 1.

    Args:
        z: What a layer computes before its activation, any shape.

    Returns:
        The values, the shape of `z`; tanh(z) = 2 sigmoid(2 z) - 1.
    """
    return np.tanh(np.asarray(z, dtype=float))


def tanh_derivative(z):
    """Return the slope of tanh at `z`, 1 - tanh(z)^2, in its shape: at most 1."""
    return 1 - tanh(z) ** 2


def relu(z):
    """Keep what is positive, and put zero in place of the rest.

    Args:
        z: What a layer computes before its activation, any shape.

    Returns:
        max(z, 0), the shape of `z`.
    """
    return np.maximum(np.asarray(z, dtype=float), 0)


def relu_derivative(z):
    """Return the slope of ReLU at `z`, in its shape: 1.0 where z is positive, else 0.0.

    At the kink it is 0, as in TensorFlow.
    """
    return (np.asarray(z) > 0).astype(float)


def elu(z, alpha=1.0):
    """Keep what is not negative, and let the rest level off at -alpha.

    Args:
        z: What a layer computes before its activation, any shape.
        alpha: Where it levels off, above 0.

    Returns:
        `z` where z >= 0, else alpha (e^z - 1), the shape of `z`.

    Source: Clevert, Unterthiner, Hochreiter 2016; `keras.activations.elu`.
    """
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, z, alpha * np.expm1(np.minimum(z, 0)))


def elu_derivative(z, alpha=1.0):
    """Return the slope of ELU at `z`, in its shape: 1 where z >= 0, else alpha e^z."""
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, 1.0, alpha * np.exp(np.minimum(z, 0)))


def maxout_forward(x, kernel, bias):
    """Return the largest of several linear functions, for each unit.

    Args:
        x: What comes in, shape (..., inputs).
        kernel: Weights, shape (inputs, pieces, units).
        bias: Biases, shape (pieces, units).

    Returns:
        The values, shape (..., units).

    Raises:
        ValueError: The shapes do not fit each other.

    Source: Goodfellow et al. 2013, "Maxout networks", section 3.
    """
    x, kernel, bias = (np.asarray(each, dtype=float) for each in (x, kernel, bias))
    fits = kernel.ndim == 3 and x.ndim and x.shape[-1] == kernel.shape[0]
    if not fits or bias.shape != kernel.shape[1:]:
        raise ValueError(
            "Maxout needs x of shape (..., inputs), kernel (inputs, pieces, units) and "
            f"bias (pieces, units); received {x.shape}, {kernel.shape}, {bias.shape}"
        )
    return (np.tensordot(x, kernel, axes=1) + bias).max(axis=-2)


# From the name in Keras to the activation and its derivative.
ACTIVATIONS = {
    "sigmoid": (sigmoid, sigmoid_derivative),
    "tanh": (tanh, tanh_derivative),
    "relu": (relu, relu_derivative),
    "elu": (elu, elu_derivative),
}
