"""Right answers to the exercises of a lab, each written in several ways.

Loops, float32, lists, work in place, other libraries: all of them must pass.
"""

import math

import numpy as np


def updates_by_math(num_examples, batch_size, epochs):
    return math.ceil(num_examples / batch_size) * epochs


def updates_by_loop(num_examples, batch_size, epochs):
    count = 0
    for _ in range(epochs):
        for _ in range(0, num_examples, batch_size):
            count += 1
    return count


def updates_by_remainder(num_examples, batch_size, epochs):
    whole, rest = divmod(num_examples, batch_size)
    return float((whole + (rest > 0)) * epochs)


def gradient_by_loop(w, x, y):
    total = [0.0] * len(w)
    for x_i, y_i in zip(x, y, strict=True):
        error = sum(a * b for a, b in zip(x_i, w, strict=True)) - y_i
        total = [
            t + error * value / len(y) for t, value in zip(total, x_i, strict=True)
        ]
    return total


def gradient_in_float32(w, x, y):
    w, x, y = (values.astype(np.float32) for values in (w, x, y))
    return np.mean((x @ w - y)[:, None] * x, axis=0)


def gradient_in_place(w, x, y):
    y -= x @ w
    x *= -y[:, None]
    return x.sum(axis=0) / len(y)


def gradient_by_the_tape(w, x, y):
    import tensorflow as tf

    w = tf.Variable(w)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((tf.linalg.matvec(x, w) - y) ** 2) / 2
    return tape.gradient(loss, w)


def batches_split(x, y, batch_size, generator):
    order = generator.permutation(len(x))
    parts = np.split(order, range(batch_size, len(x), batch_size))
    return [(x[part], y[part]) for part in parts]


def batches_lists(x, y, batch_size, generator):
    pairs = list(zip(x.tolist(), y.tolist(), strict=True))
    pairs = [pairs[i] for i in generator.permutation(len(pairs))]
    result = []
    while pairs:
        batch, pairs = pairs[:batch_size], pairs[batch_size:]
        result.append(([a for a, _ in batch], [b for _, b in batch]))
    return result


def batches_in_place(x, y, batch_size, generator):
    order = np.arange(len(x))
    generator.shuffle(order)
    x[:], y[:] = x[order], y[order]
    firsts = range(0, len(x), batch_size)
    return [[x[f : f + batch_size], y[f : f + batch_size]] for f in firsts]


def batches_of_float32(x, y, batch_size, generator):
    order = np.argsort(generator.random(len(x)))
    return tuple(
        (x[order[i : i + batch_size]].astype(np.float32), y[order[i : i + batch_size]])
        for i in range(0, len(x), batch_size)
    )


RIGHT_ANSWERS = {
    "num_updates": {
        "math": updates_by_math,
        "a loop": updates_by_loop,
        "the remainder": updates_by_remainder,
    },
    "mean_gradient": {
        "a loop": gradient_by_loop,
        "float32": gradient_in_float32,
        "in place": gradient_in_place,
        "the tape": gradient_by_the_tape,
    },
    "batches": {
        "split": batches_split,
        "lists": batches_lists,
        "in place": batches_in_place,
        "float32": batches_of_float32,
    },
}
