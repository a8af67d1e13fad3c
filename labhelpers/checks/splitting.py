"""Check the exercises of lab 03."""

import copy

import numpy as np

from labhelpers.checks._answers import (
    call,
    fresh_generator,
    hint_of,
    known,
    numbers,
    several,
)
from labhelpers.checks._verdict import Hint, exercise
from labhelpers.mistakes import splitting as mistakes

PARTS = ["x_train", "y_train", "x_val", "y_val"]
WORDS = ("scaling", "copies", "selection", "choosing", "none")
SPLITTERS = ["datasets.resplit"]


@exercise
def split(answer):
    """Check `my_split(x, y, fraction, generator)` by what becomes of each example.

    The first feature of every example is its number, so that it can be followed.
    """
    generator = fresh_generator()
    counts = generator.permutation([30, 50, 20])
    y = generator.permutation(np.repeat([1, 4, 2], counts))
    x = np.stack([np.arange(len(y)), generator.normal(size=len(y))], axis=1)
    chosen = []
    for fraction in (0.2, 0.2, 0.3, 0.29, 0.31):  # the last two give no whole numbers
        result = call(answer, x, y, fraction, generator, blocked=SPLITTERS)
        chosen.append(_check_parts(several(result, PARTS), x, y, fraction))
    if chosen[0] == chosen[1]:
        raise Hint(hint_of(mistakes.split__no_shuffle))
    _check_rare(answer, generator)
    _check_luck(answer, generator)
    _check_generator(answer, x, y, generator)
    return "No example is lost or shared, and each class has its share in both parts."


@exercise
def folds(answer):
    """Check `my_folds(num_examples, num_folds)` by what becomes of each index."""
    for num_examples, num_folds in [(12, 3), (23, 5), (10, 10), (9, 2), (11, 4)]:
        pairs = call(answer, num_examples, num_folds)
        _check_folds(_pairs(pairs, num_examples, num_folds), num_examples, num_folds)
    return "Each example validates once and trains in all other folds."


@exercise
def leaks(answer):
    """Check `my_leaks()`, a dict from the letter of a pipeline to its mistake."""
    received = _words(call(answer))
    for letter, right in mistakes.LEAKS.items():
        if received[letter] == right:
            continue
        for mistake in known(mistakes, "leaks"):
            if mistake()[letter] == received[letter]:
                raise Hint(hint_of(mistake))
        raise Hint(f"{letter}: find the first line that uses what is held out.")
    return "All three mistakes are found."


def _check_parts(parts, x, y, fraction):
    """Follow every example into the parts; return those that validate."""
    found = {name: numbers(p, name) for name, p in zip(PARTS, parts, strict=True)}
    if [part.ndim for part in found.values()] == [2, 2, 1, 1]:
        raise Hint(hint_of(mistakes.split__order_of_the_results))
    ids = {}
    for part in ("train", "val"):
        examples, labels = found[f"x_{part}"], found[f"y_{part}"]
        if examples.shape[1:] != x.shape[1:] or labels.shape != examples.shape[:1]:
            raise Hint(
                f"`x_{part}` needs shape (examples, {x.shape[1]}) and `y_{part}` as "
                f"many labels; received {examples.shape} and {labels.shape}."
            )
        ids[part] = _rows(examples, x, f"x_{part}")
        if not np.array_equal(y[ids[part]], labels):
            raise Hint(hint_of(mistakes.split__order_lost))
        if len(set(ids[part])) < len(ids[part]):
            raise Hint(hint_of(mistakes.split__drawn_twice))
    if set(ids["train"]) & set(ids["val"]):
        raise Hint(hint_of(mistakes.split__overlapping))
    if len(ids["train"]) + len(ids["val"]) < len(y):
        raise Hint(hint_of(mistakes.split__examples_lost))
    _check_shares(y, ids["val"], fraction)
    return set(ids["val"])


def _rows(examples, x, name):
    """Return the number of each example, its place in `x`."""
    if not np.all(np.isin(examples[:, 0], x[:, 0])):
        raise Hint(f"`{name}` holds rows that are not examples of `x`.")
    ids = examples[:, 0].astype(int)
    if not np.allclose(examples, x[ids], atol=1e-4):
        raise Hint(f"`{name}` holds rows that are not examples of `x`.")
    return ids


def _check_shares(y, val, fraction):
    """Compare the number of each class with its share, rounded to the nearest."""
    wanted = fraction * np.bincount(y)
    received = np.bincount(y[val], minlength=len(wanted))
    if np.all(np.abs(received - wanted) < 0.5 + 1e-9):
        return
    if np.all(np.abs(received - wanted) < 1 - 1e-9):
        raise Hint(hint_of(mistakes.split__always_rounded_down))
    left_out = (received == 0) & (wanted > 2)
    if np.any(left_out) and np.all(np.abs(received - wanted)[~left_out] < 1):
        raise Hint(hint_of(mistakes.split__class_left_out))
    if np.all(np.abs(received - (np.bincount(y) - wanted)) <= 1):
        raise Hint(hint_of(mistakes.split__parts_swapped))
    if np.all(received < wanted + 0.5) and received.sum() < wanted.sum() - 0.5:
        raise Hint(hint_of(mistakes.split__drawn_with_replacement))
    raise Hint(hint_of(mistakes.split__no_balance))


