"""Choose the next trial by what earlier trials say: expected improvement."""

import numpy as np

LENGTH_SCALE = 0.3  # distance over which scores stay alike
NOISE = 0.1  # standard deviation of a repeated score, relative to that of all scores


def expected_improvement(mean, std, best):
    """Return by how much a trial is expected to exceed the best score so far.

    Args:
        mean: Expected score, any shape.
        std: Its standard deviation, 0 or more, the shape of `mean`.
        best: The best score so far.

    Returns:
        E[max(score - best, 0)] for a normal score, the shape of `mean`; where `std` is
        0 simply max(mean - best, 0).

    Source: Mockus 1978; Jones, Schonlau and Welch 1998.
    """
    from scipy.stats import norm

    mean, std = np.asarray(mean, dtype=float), np.asarray(std, dtype=float)
    gain = mean - best
    z = gain / np.where(std > 0, std, 1.0)
    expected = gain * norm.cdf(z) + std * norm.pdf(z)
    return np.where(std > 0, expected, np.maximum(gain, 0.0))


def surrogate(tried, scores):
    """Return a Gaussian process fitted to what was tried.

    Args:
        tried: Places of the trials, shape (trials, dimensions), 0 to 1.
        scores: Their scores, shape (trials,), higher is better.

    Returns:
        scikit-learn's `GaussianProcessRegressor`; `predict(places, return_std=True)`.
    """
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import Matern

    model = GaussianProcessRegressor(
        Matern(LENGTH_SCALE, nu=2.5), alpha=NOISE**2, optimizer=None, normalize_y=True
    )
    return model.fit(tried, scores)
