"""Right answers to the exercises of a lab, each written in several ways.

Loops, float32, lists, work in place, other libraries: all of them must pass.
"""

import itertools

import numpy as np


def split_mask(x, y, fraction, generator):
    validates = np.zeros(len(y), bool)
    for label in np.unique(y):
        members = generator.permutation(np.flatnonzero(y == label))
        validates[members[: round(fraction * len(members))]] = True
    return x[~validates], y[~validates], x[validates], y[validates]


def split_lists(x, y, fraction, generator):
    parts = [[], [], [], []]
    for label in sorted(set(y.tolist())):
        members = [row for row in range(len(y)) if y[row] == label]
        generator.shuffle(members)
        for place, row in enumerate(members):
            start = 2 if place < round(fraction * len(members)) else 0
            parts[start].append(x[row].tolist())
            parts[start + 1].append(int(y[row]))
    return parts


def split_float32_in_place(x, y, fraction, generator):
    order = generator.permutation(len(y))
    x[:], y[:] = x[order], y[order]
    rank = np.array([np.sum(y[:i] == y[i]) for i in range(len(y))])
    share = np.round(fraction * np.bincount(y))[y]
    val = rank < share
    return np.float32(x[~val]), y[~val], np.float32(x[val]), y[val]


def split_scikit_learn(x, y, fraction, generator):
    from sklearn.utils import shuffle

    val = []
    for label in np.unique(y):
        seed = int(generator.integers(1_000_000_000))
        members = shuffle(np.flatnonzero(y == label), random_state=seed)
        val.extend(members[: round(fraction * len(members))])
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]


def split_random_keys(x, y, fraction, generator):
    keys = generator.random(len(y))
    validates = np.zeros(len(y), bool)
    for label in set(y.tolist()):
        members = np.flatnonzero(y == label)
        first = np.argsort(keys[members])[: int(np.rint(fraction * len(members)))]
        validates[members[first]] = True
    parts = x[~validates], y[~validates], x[validates], y[validates]
    yield from parts


def folds_strides(num_examples, num_folds):
    indices = np.arange(num_examples)
    parts = [indices[k::num_folds] for k in range(num_folds)]
    return [(np.setdiff1d(indices, part), part) for part in parts]


def folds_lists(num_examples, num_folds):
    pairs = []
    for fold in range(num_folds):
        train = [i for i in range(num_examples) if i % num_folds != fold]
        val = [i for i in range(num_examples) if i % num_folds == fold]
        pairs.append((train, val))
    return pairs


def folds_masks(num_examples, num_folds):
    fold = np.random.default_rng(1).permutation(num_examples) % num_folds
    return tuple([fold != k, fold == k] for k in range(num_folds))


def folds_ranges(num_examples, num_folds):
    edges = [k * num_examples // num_folds for k in range(num_folds + 1)]
    for low, high in itertools.pairwise(edges):
        yield [*range(low), *range(high, num_examples)], range(low, high)


def folds_scikit_learn(num_examples, num_folds):
    from sklearn.model_selection import KFold

    return list(KFold(num_folds).split(np.zeros(num_examples)))


def leaks_dict():
    return {"a": "copies", "b": "selection", "c": "choosing"}


def leaks_pairs():
    return [("c", "choosing"), ("b", "selection"), ("a", "copies")]


def leaks_capitals():
    return {"A": "Copies", "B": " selection", "pipeline_c": "CHOOSING"}


RIGHT_ANSWERS = {
    "split": {
        "a mask": split_mask,
        "lists": split_lists,
        "float32, in place": split_float32_in_place,
        "scikit-learn": split_scikit_learn,
        "random keys, a generator": split_random_keys,
    },
    "folds": {
        "strides": folds_strides,
        "lists": folds_lists,
        "masks": folds_masks,
        "a generator of ranges": folds_ranges,
        "scikit-learn": folds_scikit_learn,
    },
    "leaks": {
        "a dict": leaks_dict,
        "pairs": leaks_pairs,
        "capitals": leaks_capitals,
    },
}
