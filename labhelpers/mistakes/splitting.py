"""Get splits, folds and leaks wrong in the usual ways."""

import numpy as np


def _validation_rows(y, fraction, generator):
    """Return the rows of the validation part, of every class its share."""
    rows = [generator.permutation(np.flatnonzero(y == c)) for c in np.unique(y)]
    return np.concatenate([r[: round(fraction * len(r))] for r in rows])


def _cut(x, y, val):
    """Return the four parts if these rows validate and all others train."""
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]


def _pairs(folds, num_examples):
    """Return for each fold all other examples, and the fold."""
    return [(np.setdiff1d(np.arange(num_examples), fold), fold) for fold in folds]


def split__no_shuffle(x, y, fraction, generator):
    """Two calls put the same examples into validation: draw them by `generator`."""
    rows = [np.flatnonzero(y == label) for label in np.unique(y)]
    return _cut(x, y, np.concatenate([r[: round(fraction * len(r))] for r in rows]))


def split__overlapping(x, y, fraction, generator):
    """Some examples stand in both parts: what validates may not train as well."""
    val = _validation_rows(y, fraction, generator)
    return x, y, x[val], y[val]


def split__order_lost(x, y, fraction, generator):
    """`x` and `y` are out of step: shuffle both by one and the same order."""
    x_train, *others = _cut(x, y, _validation_rows(y, fraction, generator))
    return generator.permutation(x_train), *others


def split__drawn_twice(x, y, fraction, generator):
    """An example stands twice in one part: draw without putting back."""
    x_train, y_train, *val = _cut(x, y, _validation_rows(y, fraction, generator))
    rows = generator.integers(len(y_train), size=len(y_train))
    return x_train[rows], y_train[rows], *val


def split__examples_lost(x, y, fraction, generator):
    """Some examples stand in neither part: what does not validate has to train."""
    x_train, y_train, *val = _cut(x, y, _validation_rows(y, fraction, generator))
    return x_train[:-2], y_train[:-2], *val


def split__no_balance(x, y, fraction, generator):
    """The classes miss their shares: choose among the rows of each class by itself."""
    return _cut(x, y, generator.permutation(len(y))[: round(fraction * len(y))])


def split__parts_swapped(x, y, fraction, generator):
    """`fraction` of the examples train: it is the validation part that is so small."""
    parts = _cut(x, y, _validation_rows(y, fraction, generator))
    return *parts[2:], *parts[:2]


def split__order_of_the_results(x, y, fraction, generator):
    """The order of the four results is another: `x_train, y_train, x_val, y_val`."""
    x_train, y_train, *val = _cut(x, y, _validation_rows(y, fraction, generator))
    return x_train, val[0], y_train, val[1]


def split__always_rounded_down(x, y, fraction, generator):
    """The share of a class is cut off or rounded up: round it to the nearest number."""
    rows = [generator.permutation(np.flatnonzero(y == c)) for c in np.unique(y)]
    return _cut(x, y, np.concatenate([r[: int(fraction * len(r))] for r in rows]))


def split__class_left_out(x, y, fraction, generator):
    """A class gives nothing to validation: go through all labels in `np.unique(y)`."""
    val = _validation_rows(y, fraction, generator)
    return _cut(x, y, val[y[val] != y.max()])


def split__drawn_with_replacement(x, y, fraction, generator):
    """Too few examples validate: an example that is drawn twice is only one."""
    val = _validation_rows(y, fraction, generator)
    return _cut(
        x, y, np.unique([*val[:-2], val[0], val[0]])
    )  # one is drawn three times


def split__some_never_drawn(x, y, fraction, generator):
    """Some examples never validate: each needs the same chance to be chosen."""
    rows = [np.flatnonzero(y == label) for label in np.unique(y)]
    rows = [generator.permutation(r[:-1])[: round(fraction * len(r))] for r in rows]
    return _cut(x, y, np.concatenate(rows))


def split__neighbours_together(x, y, fraction, generator):
    """Neighbours go to validation together, or never: draw a whole new order."""
    rows = [np.flatnonzero(y == label) for label in np.unique(y)]
    rows = [np.roll(r, generator.integers(len(r))) for r in rows]
    return _cut(x, y, np.concatenate([r[: round(fraction * len(r))] for r in rows]))


def split__generator_ignored(x, y, fraction, generator):
    """The same state of `generator` gives another split: draw from it alone."""
    return _cut(x, y, _validation_rows(y, fraction, np.random.default_rng()))


def folds__last_fold_dropped(num_examples, num_folds):
    """There is one fold too few: the last one validates, too."""
    parts = np.array_split(np.arange(num_examples), num_folds)[:-1]
    return _pairs(parts, num_examples)


def folds__rest_dropped(num_examples, num_folds):
    """The examples that are left over never validate: some folds get one more."""
    rows = np.arange(num_examples // num_folds * num_folds)
    return _pairs(np.split(rows, num_folds), num_examples)


def folds__test_inside_train(num_examples, num_folds):
    """What validates also trains: leave the fold out of its training part."""
    everything = np.arange(num_examples)
    return [(everything, part) for part in np.array_split(everything, num_folds)]


def folds__swapped(num_examples, num_folds):
    """The parts of a pair changed places: one fold validates, all others train."""
    pairs = _pairs(np.array_split(np.arange(num_examples), num_folds), num_examples)
    return [(validates, trains) for trains, validates in pairs]


def folds__rest_in_the_last(num_examples, num_folds):
    """The last fold takes all that is left over: sizes may differ by one at most."""
    starts = np.arange(1, num_folds) * (num_examples // num_folds)
    return _pairs(np.split(np.arange(num_examples), starts), num_examples)


def folds__last_too_small(num_examples, num_folds):
    """Some folds take too many, so others get too few: sizes differ by one at most."""
    starts = np.arange(1, num_folds) * -(-num_examples // num_folds)
    return _pairs(np.split(np.arange(num_examples), starts), num_examples)


def folds__one_neighbour_trains(num_examples, num_folds):
    """Only part of the others train: all examples outside the fold do."""
    parts = np.array_split(np.arange(num_examples), num_folds)
    return [(parts[k - 1], parts[k]) for k in range(num_folds)]


LEAKS = {"a": "copies", "b": "selection", "c": "choosing"}


def leaks__a_scaled():
    """a: its scaling learns on `x[train]` alone; look at what `rows` holds twice."""
    return {**LEAKS, "a": "scaling"}


def leaks__a_clean():
    """a: `rare` is appended to all rows before the cut; where do its twins go?"""
    return {**LEAKS, "a": "none"}


def leaks__b_scaled():
    """b: its scaling is in order; look at the line above the permutation."""
    return {**LEAKS, "b": "scaling"}


def leaks__b_clean():
    """b: `strongest` is given all of `y`; has the cut been made by then?"""
    return {**LEAKS, "b": "none"}


def leaks__c_scaled():
    """c: its scaling is in order; look at the last line and at what it returns."""
    return {**LEAKS, "c": "scaling"}


def leaks__c_clean():
    """c: twenty values of `n` meet one test part; who picks the score it returns?"""
    return {**LEAKS, "c": "none"}
