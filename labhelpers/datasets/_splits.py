"""Split examples: in proportion, into folds, anew from a seed; and standardise them."""

from dataclasses import replace

import numpy as np

from labhelpers.datasets._record import Dataset, frozen


def generator_from(seed):
    """Return a NumPy random generator; never the global one.

    A missing seed would make a page print something else on every run.

    Args:
        seed: an integer of at least 0, a `numpy.random.SeedSequence`, or a
            `numpy.random.Generator`, which is used (and advanced) as it is.

    Returns:
        A `numpy.random.Generator`.

    Raises:
        TypeError: for None and everything else.
        ValueError: for a negative integer.

    Example:
        >>> generator_from(7).integers(10) == generator_from(7).integers(10)
        True
    """
    kinds = (int, np.integer, np.random.SeedSequence, np.random.Generator)
    if not isinstance(seed, kinds) or isinstance(seed, bool):
        raise TypeError(
            "seed needs to be an integer, a numpy SeedSequence or a numpy Generator. "
            f"Received: seed={seed!r}"
        )
    if isinstance(seed, (int, np.integer)) and seed < 0:
        raise ValueError(f"seed needs to be at least 0. Received: seed={seed}")
    return np.random.default_rng(seed)


def split_off(order, size, labels=None):
    """Split indices in two parts, each class in proportion, keeping their order.

    With the classes lying one after the other, every (n / size)-th example is taken:
    no class can then be off its share by a whole example.

    Args:
        order: indices of the examples to split, shuffled or not, shape (n,), n > 0.
        size: how many of them go into the second part, from 0 to n.
        labels: the class of every example, so that `labels[order]` has shape (n,);
            None to ignore classes.

    Returns:
        The indices of the rest, shape (n - size,), and of the part, shape (size,).

    Example:
        >>> split_off(np.arange(6), 2, labels=np.array([0, 0, 0, 1, 1, 1]))
        (array([0, 1, 3, 4]), array([2, 5]))
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
    much of a result is luck. Sizes and class shares stay as they were, and the
    examples come in a new order, so `x_train[:200]` is a fresh random subset too.

    Args:
        data: what `load` returned, or a copy of it with other arrays.
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
    labels = None if data.class_names is None else y
    order = generator_from(seed).permutation(len(y))
    train, val = split_off(order, len(data.y_val), labels)
    return replace(
        data,
        x_train=frozen(x[train]),
        y_train=frozen(y[train]),
        x_val=frozen(x[val]),
        y_val=frozen(y[val]),
    )
