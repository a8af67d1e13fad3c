"""Drop neurons at random: the lecture's form, Keras's form, and every thinned net."""

import itertools

import numpy as np


def dropout_mask(shape, rate, generator):
    """Draw which values are kept: 1 with probability 1 - rate, else 0.

    Args:
        shape: Shape of the mask, for example (batch_size, units).
        rate: Fraction that is dropped, in [0, 1).
        generator: A `numpy.random.Generator`.

    Returns:
        An array of 0.0 and 1.0.

    Raises:
        ValueError: `rate` is outside [0, 1).
    """
    _check_rate(rate)
    return (generator.random(shape) >= rate).astype(float)


def dropout_forward(x, mask, rate):
    """Drop by `mask` and scale what is kept by 1 / (1 - rate), as Keras trains.

    Args:
        x: Values before dropout, any shape.
        mask: 0 or 1, the shape of `x`, from `dropout_mask`.
        rate: Fraction that is dropped, in [0, 1).

    Returns:
        What the next layer sees, the shape of `x`; its expectation over masks is `x`.

    Raises:
        ValueError: `rate` is outside [0, 1).

    Source: Srivastava et al. 2014, section 10 ("inverted dropout");
    `keras.layers.Dropout` with training=True.
    """
    _check_rate(rate)
    return np.asarray(x) * mask / (1 - rate)


def dropout_backward(gradient, mask, rate):
    """Return the gradient with respect to what went into `dropout_forward`.

    It is zero where a value was dropped. `gradient` is that with respect to the result,
    in its shape; `mask`, `rate` and the error are those of `dropout_forward`.
    """
    return dropout_forward(gradient, mask, rate)


def weight_scaled(kernel, rate):
    """Return the weights behind a dropped layer as the lecture uses them at test time.

    Args:
        kernel: Weights trained with masks that were not scaled, any shape.
        rate: Fraction that was dropped in training, in [0, 1).

    Returns:
        kernel * (1 - rate).

    Raises:
        ValueError: `rate` is outside [0, 1).

    Source: Srivastava et al. 2014, section 1; the lecture's form.
    """
    _check_rate(rate)
    return np.asarray(kernel) * (1 - rate)


def all_masks(units):
    """Return every mask of a layer: every thinned network there is.

    Args:
        units: Number of units, from 1 to 20.

    Returns:
        Masks of 0.0 and 1.0, shape (2**units, units).

    Raises:
        ValueError: `units` is outside 1 to 20.
    """
    if not 1 <= units <= 20:
        raise ValueError(
            f"All masks are listed for 1 to 20 units; received units={units!r}"
        )
    return np.array(list(itertools.product([0.0, 1.0], repeat=units)))


def mask_probabilities(masks, rate):
    """Return how likely dropout draws each mask.

    Args:
        masks: Masks of 0 and 1, shape (masks, units).
        rate: Fraction that is dropped, in [0, 1).

    Returns:
        rate**dropped * (1 - rate)**kept per mask, shape (masks,).

    Raises:
        ValueError: `rate` is outside [0, 1).
    """
    _check_rate(rate)
    masks = np.asarray(masks)
    kept = masks.sum(axis=1)
    return rate ** (masks.shape[1] - kept) * (1 - rate) ** kept


def _check_rate(rate):
    if not 0 <= rate < 1:
        raise ValueError(
            "rate is the fraction that is dropped and must lie in [0, 1); "
            f"received rate={rate!r}"
        )