def _check_rare(answer, generator):
    """Split three equal classes and a rare one: each is rounded by itself.

    The shares are 2.4 and 0.4, then 3.6 and 0.6: rounded together they would be others.
    """
    y = generator.permutation(np.repeat([3, 1, 5, 2], [12, 12, 12, 2]))
    columns = generator.normal(size=(2, len(y)))
    x = np.stack([np.arange(len(y)), *columns], axis=1)
    for fraction in (0.2, 0.3):
        result = call(answer, x, y, fraction, generator, blocked=SPLITTERS)
        _check_parts(several(result, PARTS), x, y, fraction)


def _check_luck(answer, generator):
    """Split by many draws: a split that ignores classes now and then looks balanced.

    Of 40 examples 10 are drawn, 60 times. Neighbours among the 40 are then drawn
    together 60 * 39 * 10 / 40 * 9 / 39 = 135 times, with a deviation of 9. Some example
    of the 60 is never drawn with a probability of 60 * 0.75**60, or two in a million.
    """
    y = np.repeat([0, 1], [40, 20])
    x = np.stack([np.arange(60), generator.normal(size=60)], axis=1)
    ever, together = set(), 0
    for _ in range(60):
        result = call(answer, x, y, 0.25, generator, blocked=SPLITTERS)
        val = _check_parts(several(result, PARTS), x, y, 0.25)
        ever |= val
        together += sum(row + 1 in val for row in val if row < 39)
    for label in (0, 1):
        if len(ever & set(np.flatnonzero(y == label))) <= np.sum(y == label) / 2:
            raise Hint(hint_of(mistakes.split__no_shuffle))
    if not 75 < together < 200:
        raise Hint(hint_of(mistakes.split__neighbours_together))
    if len(ever) < len(y):
        raise Hint(hint_of(mistakes.split__some_never_drawn))


def _check_generator(answer, x, y, generator):
    """Hold the draw to the generator: the same state gives the same draw."""
    again = copy.deepcopy(generator)
    drawn = []
    for each in (generator, again):
        parts = several(call(answer, x, y, 0.2, each, blocked=SPLITTERS), PARTS)
        drawn.append(_check_parts(parts, x, y, 0.2))
    if drawn[0] != drawn[1]:
        raise Hint(hint_of(mistakes.split__generator_ignored))


def _pairs(received, num_examples, num_folds):
    """Return the folds as pairs of arrays of indices."""
    wanted = "a list of pairs `(train, val)` of indices"
    try:
        pairs = [tuple(pair) for pair in received]
    except TypeError:
        raise Hint(f"Return {wanted}; received {type(received).__name__}.") from None
    if any(len(pair) != 2 for pair in pairs):
        raise Hint(f"Return {wanted}; some entry is no pair.")
    if len(pairs) == num_folds - 1:
        raise Hint(hint_of(mistakes.folds__last_fold_dropped))
    if len(pairs) != num_folds:
        raise Hint(f"{num_folds} folds are asked for; received {len(pairs)}.")
    return [tuple(_indices(part, num_examples) for part in pair) for pair in pairs]


def _indices(part, num_examples):
    """Return indices, given as numbers or as a mask, as an array of ints."""
    try:
        array = np.asarray(list(part) if isinstance(part, range | set) else part)
    except ValueError:
        raise Hint("A part of a pair holds its indices in one row.") from None
    if array.dtype == bool and array.shape == (num_examples,):
        array = np.flatnonzero(array)
    array = numbers(array, "a part of a pair")
    in_range = (array >= 0) & (array < num_examples) & (array == np.round(array))
    if array.ndim != 1 or not np.all(in_range):
        raise Hint(f"A part holds indices from 0 to {num_examples - 1}, in one row.")
    return array.astype(int)


def _check_folds(pairs, num_examples, num_folds):
    """Say what is wrong with the folds, the most telling thing first."""
    everything = set(range(num_examples))
    sizes = [len(val) for _, val in pairs]
    for train, val in pairs:
        if set(train) & set(val):
            raise Hint(hint_of(mistakes.folds__test_inside_train))
    times = np.bincount(np.concatenate([v for _, v in pairs]), minlength=num_examples)
    if num_folds > 2 and np.all(times == num_folds - 1):
        raise Hint(hint_of(mistakes.folds__swapped))
    if np.any(times > 1):
        raise Hint("Some example validates more than once: folds do not overlap.")
    if np.any(times == 0):
        raise Hint(hint_of(mistakes.folds__rest_dropped))
    if max(sizes) - min(sizes) > 1 and sizes[-1] == max(sizes):
        raise Hint(hint_of(mistakes.folds__rest_in_the_last))
    if max(sizes) - min(sizes) > 1:
        raise Hint(hint_of(mistakes.folds__last_too_small))
    for train, val in pairs:
        if set(train) | set(val) != everything:
            raise Hint(hint_of(mistakes.folds__one_neighbour_trains))
        if len(set(train)) < len(train):
            raise Hint("Some example trains twice in one fold: each counts once.")


def _words(received):
    """Return an answer as a dict from every letter to a known word."""
    letters = ", ".join(mistakes.LEAKS)
    wanted = f"a dict from the letters {letters} to a leak"
    try:
        plain = {str(key).strip().lower(): word for key, word in dict(received).items()}
    except (TypeError, ValueError):
        raise Hint(f"Return {wanted}; received {type(received).__name__}.") from None
    plain = {key.removeprefix("pipeline_"): word for key, word in plain.items()}
    if set(plain) != set(mistakes.LEAKS):
        raise Hint(f"Return {wanted}; received the keys {sorted(plain)}.")
    plain = {key: str(word).strip().lower() for key, word in plain.items()}
    for letter, word in plain.items():
        if word not in WORDS:
            raise Hint(f"{letter} needs one of the words {', '.join(WORDS)}.")
    return plain
