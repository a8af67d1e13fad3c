"""Check the exercises of lab 05."""

import copy

import numpy as np

from labhelpers.checks._answers import (
    CASES,
    call,
    compare,
    fresh_generator,
    hint_of,
    known,
    numbers,
)
from labhelpers.checks._verdict import Hint, exercise
from labhelpers.mistakes import minibatches as mistakes

MANY = 300  # examples, to tell a random order from another one
EPOCHS = 4  # five batches alone come twice in one order in one of 120 cases


@exercise
def num_updates(answer):
    """Check `my_num_updates(num_examples, batch_size, epochs)`."""
    generator = fresh_generator()
    drawn = generator.integers((50, 3, 2), (900, 49, 20), size=(CASES, 3))
    whole = (int(drawn[0, 1]) * 7, int(drawn[0, 1]), 3)  # no shorter batch
    edges = [(7, 40, 3), (13, 1, 2), (12, 12, 5)]  # one batch, and batches of one
    cases = [(1 + 40 * 8, 40, 3), whole, *(tuple(map(int, case)) for case in drawn)]
    cases += edges
    compare(
        answer,
        _num_updates,
        cases,
        names=["number of updates"],
        mistakes=known(mistakes, "num_updates"),
    )
    return "The number is right with and without a shorter batch at the end."


@exercise
def mean_gradient(answer):
    """Check `my_mean_gradient(w, x, y)`."""
    generator = fresh_generator()
    cases = [
        (
            generator.normal(size=3),
            generator.normal(size=(batch_size, 3)),
            generator.normal(size=batch_size),
        )
        for batch_size in (1, 2, 5, 8)
    ]
    compare(
        answer,
        lambda w, x, y: x.T @ (x @ w - y) / len(y),
        cases,
        names=["gradient"],
        mistakes=known(mistakes, "mean_gradient"),
    )
    return "The mean gradient is right for batches of one, two, five and eight."


@exercise
def batches(answer):
    """Check `my_batches(x, y, batch_size, generator)`, whatever its random order."""
    generator = fresh_generator()
    for num_examples, batch_size in [(23, 5), (20, 4), (6, 10), (25, 4)]:
        x = np.arange(num_examples)[:, None] + generator.random((1, 2))
        y = np.arange(num_examples) * 3 + 1
        epochs = [
            _epoch(call(answer, x, y, batch_size, generator), x, num_examples)
            for _ in range(EPOCHS)
        ]
        for x_parts, y_parts in epochs:
            _require_one_visit(x_parts, y_parts, batch_size, num_examples)
        if num_examples > batch_size:
            _require_new_order(*(y_parts for _, y_parts in epochs))
    _require_random_order(answer, generator)
    return "Each epoch visits every example once, in step with its target, reshuffled."


def _num_updates(num_examples, batch_size, epochs):
    return -(-num_examples // batch_size) * epochs


def _epoch(result, x, num_examples):
    """Return the numbers of the examples in each batch, by x and by y."""
    if not isinstance(result, list | tuple) or not len(result):
        raise Hint("Return a list of pairs, one pair (x_batch, y_batch) per batch.")
    x_parts, y_parts = [], []
    for pair in result:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise Hint("Each batch must be a pair (x_batch, y_batch).")
        x_part, y_part = numbers(pair[0], "x_batch"), numbers(pair[1], "y_batch")
        if x_part.ndim != 2 or x_part.shape != (y_part.size, 2) or y_part.ndim != 1:
            raise Hint("`x_batch` needs a row, `y_batch` a number, for each example.")
        x_parts.append(x_part[:, 0] - x[0, 0])
        y_parts.append((y_part - 1) / 3)
    return x_parts, y_parts


def _require_one_visit(x_parts, y_parts, batch_size, num_examples):
    """Hold one epoch to what it promises, apart from its order."""
    visited = np.round(np.concatenate(y_parts), 3)
    everyone = np.arange(num_examples)
    if len(visited) < num_examples and len(set(visited)) == len(visited):
        raise Hint(hint_of(mistakes.batches__last_batch_lost))
    by_x = np.round(np.concatenate(x_parts), 3)
    for numbers_seen in (visited, by_x):
        if not np.array_equal(np.sort(numbers_seen), everyone):
            raise Hint(hint_of(mistakes.batches__drawn_again))
    if not np.allclose(by_x, visited, atol=1e-3):
        raise Hint(hint_of(mistakes.batches__out_of_step))
    sizes = sorted((len(part) for part in y_parts), reverse=True)
    wanted = [len(part) for part in np.split(everyone, everyone[::batch_size][1:])]
    if sizes != wanted:
        raise Hint(
            f"With {num_examples} examples and batch size {batch_size} the batches "
            f"need sizes {wanted}; received {sizes}."
        )


def _require_new_order(first, *others):
    """Hold epochs to being shuffled, each example by itself."""
    if all(all(map(np.array_equal, first, other)) for other in others):
        raise Hint(hint_of(mistakes.batches__not_shuffled))
    together = [{tuple(np.sort(p)) for p in parts} for parts in (first, *others)]
    if together[0] in together[1:]:
        raise Hint(hint_of(mistakes.batches__batches_shuffled_only))


def _require_random_order(answer, generator):
    """Hold the order of many examples to chance, and to the generator.

    Of two random orders of 300 examples the correlation has a deviation of 0.058, and
    two examples that follow one another lie some distance apart about twice: 0.4 and 15
    are met by chance in fewer than one of a million calls.
    """
    x = np.arange(MANY)[:, None] + generator.random((1, 2))
    y = np.arange(MANY) * 3 + 1
    same = copy.deepcopy(generator)
    first, again, second = (
        _order(call(answer, x, y, 7, each), x) for each in (generator, same, generator)
    )
    if not np.array_equal(first, again):
        raise Hint(hint_of(mistakes.batches__generator_ignored))
    places = np.argsort(first), np.argsort(second)
    for one, other in [(places[0], np.arange(MANY)), places]:
        if abs(np.corrcoef(one, other)[0, 1]) > 0.4:
            raise Hint(hint_of(mistakes.batches__shuffled_a_little))
    apart = np.diff(first) % MANY  # each distance comes about once, in either direction
    if np.bincount(np.minimum(apart, MANY - apart)).max() > 15:
        raise Hint(hint_of(mistakes.batches__neighbours_together))


def _order(result, x):
    """Return the numbers of the examples in the order in which they come."""
    x_parts, y_parts = _epoch(result, x, MANY)
    _require_one_visit(x_parts, y_parts, 7, MANY)
    return np.concatenate(y_parts).round().astype(int)
