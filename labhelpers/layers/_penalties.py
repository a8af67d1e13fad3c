"""Add the size of the weights to the loss: L2 and L1, their gradients, the threshold.

All follow the lecture: the strength is its lambda, the L2 penalty has a factor 1/2 and
the square. Keras's `L2(l2)` adds l2 * sum(w**2) without it, so l2 = strength / 2; its
`L1(l1)` adds l1 * sum(|w|), so l1 = strength. Apply them to kernels; biases are usually
left out.
"""

import numpy as np


def l2_penalty(w, strength):
    """Return half the strength times the sum of all squared weights.

    Args:
        w: Weights, any shape.
        strength: The lecture's lambda, 0 or more.

    Returns:
        strength / 2 * sum(w**2), a float.

    Raises:
        ValueError: `strength` is negative.

    Example:
        >>> l2_penalty([3.0, -4.0], strength=0.1)
        1.25

    Source: Krogh and Hertz 1991; `keras.regularizers.L2(strength / 2)`.
    """
    _check_strength(strength)
    return float(strength / 2 * np.sum(np.square(w)))


def l2_gradient(w, strength):
    """Return the gradient of `l2_penalty`, strength * w, in the shape of `w`.

    Arguments and errors are those of `l2_penalty`.
    """
    _check_strength(strength)
    return strength * np.asarray(w)


def l1_penalty(w, strength):
    """Return the strength times the sum of the sizes of all weights.

    Args:
        w: Weights, any shape.
        strength: The lecture's lambda, 0 or more.

    Returns:
        strength * sum(|w|), a float.

    Raises:
        ValueError: `strength` is negative.

    Example:
        >>> l1_penalty([3.0, -4.0], strength=0.5)
        3.5

    Source: Tibshirani 1996 (the lasso); `keras.regularizers.L1(strength)`.
    """
    _check_strength(strength)
    return float(strength * np.sum(np.abs(w)))


def l1_gradient(w, strength):
    """Return a gradient of `l1_penalty`, strength * sign(w), in the shape of `w`.

    It has one size for all weights, small or large, and is 0 at the kink w = 0, as in
    TensorFlow. Arguments and errors are those of `l1_penalty`.
    """
    _check_strength(strength)
    return strength * np.sign(w)


def soft_threshold(w, threshold):
    """Move every weight towards zero by `threshold`, and stop there.

    The exact step of an L1 penalty: what minimises (new - w)**2 / 2 + threshold *
    |new|. After a step of descent with learning rate eta the threshold is eta *
    strength. A step by the sign would jump over zero; this one lands on it.

    Args:
        w: Weights, any shape.
        threshold: Distance, 0 or more; a number, or an array that broadcasts.

    Returns:
        New weights, the shape of `w`; exactly 0 where |w| is at most `threshold`.

    Raises:
        ValueError: `threshold` is negative.

    Example:
        >>> soft_threshold([3.0, -0.5, -2.0], 1.0).tolist()
        [2.0, 0.0, -1.0]

    Source: Donoho 1995; Daubechies, Defrise, De Mol 2004 for its use in descent.
    """
    if np.any(np.asarray(threshold) < 0):
        raise ValueError(f"threshold must be 0 or more; received {threshold!r}")
    w = np.asarray(w)
    return w - np.clip(w, -threshold, threshold)


def _check_strength(strength):
    if strength < 0:
        raise ValueError(f"strength must be 0 or more; received strength={strength!r}")
