"""Right answers to the exercises of a lab, each written in several ways.

Loops, float32, lists, work in place, other libraries: all of them must pass.
"""

import statistics

import numpy as np


def loss_loop(predictions, targets, loss):
    total = 0.0
    for prediction, target in zip(predictions, targets, strict=True):
        total += loss(prediction, target)
    return total / len(targets)


def loss_at_once(predictions, targets, loss):
    return loss(predictions, targets).mean()


def loss_float32(predictions, targets, loss):
    return np.mean(loss(predictions.astype("float32"), targets.astype("float32")))


def loss_lists(predictions, targets, loss):
    pairs = zip(predictions.tolist(), targets.tolist(), strict=True)
    return statistics.fmean(float(loss(p, y)) for p, y in pairs)


def parts_plain(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.mean(bias**2), predictions.var(axis=0).mean()


def parts_in_place(predictions, truth):
    predictions -= truth
    bias = predictions.mean(axis=0)
    predictions -= bias
    return [bias @ bias / bias.size, np.square(predictions).mean()]


def parts_float32(predictions, truth):
    return parts_plain(predictions.astype("float32"), truth.astype("float32"))


def parts_loop(predictions, truth):
    squared_bias, variance = [], []
    for column, right in zip(predictions.T.tolist(), truth.tolist(), strict=True):
        squared_bias.append((statistics.fmean(column) - right) ** 2)
        variance.append(statistics.pvariance(column))
    return statistics.fmean(squared_bias), statistics.fmean(variance)


def parts_by_difference(predictions, truth):
    total = np.mean((predictions - truth) ** 2)
    squared_bias = np.mean((predictions.mean(axis=0) - truth) ** 2)
    return squared_bias, total - squared_bias


def words_dict():
    return {"A": "overfits", "B": "not finished", "C": "works", "D": "underfits"}


def words_lower_case_letters():
    return {"b": "Not finished", "a": "Overfits", "d": "underfits ", "c": "works"}


def words_pairs():
    words = np.array(["overfits", "not finished", "works", "underfits"])
    return dict(zip("ABCD", words, strict=True))


RIGHT_ANSWERS = {
    "empirical_loss": {
        "a loop": loss_loop,
        "at once": loss_at_once,
        "float32": loss_float32,
        "lists": loss_lists,
    },
    "bias_and_variance": {
        "plain": parts_plain,
        "in place": parts_in_place,
        "float32": parts_float32,
        "a loop": parts_loop,
        "by difference": parts_by_difference,
    },
    "diagnoses": {
        "a dict": words_dict,
        "other spellings": words_lower_case_letters,
        "pairs": words_pairs,
    },
}
