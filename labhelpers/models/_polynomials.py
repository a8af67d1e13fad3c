"""Fit polynomials to many training sets at once."""

import numpy as np


def fit_polynomials(x_train, y_train, x, degree, penalty=0.0):
    """Fit a polynomial to each training set by least squares; return its predictions.

    The weighted features are Legendre polynomials. They give the same functions as
    1, x, x^2, ... with less rounding error.

    Args:
        x_train: Inputs from 0 to 1, shape (num_sets, num_examples).
        y_train: Targets, the same shape.
        x: Where to predict: one row for all sets, shape (num_inputs,), or one row for
            each, shape (num_sets, num_inputs).
        degree: Degree of the polynomials, at least 0.
        penalty: Added to the sum of squared errors: this number times the sum of the
            squared weights; at least 0.

    Returns:
        Predictions, shape (num_sets, num_inputs). Where many polynomials fit equally
        well, the one with the smallest weights predicts.

    Raises:
        ValueError: `penalty` is negative.

    Example:
        >>> x = np.array([[0.0, 0.5, 1.0]])
        >>> np.round(fit_polynomials(x, 2 * x, np.array([0.25]), degree=1), 3).tolist()
        [[0.5]]
    """
    if penalty < 0:
        raise ValueError(f"`penalty` must be at least 0; received {penalty!r}")
    features, targets = _features(x_train, degree), np.asarray(y_train, dtype=float)
    if penalty:
        turned = features.mT
        inverse = np.linalg.inv(turned @ features + penalty * np.eye(degree + 1))
        learned = inverse @ turned
    else:
        learned = np.linalg.pinv(features)
    weights = learned @ targets[..., np.newaxis]
    return (_features(x, degree) @ weights)[..., 0]


def _features(x, degree):
    """Return degree + 1 Legendre polynomials of every x, one more axis at the end."""
    x = np.asarray(x, dtype=float)
    return np.polynomial.legendre.legvander(2 * x - 1, degree)
