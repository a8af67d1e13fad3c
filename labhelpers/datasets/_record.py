"""The record that `load` returns, and the seal on its test part."""

from dataclasses import dataclass

import numpy as np

_TEST_SETS = {}  # name -> (x_test, y_test), filled by `seal`
_OPENED = set()  # the names whose test set this process has opened


def frozen(array):
    """Return a read-only view of `array` that cannot be made writable again.

    Loaded arrays are shared between records: a change in place would reach them all.
    """
    array.setflags(write=False)
    return array.view()


def seal(name, x_test, y_test):
    """Put the test part of `name` where only `open_test_set` looks for it."""
    _TEST_SETS[name] = x_test, y_test


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Hold one data set: a training part, a validation part, and a sealed test part.

    Parameters are learned on the training part and hyperparameters chosen on the
    validation part. The test part is no field on purpose: whatever is chosen on it,
    it can no longer measure. Arrays are read-only; work on a copy (`x = x - mean`,
    not `x -= mean`). `dataclasses.replace(data, x_train=..., x_val=...)` makes a
    record with other arrays and the same seal.

    Args:
        x_train: training inputs, float32, shape (num_train, num_features). Images are
            rows of pixels; `x.reshape(-1, *image_shape)` gives the pictures.
        y_train: training targets, shape (num_train,): int64 from 0 to
            num_classes - 1, or float32 for regression.
        x_val: validation inputs, float32, shape (num_val, num_features).
        y_val: validation targets, shape (num_val,), of the type of `y_train`.
        feature_names: what the columns of `x_train` mean, num_features strings.
        class_names: what the labels mean, num_classes strings; None for regression.
        image_shape: (height, width) or (height, width, channels); None if the
            examples are no images.
        name: the name that `load` knows.
    """

    x_train: np.ndarray
    y_train: np.ndarray
    x_val: np.ndarray
    y_val: np.ndarray
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...] | None
    image_shape: tuple[int, ...] | None
    name: str

    def __post_init__(self):
        _require_equally_many("x_train", self.x_train, "y_train", self.y_train)
        _require_equally_many("x_val", self.x_val, "y_val", self.y_val)

    def open_test_set(self, *, again=False):
        """Open the test set: once, at the very end, when nothing is left to choose.

        A second look lets the first result influence a choice, and the test set
        becomes one more validation set. So a second opening has to be said aloud. The
        seal counts per data set and process, however often the set is loaded.

        Args:
            again: True to open a test set that was already opened.

        Returns:
            `x_test`, float32, shape (num_test, num_features), and `y_test`, shape
            (num_test,), both as they were loaded, even if the training part of this
            record has been replaced.

        Raises:
            RuntimeError: if it was opened before and `again` is not True.

        Example:
            >>> from labhelpers import datasets
            >>> x_test, y_test = datasets.load("two_moons").open_test_set()
        """
        if self.name not in _TEST_SETS:
            raise RuntimeError(
                "open_test_set needs a record made by datasets.load in this session. "
                f"Received: name={self.name!r}"
            )
        if self.name in _OPENED and again is not True:
            raise RuntimeError(
                f"The test set of {self.name!r} was already opened. It measures a "
                "final choice once; whoever chooses after looking has made it a "
                "validation set. If you mean it: open_test_set(again=True)."
            )
        _OPENED.add(self.name)
        return _TEST_SETS[self.name]

    def __repr__(self):
        classes = self.class_names
        kind = "regression" if classes is None else f"{len(classes)} classes"
        return (
            f"Dataset({self.name!r}, x_train {self.x_train.shape}, "
            f"x_val {self.x_val.shape}, {kind})"
        )

    def __getattr__(self, attribute):
        """Explain a missing field; Python asks here only when there is none."""
        if attribute in ("x_test", "y_test"):
            raise AttributeError(
                f"{attribute} is sealed: the test set is opened once, at the very end, "
                "by x_test, y_test = data.open_test_set()"
            )
        raise AttributeError(
            f"A data set has {', '.join(self.__dataclass_fields__)} and "
            f"open_test_set(). Received: {attribute!r}"
        )


def _require_equally_many(x_name, x, y_name, y):
    """Raise an error that names both arrays unless they have the same length."""
    if len(x) != len(y):
        raise ValueError(
            f"{x_name} and {y_name} need equally many examples. "
            f"Received: {len(x)} and {len(y)}"
        )
