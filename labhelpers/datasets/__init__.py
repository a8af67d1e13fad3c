"""Load data with fixed splits and a sealed test set; generate, standardise, fold it.

`from labhelpers import datasets`, then `data = datasets.load("digits")`.
"""

from functools import cache

from labhelpers.datasets._bundled import read_bundled
from labhelpers.datasets._record import Dataset, seal
from labhelpers.datasets._splits import resplit

__all__ = ["Dataset", "load", "resplit"]


def load(name):
    """Load a data set by its name."""
    return _loaded(name)


@cache
def _loaded(name):
    content = read_bundled(name)
    seal(name, *content.pop("test"))
    x_train, y_train = content.pop("train")
    x_val, y_val = content.pop("validation")
    return Dataset(x_train, y_train, x_val, y_val, name=name, **content)
