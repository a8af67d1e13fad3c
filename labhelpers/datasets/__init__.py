"""Load data with a fixed split and a sealed test set; generate, split and scale data.

In a lab: `data = datasets.load("digits")`, then learn on `data.x_train, data.y_train`,
choose on `data.x_val, data.y_val`, and measure once, at the end, on what
`data.open_test_set()` returns.
"""

from functools import cache

from labhelpers.datasets._bundled import BUNDLED, read_bundled
from labhelpers.datasets._generated import (
    GENERATED,
    noisy_sine,
    read_generated,
    two_moons,
)
from labhelpers.datasets._noise import flip_labels
from labhelpers.datasets._online import ONLINE, read_online
from labhelpers.datasets._record import Dataset, seal
from labhelpers.datasets._scaling import standardize
from labhelpers.datasets._splits import resplit

__all__ = [
    "Dataset",
    "flip_labels",
    "load",
    "noisy_sine",
    "resplit",
    "standardize",
    "two_moons",
]

_READERS = (
    dict.fromkeys(BUNDLED, read_bundled)
    | dict.fromkeys(GENERATED, read_generated)
    | dict.fromkeys(ONLINE, read_online)
)


def load(name):
    """Load a data set, split for good into training, validation and sealed test part.

    A comparison means something only if everyone compares on the same examples: the
    split is the same on every machine and under every `LABS_SEED`. Classes keep their
    shares in each part, and examples come in random order, so `x_train[:200]` is a
    fair small training set. `data/README.md` has the sources.

    | name            | train  | validation | test   | features     | targets       |
    |-----------------|--------|------------|--------|--------------|---------------|
    | `digits`        | 1077   | 360        | 360    | 64, 0 to 1   | 10 classes    |
    | `breast_cancer` | 341    | 114        | 114    | 30, raw      | 2 classes     |
    | `diabetes`      | 266    | 88         | 88     | 10, raw      | 25 to 346     |
    | `noisy_sine`    | 600    | 200        | 200    | 1, 0 to 1    | about -2 to 2 |
    | `two_moons`     | 600    | 200        | 200    | 2            | 2 classes     |
    | `mnist`         | 50,000 | 10,000     | 10,000 | 784, 0 to 1  | 10 classes    |
    | `fashion_mnist` | 50,000 | 10,000     | 10,000 | 784, 0 to 1  | 10 classes    |
    | `cifar10`       | 40,000 | 10,000     | 10,000 | 3072, 0 to 1 | 10 classes    |

    The first three lie in `data/`. The next two are drawn, with seed 0, by the
    functions of the same names. Keras downloads and caches the last three.

    Args:
        name: one of the names above.

    Returns:
        A `Dataset`: read-only arrays `x_train`, `y_train`, `x_val`, `y_val`, the names
        of features and classes, and `open_test_set()`. Loading again returns the same.

    Raises:
        ValueError: for another name, or if a file in `data/` is damaged.
        FileNotFoundError: if a file in `data/` is missing.
        OSError: if Keras has no good copy of an online set and cannot download it.

    Example:
        >>> load("digits")
        Dataset('digits', x_train (1077, 64), x_val (360, 64), 10 classes)
    """
    if not isinstance(name, str) or name not in _READERS:
        raise ValueError(
            f"name needs to be one of {', '.join(_READERS)}. "
            f"Received: {name!r}{_nearest(name)}"
        )
    return _loaded(name)


@cache
def _loaded(name):
    """Return the record of `name`, read once per process, with its test part sealed."""
    content = _READERS[name](name)
    x_train, y_train = content.pop("train")
    x_val, y_val = content.pop("validation")
    seal(name, *content.pop("test"))
    return Dataset(x_train, y_train, x_val, y_val, name=name, **content)


def _nearest(name):
    """Return a question with the name that was probably meant, or nothing."""
    from difflib import get_close_matches

    plain = str(name).lower().replace("-", "_").replace(" ", "_")
    nearest = get_close_matches(plain, _READERS, n=1)
    return f". Did you mean {nearest[0]!r}?" if nearest else ""
