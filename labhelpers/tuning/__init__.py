"""Search for hyperparameters: by grid, at random, by a surrogate, and by KerasTuner."""

from labhelpers.tuning._searches import (
    expected_improvement,
    grid_trials,
    propose,
    random_trials,
    surrogate,
)
from labhelpers.tuning._spaces import Choice, Range, places
from labhelpers.tuning._strategies import one_at_a_time, repeat
from labhelpers.tuning._table import SPACE, Table, load_table
from labhelpers.tuning._tuners import (
    BayesianOptimization,
    GridSearch,
    Hyperband,
    RandomSearch,
    rows,
)

__all__ = [
    "SPACE",
    "BayesianOptimization",
    "Choice",
    "GridSearch",
    "Hyperband",
    "RandomSearch",
    "Range",
    "Table",
    "expected_improvement",
    "grid_trials",
    "load_table",
    "one_at_a_time",
    "places",
    "propose",
    "random_trials",
    "repeat",
    "rows",
    "surrogate",
]
