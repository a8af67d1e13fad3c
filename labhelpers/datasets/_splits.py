"""Split examples in proportion, into folds, or anew from a seed."""

from dataclasses import replace

import numpy as np

from labhelpers.datasets._arguments import generator_from, require_whole
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


def folds(y, num_folds=5, *, seed, stratified=True):
    """Share out the examples among folds; each fold is the validation part once.

    On small data a single validation part is a lottery. With folds every example
    validates exactly once, and the mean over folds uses all of them.

    Args:
        y: the targets, shape (num_examples,); class labels if `stratified`.
        num_folds: the number of folds, from 2 to num_examples.
        seed: an integer, a `numpy.random.SeedSequence` or a `numpy.random.Generator`.
        stratified: True to give each fold the same share of every class, up to one
            example; False for regression.

    Returns:
        A list of `num_folds` pairs of index arrays (train, val), each in rising order.
        The sizes of the folds differ by at most one.

    Raises:
        TypeError: if `num_folds` is no integer or `seed` cannot be a seed.
        ValueError: if there are too few examples, or too few of a class, or if
            `stratified` meets targets that are no classes.

    Example:
        >>> y = np.array([0, 0, 0, 0, 1, 1])
        >>> [y[val].tolist() for train, val in folds(y, 2, seed=0)]
        [[0, 0, 1], [0, 0, 1]]
    """
    y = np.asarray(y)
    _require_foldable(y, num_folds, stratified)
    order = generator_from(seed).permutation(len(y))
    if stratified:
        order = order[np.argsort(y[order], kind="stable")]
    fold = np.empty(len(y), int)
    fold[order] = np.arange(len(y)) % num_folds
    return [
        (np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(num_folds)
    ]


def _require_foldable(y, num_folds, stratified):
    """Raise an error that says why `y` cannot be shared out among the folds."""
    require_whole("num_folds", num_folds, at_least=2)
    if y.ndim != 1 or len(y) < num_folds:
        raise ValueError(
            f"y needs shape (num_examples,) with at least {num_folds} examples, one a "
            f"fold. Received: shape {y.shape}"
        )
    if not stratified:
        return
    if y.dtype.kind not in "biuU":
        raise ValueError(
            "Stratified folds need class labels: integers or strings. For regression "
            f"pass stratified=False. Received: y of type {y.dtype}"
        )
    classes, counts = np.unique(y, return_counts=True)
    if counts.min() < num_folds:
        raise ValueError(
            f"Stratified folds need at least {num_folds} examples of each class. "
            f"Received: {counts.min()} of class {classes[counts.argmin()]}"
        )
