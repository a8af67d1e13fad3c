"""Get mini-batches wrong in the usual ways."""

import numpy as np


def num_updates__last_batch_lost(num_examples, batch_size, epochs):
    """The last, shorter batch of each epoch is an update, too: round the other way."""
    return num_examples // batch_size * epochs


def num_updates__one_epoch(num_examples, batch_size, epochs):
    """These are the updates of one epoch: the training has several."""
    return -(-num_examples // batch_size)


def num_updates__not_whole(num_examples, batch_size, epochs):
    """Updates are whole: each epoch ends with a batch that may be shorter."""
    return num_examples / batch_size * epochs


def num_updates__epochs_joined(num_examples, batch_size, epochs):
    """A batch does not reach into the next epoch: round in each epoch by itself."""
    return -(-num_examples * epochs // batch_size)


def num_updates__one_per_example(num_examples, batch_size, epochs):
    """This counts examples: how many of them share one update?"""
    return num_examples * epochs


def mean_gradient__sum(w, x, y):
    """The gradient grows with the batch: a mean is needed, not a sum."""
    return x.T @ (x @ w - y)


def mean_gradient__factor_of_two(w, x, y):
    """The gradient is twice too large: the one half in the loss takes the two away."""
    return 2 * x.T @ (x @ w - y) / len(y)


def mean_gradient__minus_sign(w, x, y):
    """The gradient points downhill: the error is the prediction minus the target."""
    return x.T @ (y - x @ w) / len(y)


def mean_gradient__without_inputs(w, x, y):
    """This is the mean error: the gradient of each example also has its input."""
    return np.full(len(w), np.mean(x @ w - y))


def mean_gradient__divided_by_dimensions(w, x, y):
    """The sum is divided by the number of weights: count the examples of the batch."""
    return x.T @ (x @ w - y) / len(w)


def batches__last_batch_lost(x, y, batch_size, generator):
    """Some examples are missing: the last batch of an epoch may be shorter."""
    order = generator.permutation(len(x))
    full = range(0, len(x) - batch_size + 1, batch_size)
    return [_batch(x, y, order[first : first + batch_size]) for first in full]


def batches__not_shuffled(x, y, batch_size, generator):
    """Two epochs have one order: ask the generator for a new one in every call."""
    order = np.arange(len(x))
    return _cut(x, y, order, order, batch_size)


def batches__out_of_step(x, y, batch_size, generator):
    """The targets belong to other examples: `x` and `y` need the same order."""
    orders = generator.permutation(len(x)), generator.permutation(len(x))
    return _cut(x, y, *orders, batch_size)


def batches__drawn_again(x, y, batch_size, generator):
    """Some examples come twice and others never: an epoch visits each one once."""
    order = generator.integers(len(x), size=len(x))
    return _cut(x, y, order, order, batch_size)


def batches__batches_shuffled_only(x, y, batch_size, generator):
    """The same examples share a batch in every epoch: shuffle examples, not batches."""
    parts = batches__not_shuffled(x, y, batch_size, generator)
    return [parts[place] for place in generator.permutation(len(parts))]


def batches__generator_ignored(x, y, batch_size, generator):
    """The same state of `generator` gives another order: draw from it alone."""
    order = np.random.default_rng().permutation(len(x))
    return _cut(x, y, order, order, batch_size)


def batches__neighbours_together(x, y, batch_size, generator):
    """Many examples stay beside their neighbours: draw a whole new order."""
    pairs = generator.permutation(range(0, len(x), 2))
    order = np.stack([pairs, pairs + 1], axis=1).ravel()
    order = order[order < len(x)]
    return _cut(x, y, order, order, batch_size)


def batches__shuffled_a_little(x, y, batch_size, generator):
    """Early examples come early again: shuffle all of them, not a few at a time."""
    order = np.argsort(np.arange(len(x)) + generator.uniform(0, 30, len(x)))
    return _cut(x, y, order, order, batch_size)


def _cut(x, y, x_order, y_order, batch_size):
    firsts = range(0, len(x), batch_size)
    parts = [slice(first, first + batch_size) for first in firsts]
    return [(x[x_order[part]], y[y_order[part]]) for part in parts]


def _batch(x, y, rows):
    return x[rows], y[rows]
