"""Split examples in proportion, or anew from a seed."""

from dataclasses import replace

import numpy as np

from labhelpers.datasets._arguments import generator_from
from labhelpers.datasets._record import Dataset, frozen


def split_off(order, size, labels=None):
    """Split indices in two parts, each class in proportion, keeping their order.

    With the classes laid one after the other, examples are taken at even distances: no
    class can then miss its share by a whole example.

    Args:
        order: indices of the examples to split, shuffled or not, shape (n,), n > 0.
        size: how many of them go into the second part, from 0 to n.
        labels: the class of every example, so that `labels[order]` has shape (n,);
            None to ignore classes.

    Returns:
        The indices of the rest, shape (n - size,), and of the part, shape (size,).

    Example:
        >>> rest, part = split_off(np.arange(6), 2, labels=np.array([0, 0, 0, 1, 1, 1]))
        >>> rest.tolist(), part.tolist()
        ([0, 1, 3, 4], [2, 5])
    """
    positions = np.arange(len(order))
    if labels is not None:
        positions = np.argsort(labels[order], kind="stable")
    num_taken = np.arange(len(order) + 1) * size // len(order)
    is_taken = np.zeros(len(order), bool)
    is_taken[positions[np.diff(num_taken) > 0]] = True
    return order[~is_taken], order[is_taken]


def resplit(data, seed):
    """Split training and validation part of `data` anew; leave the test part sealed.

    One split is one throw of the dice. Repeating an experiment over splits shows how
    much of a result is luck. The sizes stay, each class keeps its share, and the
    examples come in a new order, so `x_train[:200]` is a fresh random subset too.

    Args:
        data: what `load` returned, or a `dataclasses.replace` of it.
        seed: an integer, a `numpy.random.SeedSequence` or a `numpy.random.Generator`.

    Returns:
        A new `Dataset` with the same name, and so the same sealed test set.

    Raises:
        TypeError: if `data` is not a `Dataset` or `seed` cannot be a seed.

    Example:
        >>> from labhelpers import datasets
        >>> data = datasets.load("digits")
        >>> datasets.resplit(data, seed=1).x_train.shape == data.x_train.shape
        True
    """
    if not isinstance(data, Dataset):
        raise TypeError(
            f"resplit needs what datasets.load returns. Received: {type(data).__name__}"
        )
    x = np.concatenate([data.x_train, data.x_val])
    y = np.concatenate([data.y_train, data.y_val])
    order = generator_from(seed).permutation(len(y))
    labels = None if data.class_names is None else y
    train, val = split_off(order, len(data.y_val), labels)
    return replace(
        data,
        x_train=frozen(x[train]),
        y_train=frozen(y[train]),
        x_val=frozen(x[val]),
        y_val=frozen(y[val]),
    )
