"""What a student passes as data, checked and turned into tensors once."""

import itertools
import math
import operator
import random

import numpy as np

from labhelpers._quiet import keras
from labhelpers.training import keras_inside


class Data:
    """The training and validation set of a sweep, as given and as tensors."""

    def __init__(self, x, y, validation_data, validation_freq):
        require_data(x, y)
        require_validation(validation_data)
        self.x, self.y, self.validation_data = x, y, validation_data
        self.validation_freq = validation_freq
        self.tensors = keras_inside.to_tensors(x, y)
        self.validation = ()
        if validation_data is not None:
            self.validation = keras_inside.to_tensors(*validation_data)
        self.num_examples = num_examples(self.tensors)

    def is_validated(self, epoch):
        """Return whether this epoch, counted from 0, is validated."""
        return is_due(self.validation_freq, epoch)


def require_data(x, y, sample_weight=None, class_weight=None):
    """Make sure that a data set is arrays of equal lengths, with one kind of weights.

    `x` and `y` are arrays with one row per example, or lists, tuples or dicts of them.
    """
    if sample_weight is not None and class_weight is not None:
        raise ValueError(
            "Training needs one kind of weights, received sample_weight and "
            "class_weight."
        )
    parts = {"x": x, "y": y, "sample_weight": sample_weight}
    if sample_weight is None:
        del parts["sample_weight"]
    for name, part in parts.items():
        _require_arrays(name, part)
    _require_equal_lengths(parts)


def require_validation(validation_data):
    """Make sure that `validation_data` is in the form `model.fit` takes, or None."""
    if validation_data is None:
        return
    is_sequence = isinstance(validation_data, (tuple, list))
    if not is_sequence or len(validation_data) not in (2, 3):
        received = type(validation_data).__name__
        if is_sequence:
            received += f" of length {len(validation_data)}"
        raise ValueError(
            "validation_data must be (x, y) or (x, y, sample_weight), "
            f"received a {received}."
        )
    require_data(*validation_data)


def validation_frequency(value):
    """Return `validation_freq`, checked: an int, or a list of epochs from 1."""
    if not isinstance(value, (list, tuple, set, range, np.ndarray)):
        return whole_number("validation_freq", value, 1)
    return [whole_number("Each epoch of validation_freq", each, 1) for each in value]


def is_due(validation_freq, epoch):
    """Return whether `model.fit` validates after this epoch, counted from 0."""
    if isinstance(validation_freq, list):
        return epoch + 1 in validation_freq
    return (epoch + 1) % validation_freq == 0


def num_examples(data):
    """Return the number of examples in packed `data`."""
    return int(keras.tree.flatten(data)[0].shape[0])


def training_size(total, validation_split):
    """Return how many of `total` examples `model.fit` trains on, the first ones."""
    size = math.floor(total * (1 - validation_split))
    if not 0 < size < total:
        raise ValueError(
            "validation_split must leave examples for training and validation, "
            f"received {validation_split!r} for {total} examples."
        )
    return size


def rows_of(data, rows):
    """Return a slice of packed `data`."""
    return keras.tree.map_structure(lambda array: array[rows], data)


def epoch_orders(num_examples, shuffle):
    """Return an endless iterator over orders of the examples, shape (num_examples,).

    Orders are drawn by a generator whose seed comes from Python's `random`, as Keras's
    initializers take theirs.
    """
    if not shuffle:
        return itertools.repeat(np.arange(num_examples))
    generator = np.random.default_rng(random.getrandbits(64))
    return (generator.permutation(num_examples) for _ in itertools.count())


def require_bool(name, value):
    """Make sure that `value` is True or False, or say what is needed."""
    if not isinstance(value, (bool, np.bool_)):
        raise ValueError(f"{name} must be True or False, received {value!r}.")


def callback_list(callbacks):
    """Return `callbacks`, one or a list or tuple of them or None, as a list."""
    callbacks = [] if callbacks is None else keras.tree.flatten(callbacks)
    for each in callbacks:
        if not isinstance(each, keras.callbacks.Callback):
            raise TypeError(
                "callbacks must be instances of keras.callbacks.Callback, received "
                f"{each!r}."
            )
    return callbacks


def whole_number(name, value, minimum):
    """Return `value` as an int of at least `minimum`, or say what is needed."""
    try:
        number = operator.index(value)
    except TypeError:
        number = minimum - 1
    if isinstance(value, bool) or number < minimum:
        raise ValueError(
            f"{name} must be an integer of at least {minimum}, received {value!r}."
        )
    return number


def _require_arrays(name, part):
    for leaf in keras.tree.flatten(part):
        is_array = hasattr(leaf, "__array__") and getattr(leaf, "shape", ())
        if not is_array:
            raise TypeError(
                f"{name} must be an array with one row per example, received a "
                f"{type(part).__name__}. Use numpy.asarray for a list, and model.fit "
                "for a data set or a generator."
            )


def _require_equal_lengths(parts):
    lengths = {
        name: [leaf.shape[0] for leaf in keras.tree.flatten(part)]
        for name, part in parts.items()
    }
    found = {length for each in lengths.values() for length in each}
    if found == {0}:
        raise ValueError("Training needs at least one example, received none.")
    if len(found) != 1:
        received = ", ".join(
            f"{name} with {' and '.join(map(str, each))}"
            for name, each in lengths.items()
        )
        raise ValueError(
            f"All arrays must have the same number of examples, received {received}."
        )
