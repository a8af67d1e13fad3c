"""Cut the examples of a run: to learn, to validate, and to use the model on."""

import numpy as np

from labhelpers import datasets

SIZES = {"digits": (700, 350), "breast_cancer": (220, 110)}  # training, validation


class Examples:
    """Hold the three parts of one run, spoilt as its settings say.

    The sealed test set is in none of them.

    Attributes:
        x_train, y_train: What the model learns from.
        x_val, y_val: What it is validated on.
        x_use, y_use: What it meets in use: in no other part.
        num_classes: Number of classes.
        image_shape: Rows and columns of an example, or None.
    """

    def __init__(self, settings, generator):
        name = settings["data"]
        data = datasets.resplit(datasets.load(name), generator)
        self.num_classes = len(data.class_names)
        self.image_shape = data.image_shape
        x = np.concatenate([data.x_train, data.x_val])
        y = np.concatenate([data.y_train, data.y_val])
        num_train, num_val = SIZES[name]
        cuts = [num_train, num_train + num_val]
        self.x_train, self.x_val, self.x_use = np.split(x, cuts)
        self.y_train, self.y_val, self.y_use = np.split(y, cuts)
        self.x_train = self.x_train[: settings["num_examples"]]
        self.y_train = self.y_train[: settings["num_examples"]]
        if settings["scaled"]:
            scaled = datasets.standardize(self.x_train, self.x_val, self.x_use)
            self.x_train, self.x_val, self.x_use = scaled
        if settings["labels"] == "shuffled":
            self.y_train = generator.permutation(self.y_train)
        if settings["leak"]:
            self.x_train = np.concatenate([self.x_train, self.x_val])
            self.y_train = np.concatenate([self.y_train, self.y_val])
        if not settings["shuffle"]:
            order = np.argsort(self.y_train, kind="stable")
            self.x_train, self.y_train = self.x_train[order], self.y_train[order]


def shared(x_train, x_val):
    """Return which fraction of some examples stands among the training examples."""
    known = {row.tobytes() for row in x_train}
    return float(np.mean([row.tobytes() in known for row in x_val]))
