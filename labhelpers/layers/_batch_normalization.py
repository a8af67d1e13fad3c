"""Normalize by the batch: forward, backward, and the averages that inference needs.

Keras's conventions: statistics per feature, over all axes but the last; the variance
divides by the number of values (biased); `epsilon` stands inside the root; `momentum`
weighs the *old* average; the moving variance takes in the same biased variance.
"""

from typing import NamedTuple

import numpy as np


class BatchNormCache(NamedTuple):
    """What `batchnorm_forward` keeps for the backward pass and for the averages.

    Attributes:
        normalized: The input with mean 0 and variance 1 per feature, its shape.
        mean: Mean of the batch, shape (features,).
        variance: Variance of the batch, shape (features,).
        gamma: The scale that was used, shape (features,).
        epsilon: The number that was added to the variance.
    """

    normalized: np.ndarray
    mean: np.ndarray
    variance: np.ndarray
    gamma: np.ndarray
    epsilon: float


def batchnorm_forward(x, gamma, beta, epsilon=1e-3):
    """Normalize a batch by its own statistics, then scale and shift, as in training.

    Args:
        x: Batch, shape (..., features), at least one example.
        gamma: Scale, shape (features,).
        beta: Shift, shape (features,).
        epsilon: Added to the variance under the root; not negative.

    Returns:
        The result, shape of `x`, and a `BatchNormCache`.

    Raises:
        ValueError: `x` has fewer than two axes or no example, or `gamma` or `beta` do
            not have one value per feature.

    Example:
        >>> result, cache = batchnorm_forward(x, np.ones(64), np.zeros(64))

    Source: Ioffe and Szegedy 2015, algorithm 1; `keras.layers.BatchNormalization` with
    training=True.
    """
    x, gamma, beta = _checked(x, gamma, beta)
    axes = tuple(range(x.ndim - 1))
    mean = x.mean(axis=axes)
    centred = x - mean
    variance = np.square(centred).mean(axis=axes)
    normalized = centred / np.sqrt(variance + epsilon)
    cache = BatchNormCache(normalized, mean, variance, gamma, epsilon)
    return gamma * normalized + beta, cache


def batchnorm_backward(gradient, cache):
    """Return the gradients with respect to what went into `batchnorm_forward`.

    The mean and the variance depend on every example, so the gradient flows through
    both: it loses its mean and its part along the normalized values.

    Args:
        gradient: Gradient of the loss with respect to the result, its shape.
        cache: From the forward pass.

    Returns:
        The gradients of `x`, `gamma` and `beta`, each in the shape of its quantity.

    Raises:
        ValueError: `gradient` does not have the shape of the forward pass.

    Source: Ioffe and Szegedy 2015, section 3, in simplified form.
    """
    gradient = np.asarray(gradient)
    normalized = cache.normalized
    if gradient.shape != normalized.shape:
        raise ValueError(
            f"gradient needs the shape of the forward pass, {normalized.shape}; "
            f"received {gradient.shape}"
        )
    axes = tuple(range(gradient.ndim - 1))
    gradient_gamma = (gradient * normalized).sum(axis=axes)
    gradient_beta = gradient.sum(axis=axes)
    number = gradient[..., 0].size
    through = gradient - gradient_beta / number - normalized * gradient_gamma / number
    gradient_x = cache.gamma / np.sqrt(cache.variance + cache.epsilon) * through
    return gradient_x, gradient_gamma, gradient_beta


def batchnorm_inference(x, gamma, beta, mean, variance, epsilon=1e-3):
    """Normalize by statistics that are given, as at inference: example by example.

    Args:
        x: Examples, shape (..., features).
        gamma: Scale, shape (features,).
        beta: Shift, shape (features,).
        mean: Moving mean, or the mean of the whole training set, shape (features,).
        variance: Moving variance, or that of the training set, shape (features,).
        epsilon: Added to the variance under the root.

    Returns:
        The result, shape of `x`.

    Source: Ioffe and Szegedy 2015, algorithm 2; `keras.layers.BatchNormalization` with
    training=False.
    """
    scale = np.asarray(gamma) / np.sqrt(np.asarray(variance) + epsilon)
    return (np.asarray(x) - mean) * scale + beta


def moving_average(average, batch_value, momentum=0.99):
    """Return a moving average after one more batch.

    Args:
        average: The average so far: Keras starts a mean at 0 and a variance at 1.
        batch_value: Mean or variance of the batch, the shape of `average`.
        momentum: Weight of the *old* average, in [0, 1].

    Returns:
        momentum * average + (1 - momentum) * batch_value.

    Raises:
        ValueError: `momentum` is outside [0, 1].

    Source: `keras.layers.BatchNormalization`, which has `momentum=0.99`. PyTorch's
    number of this name is the weight of the *new* value.
    """
    if not 0 <= momentum <= 1:
        raise ValueError(
            "momentum is the weight of the old average and must lie in [0, 1]; "
            f"received momentum={momentum!r}"
        )
    return momentum * np.asarray(average) + (1 - momentum) * np.asarray(batch_value)


def fold_batchnorm(kernel, bias, gamma, beta, mean, variance, epsilon=1e-3):
    """Return the dense layer that does what a dense layer and its normalization do.

    At inference the normalization is a scale and a shift per unit, which the layer
    before it can take over.

    The layer has a `kernel`, shape (inputs, units), and a `bias`, shape (units,); the
    other arguments are those of `batchnorm_inference`. The new kernel and the new bias
    are returned.
    """
    scale = np.asarray(gamma) / np.sqrt(np.asarray(variance) + epsilon)
    return np.asarray(kernel) * scale, (np.asarray(bias) - mean) * scale + beta


def _checked(x, gamma, beta):
    x, gamma, beta = np.asarray(x), np.asarray(gamma), np.asarray(beta)
    if x.ndim < 2 or x[..., 0].size == 0:
        raise ValueError(
            "A batch of shape (..., features) with at least one example is needed; "
            f"received shape {x.shape}"
        )
    for name, values in [("gamma", gamma), ("beta", beta)]:
        if values.shape != x.shape[-1:]:
            raise ValueError(
                f"{name} needs one value per feature, shape {x.shape[-1:]}; "
                f"received {values.shape}"
            )
    return x, gamma, beta


def shaken(weights, size, generator):
    """Return the weights with every hidden gamma and beta moved at random.

    It makes a covariate shift of any size (Santurkar and others 2018, section 3.1).

    Args:
        weights: A tuple (kernel, gamma, beta) per layer; the last one stays as it is.
        size: Largest change of gamma, as a fraction; that of beta is twice the number.
        generator: A NumPy `Generator`.
    """
    if not size:
        return weights
    moved = [
        (kernel, gamma * factor, beta + 2 * size * generator.uniform(-1, 1, beta.shape))
        for kernel, gamma, beta in weights[:-1]
        for factor in [1 + size * generator.uniform(-1, 1, gamma.shape)]
    ]
    return [*moved, weights[-1]]
