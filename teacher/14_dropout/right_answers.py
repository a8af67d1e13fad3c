"""Right answers to the exercises of a lab, each written in several ways.

Loops, float32, lists, work in place, other libraries: all of them must pass.
"""

import itertools

import numpy as np


def dropout_plain(x, rate, training, generator):
    if not training:
        return x
    return np.where(generator.random(x.shape) < rate, 0, x / (1 - rate))


def dropout_loop(x, rate, training, generator):
    result = [list(row) for row in x]
    if training:
        for row in result:
            for place, value in enumerate(row):
                keep = generator.random() < 1 - rate
                row[place] = value / (1 - rate) if keep else 0
    return result


def dropout_float32(x, rate, training, generator):
    x = x.astype(np.float32)
    if training:
        x *= generator.binomial(1, 1 - rate, size=x.shape)
        x /= np.float32(1 - rate)
    return x


def dropout_choice(x, rate, training, generator):
    if training:
        keep = generator.choice([0, 1], size=x.shape, p=[rate, 1 - rate])
        x *= keep / (1 - rate)
    return x


def dropout_keras(x, rate, training, generator):
    from tensorflow import keras

    seed = int(generator.integers(1_000_000_000))
    return keras.layers.Dropout(rate, seed=seed)(x, training=training)


def backward_plain(gradient, mask, rate):
    return gradient * mask / (1 - rate)


def backward_where(gradient, mask, rate):
    gradient[mask == 0] = 0
    gradient /= 1 - rate
    return gradient


def backward_lists(gradient, mask, rate):
    return [
        [g / (1 - rate) if m else 0.0 for g, m in zip(row, kept, strict=True)]
        for row, kept in zip(gradient, mask, strict=True)
    ]


def ensemble_plain(outputs, masks, rate):
    return np.prod(np.where(masks == 1, 1 - rate, rate), axis=1) @ outputs


def ensemble_loop(outputs, masks, rate):
    mean = [0.0] * outputs.shape[1]
    for output, mask in zip(outputs, masks, strict=True):
        probability = 1.0
        for kept in mask:
            probability *= 1 - rate if kept else rate
        mean = [m + probability * value for m, value in zip(mean, output, strict=True)]
    return mean


def ensemble_average(outputs, masks, rate):
    dropped = np.count_nonzero(masks == 0, axis=1).astype(np.float32)
    odds = (np.float32(rate) / np.float32(1 - rate)) ** dropped
    return np.average(outputs, axis=0, weights=odds)


def ensemble_sorted(outputs, masks, rate):
    units = masks.shape[1]
    row = {tuple(mask): output for mask, output in zip(masks, outputs, strict=True)}
    return sum(
        rate ** (units - sum(mask)) * (1 - rate) ** sum(mask) * row[mask]
        for mask in itertools.product([0.0, 1.0], repeat=units)
    )


RIGHT_ANSWERS = {
    "dropout": {
        "plain": dropout_plain,
        "a loop": dropout_loop,
        "float32": dropout_float32,
        "a choice, in place": dropout_choice,
        "Keras": dropout_keras,
    },
    "backward": {
        "plain": backward_plain,
        "in place": backward_where,
        "lists": backward_lists,
    },
    "ensemble": {
        "plain": ensemble_plain,
        "a loop": ensemble_loop,
        "weighted average in float32": ensemble_average,
        "masks in an order of its own": ensemble_sorted,
    },
}
