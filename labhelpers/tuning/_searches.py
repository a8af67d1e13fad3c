"""Search: every combination, at random, by what earlier trials say, by hand."""

import itertools
import warnings

import numpy as np

from labhelpers.tuning._spaces import Choice, places


def grid_trials(space, points, *, ends=True):
    """Return all combinations of equally spaced values.

    Args:
        space: From hyperparameter to `Range` or `Choice`; a choice has all its values.
        points: Number of values along each range, at least 1; an int, or a dict from
            hyperparameter to int.
        ends: Whether the end points belong to the grid, or it is centred.

    Returns:
        A list of dicts: as many as the product of the numbers of points.

    Raises:
        ValueError: A number of points is less than 1.
    """
    axes = []
    for name, axis in space.items():
        number = points[name] if isinstance(points, dict) else points
        if number < 1:
            raise ValueError(f"A grid needs 1 point or more; received {number!r}")
        where = np.linspace(0, 1, number) if ends and number > 1 else _centres(number)
        is_choice = isinstance(axis, Choice)
        axes.append(axis.values if is_choice else [axis.value(w) for w in where])
    return [dict(zip(space, each, strict=True)) for each in itertools.product(*axes)]


def random_trials(space, budget, generator):
    """Return trials drawn independently, evenly in each range on its own scale.

    Args:
        space: From hyperparameter to `Range` or `Choice`.
        budget: Number of trials.
        generator: A NumPy `Generator`.
    """
    draws = generator.random((budget, len(space)))
    return [
        {
            name: axis.value(w)
            for (name, axis), w in zip(space.items(), row, strict=True)
        }
        for row in draws
    ]


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


def surrogate(tried, scores, *, length_scale=0.3, noise=0.1):
    """Return a Gaussian process fitted to what was tried.

    Args:
        tried: Places of the trials, shape (trials, dimensions), 0 to 1.
        scores: Their scores, shape (trials,), higher is better.
        length_scale: Distance over which scores stay alike.
        noise: Standard deviation of a repeated score, relative to that of all scores.

    Returns:
        scikit-learn's `GaussianProcessRegressor`; `predict(places, return_std=True)`.
    """
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import Matern

    model = GaussianProcessRegressor(
        Matern(length_scale, nu=2.5), alpha=noise**2, optimizer=None, normalize_y=True
    )
    return model.fit(tried, scores)


def propose(space, trials, scores, candidates):
    """Return the candidate from which most improvement is expected.

    Args:
        space: From hyperparameter to `Range` or `Choice`.
        trials: What was tried: dicts.
        scores: Their scores, higher is better; a failed trial has NaN.
        candidates: What may be tried next: dicts.

    Returns:
        One of `candidates`.
    """
    scores = np.asarray(scores, dtype=float)
    # a failed trial warns off its neighbourhood
    scores = np.where(np.isfinite(scores), scores, np.nanmin(scores, initial=0.0))
    with warnings.catch_warnings(action="ignore"):  # all scores may be equal
        model = surrogate(places(space, trials), scores)
    mean, std = model.predict(places(space, candidates), return_std=True)
    gains = expected_improvement(mean, std, scores.max())
    return candidates[int(np.argmax(gains))]


def _centres(number):
    return (np.arange(number) + 0.5) / number
