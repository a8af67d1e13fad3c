"""Search for hyperparameters: by grid, at random, by a surrogate, and by KerasTuner."""

from importlib import import_module

from labhelpers.tuning._searches import expected_improvement, surrogate
from labhelpers.tuning._spaces import Range
from labhelpers.tuning._strategies import one_at_a_time, repeat, shifted_grid
from labhelpers.tuning._table import SPACE, Table, load_table

__all__ = [
    "SPACE",
    "BayesianOptimization",
    "GridSearch",
    "Hyperband",
    "RandomSearch",
    "Range",
    "Table",
    "digits_network",
    "expected_improvement",
    "load_table",
    "one_at_a_time",
    "repeat",
    "rows",
    "search_with_workers",
    "shifted_grid",
    "surrogate",
    "tuned_network",
]

_WITH_KERAS = {
    "BayesianOptimization": "_tuners",
    "GridSearch": "_tuners",
    "Hyperband": "_tuners",
    "RandomSearch": "_tuners",
    "digits_network": "_network",
    "rows": "_tuners",
    "search_with_workers": "_distributed",
    "tuned_network": "_network",
}


def __getattr__(name):
    """Load what needs KerasTuner when it is first asked for: TensorFlow is large."""
    if name not in _WITH_KERAS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WITH_KERAS[name]}"), name)
