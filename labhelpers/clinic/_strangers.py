"""Hide three networks that are sick, each in another way, for `examine`."""

import numpy as np

from labhelpers import datasets
from labhelpers._quiet import keras
from labhelpers.training import seeds

NUMBERS = (1, 2, 3)


def stranger(number):
    """Return a network that nobody has introduced, with its data.

    Args:
        number: 1, 2 or 3.

    Returns:
        A dict with the arguments of `examine`: model, x_train, y_train,
        validation_data and epochs.

    Raises:
        ValueError: There is no such stranger.

    Example:
        >>> report = clinic.examine(**clinic.stranger(1))
    """
    if number not in NUMBERS:
        raise ValueError(f"The strangers have the numbers 1, 2, 3; received {number!r}")
    with seeds.drawing_from(number):
        return (_first, _second, _third)[number - 1]()


def _first():
    """Return a classifier of tumours, whose columns are as they were measured."""
    data = datasets.load("breast_cancer")
    model = _network(30, keras.layers.Dense(1, "sigmoid"))
    rate = keras.optimizers.SGD(0.05)
    model.compile(rate, "binary_crossentropy", metrics=["binary_accuracy"])
    return _case(model, data.x_train, data.y_train, (data.x_val, data.y_val))


def _second():
    """Return a classifier of digits that is judged on what it has learned."""
    data = datasets.load("digits")
    model = _network(64, keras.layers.Dense(10, "softmax"))
    loss = "sparse_categorical_crossentropy"
    model.compile(keras.optimizers.Adam(0.005), loss, metrics=["accuracy"])
    x = np.concatenate([data.x_train[:400], data.x_val[:120]])
    y = np.concatenate([data.y_train[:400], data.y_val[:120]])
    return _case(model, x, y, (data.x_val[:200], data.y_val[:200]))


def _third():
    """Return a network for the course of a disease, whose outputs are too small."""
    data = datasets.load("diabetes")
    x, x_val = datasets.standardize(data.x_train, data.x_val)
    model = _network(10, keras.layers.Dense(1, "sigmoid"))
    model.compile(keras.optimizers.Adam(0.005), "mse", metrics=["mae"])
    return _case(model, x, data.y_train, (x_val, data.y_val))


def _network(features, end):
    """Return a network with two hidden layers, not compiled."""
    hidden = [keras.layers.Dense(32, "relu") for _ in range(2)]
    return keras.Sequential([keras.Input((features,)), *hidden, end])


def _case(model, x, y, held_out):
    return {
        "model": model,
        "x_train": x,
        "y_train": y,
        "validation_data": held_out,
        "epochs": 20,
    }
