"""What a student passes as data, checked and turned into tensors once."""

import itertools
import math
import operator
import random

import numpy as np

from labhelpers._quiet import keras
from labhelpers.training import keras_inside


class Data:
    """The training and validation set of a sweep, as given and as tensors.

    Args:
        x, y: The training set.
        validation_data: A pair `(x, y)`, or None.
        validation_freq: As `validation_frequency` returns it.
    """

    def __init__(self, x, y, validation_data, validation_freq):
        self.x, self.y, self.validation_data = x, y, validation_data
        self.validation_freq = validation_freq
        self.tensors = to_tensors(x, y)
        self.validation = validation_tensors(validation_data) or ()
        self.num_examples = num_examples(self.tensors)

    def is_validated(self, epoch):
        """Return whether this epoch, counted from 0, is validated."""
        return is_due(self.validation_freq, epoch)


def to_tensors(x, y, sample_weight=None, class_weight=None):
    """Check the arrays of one data set and convert them as Keras does.

    Args:
        x: array with one row per example, or a list, tuple or dict of such arrays.
        y: the same for the targets.
        sample_weight: array with a weight per example, or None.
        class_weight: dict from class to weight, or None.

    Returns:
        `(x, y)` or `(x, y, sample_weight)`, each array a dense tensor.

    Raises:
        TypeError: something is not an array.
        ValueError: there are no examples, their numbers differ, or both kinds of
            weights are given.
    """
    require_data(x, y, sample_weight, class_weight)
    return keras_inside.to_arrays(x, y, sample_weight, class_weight)


def require_data(x, y, sample_weight=None, class_weight=None):
    """Make sure that a data set is arrays of equal lengths; see `to_tensors`."""
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


def validation_tensors(validation_data):
    """Check and convert `validation_data`, in the form `model.fit` takes; None stays.

    Raises:
        ValueError: it is not `(x, y)` or `(x, y, sample_weight)`.
    """
    require_validation(validation_data)
    return None if validation_data is None else to_tensors(*validation_data)


def require_validation(validation_data):
    """Make sure that `validation_data` is as `validation_tensors` takes it."""
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
    """Return `validation_freq` in the form that `model.fit` takes.

    Args:
        value: validate after every so many epochs, an int of at least 1; or the epochs
            to validate after, several ints, counted from 1.

    Raises:
        ValueError: it is something else.
    """
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


def split(data, unweighted, validation_split):
    """Return the training and the validation set that `model.fit` makes of one set.

    Args:
        data: packed tensors, with the weights of classes.
        unweighted: the same without them.
        validation_split: the fraction of examples, the last ones, to validate with.

    Returns:
        `(training, validation)`, packed tensors; the second is None for a split of 0.

    Raises:
        ValueError: one of them would have no example.
    """
    if not validation_split:
        return data, None
    total = num_examples(data)
    size = math.floor(total * (1 - validation_split))
    if not 0 < size < total:
        raise ValueError(
            "validation_split must leave examples for training and validation, "
            f"received {validation_split!r} for {total} examples."
        )
    training = keras.tree.map_structure(lambda array: array[:size], data)
    return training, keras.tree.map_structure(lambda array: array[size:], unweighted)


def first_batch(data, batch_size):
    """Return the first `batch_size` rows of packed `data`."""
    return keras.tree.map_structure(lambda array: array[:batch_size], data)


def epoch_orders(num_examples, shuffle):
    """Return an iterator over the order in which each epoch visits the examples.

    Args:
        num_examples: number of examples.
        shuffle: whether to draw a new order each epoch, from a generator whose seed
            comes from Python's `random`, as Keras's initializers take theirs.

    Returns:
        Endless iterator over int arrays of shape (num_examples,).
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
    """Return `callbacks`, one or a list or tuple of them or None, as a list.

    Raises:
        TypeError: something in it is not a Keras callback.
    """
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
