"""Data sets for the examination's benchmark: each half of it has its own.

Each function returns `(x, y, task, num_classes)` in random order, with features of
usual size; `task` is "classes" or "values".
"""

import numpy as np

from labhelpers import datasets

NUM_TRAIN, NUM_VAL = 400, 200


def digits(generator):
    return _bundled("digits", generator, "classes")


def breast_cancer(generator):
    return _bundled("breast_cancer", generator, "classes")


def diabetes(generator):
    return _bundled("diabetes", generator, "values")


def blobs(generator):
    """Draw classes around points in a space of 8 to 20 features."""
    classes, features = int(generator.integers(3, 7)), generator.integers(8, 20)
    centres = generator.normal(0, 1.3, (classes, features))
    y = generator.integers(classes, size=NUM_TRAIN + NUM_VAL)
    return centres[y] + generator.normal(size=(len(y), features)), y, "classes", classes


def waves(generator):
    """Draw values that are a smooth function of three to six features."""
    features = generator.integers(3, 7)
    x = generator.normal(size=(NUM_TRAIN + NUM_VAL, features))
    y = np.sin(x[:, 0] * 1.5) + 0.5 * x[:, 1] * x[:, 2] + x[:, :2].sum(axis=1)
    return x, _standard(y + 0.15 * generator.normal(size=len(y))), "values", 0


def moons(generator):
    x, y = datasets.two_moons(
        NUM_TRAIN + NUM_VAL, 0.2, seed=int(generator.integers(1000))
    )
    return datasets.standardize(x)[0], y, "classes", 2


def rings(generator):
    """Draw three classes in rings around the origin, with three idle features."""
    y = generator.integers(3, size=NUM_TRAIN + NUM_VAL)
    angle = generator.uniform(0, 2 * np.pi, len(y))
    radius = 0.6 + 0.9 * y + 0.12 * generator.normal(size=len(y))
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return np.hstack([x, 0.5 * generator.normal(size=(len(y), 3))]), y, "classes", 3


def stripes(generator):
    """Draw images of 8 x 8 with one of four kinds of stripes, and noise."""
    y = generator.integers(4, size=NUM_TRAIN + NUM_VAL)
    rows, columns = np.mgrid[:8, :8]
    waves = np.stack([rows, columns, rows + columns, rows - columns])[y]
    phase = generator.integers(0, 2, len(y))[:, None, None]
    x = (
        ((waves // 2 + phase) % 2) * 1.6
        - 0.8
        + 0.5 * generator.normal(size=waves.shape)
    )
    return x.reshape(len(y), 64), y, "classes", 4


def mixture(generator):
    """Draw two classes by a plane in 30 features, of which ten matter."""
    x = generator.normal(size=(NUM_TRAIN + NUM_VAL, 30))
    w = np.r_[generator.normal(size=10), np.zeros(20)]
    scores = x @ w / np.linalg.norm(w) + 0.15 * generator.normal(size=len(x))
    return x, (scores > 0).astype(int), "classes", 2


def friedman(generator):
    """Draw Friedman's first function (1991): ten features, of which five matter."""
    x = generator.uniform(size=(NUM_TRAIN + NUM_VAL, 10))
    y = 10 * np.sin(np.pi * x[:, 0] * x[:, 1]) + 20 * (x[:, 2] - 0.5) ** 2
    y += 10 * x[:, 3] + 5 * x[:, 4] + 0.5 * generator.normal(size=len(x))
    return datasets.standardize(x)[0], _standard(y), "values", 0


def sine(generator):
    x, y = datasets.noisy_sine(NUM_TRAIN + NUM_VAL, seed=int(generator.integers(1000)))
    return datasets.standardize(x)[0], np.ravel(y), "values", 0


def _bundled(name, generator, task):
    data = datasets.load(name)
    x = np.concatenate([data.x_train, data.x_val])
    y = np.concatenate([data.y_train, data.y_val])
    order = generator.permutation(len(x))[: NUM_TRAIN + NUM_VAL]
    x, y = x[order], y[order]
    if name != "digits":
        x = datasets.standardize(x)[0]
    if task == "values":
        return x, _standard(y), task, 0
    return x, y.astype(int), task, len(data.class_names)


def _standard(y):
    return (y - y.mean()) / y.std()


# The halves differ in data sets, optimizers, activations, depths and losses. They were
# chosen before any threshold was.
TUNING = (digits, breast_cancer, diabetes, blobs, waves)
HELD_BACK = (moons, rings, stripes, mixture, friedman, sine)
