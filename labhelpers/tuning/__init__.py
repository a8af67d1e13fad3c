"""Search for hyperparameters: by grid, at random, by a surrogate, and by KerasTuner."""

from labhelpers.tuning._searches import (
    expected_improvement,
    grid_trials,
    propose,
    random_trials,
    surrogate,
)
from labhelpers.tuning._spaces import Choice, Range, places
from labhelpers.tuning._tuners import (
    BayesianOptimization,
    GridSearch,
    Hyperband,
    RandomSearch,
    rows,
)

__all__ = [
    "BayesianOptimization",
    "Choice",
    "GridSearch",
    "Hyperband",
    "RandomSearch",
    "Range",
    "expected_improvement",
    "grid_trials",
    "places",
    "propose",
    "random_trials",
    "rows",
    "surrogate",
]
