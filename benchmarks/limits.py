"""Where compiled epochs stop paying: larger data, larger batches, convolutions.

Run as `python benchmarks/limits.py`. The more a step computes, the less it matters what
happens between the steps. Each model is compiled; one epoch is timed.
"""

import functools

import numpy as np
import timing
from tensorflow import keras

from labhelpers import training

REPEATS = 5


def main():
    """Print a table of ratios."""
    print("| one epoch of | model.fit / training.fit |")
    print("|---|---|")
    for name, (shape, num_examples, batch_size, layers) in CASES.items():
        generator = np.random.default_rng(0)
        x = generator.normal(size=(num_examples, *shape)).astype("float32")
        y = generator.integers(10, size=num_examples)
        fits = {
            "model.fit": functools.partial(build(shape, layers).fit, verbose=0),
            "training.fit": functools.partial(training.fit, build(shape, layers)),
        }
        train = {
            name: functools.partial(fit, x, y, batch_size=batch_size)
            for name, fit in fits.items()
        }
        timing.seconds_of(train, 1)
        seconds = timing.seconds_of(train, REPEATS)
        ratio = timing.ratio(seconds["model.fit"], seconds["training.fit"])
        print(f"| {name} | {ratio} |", flush=True)


def build(shape, layers):
    """Return a compiled classifier with ten classes."""
    output = keras.layers.Dense(10, activation="softmax")
    model = keras.Sequential([keras.Input(shape), *layers(), output])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def dense(*widths):
    """Return a function that returns dense ReLU layers."""
    return lambda: [keras.layers.Dense(width, activation="relu") for width in widths]


def convolutional():
    """Return the layers of a small convolutional network."""
    return [
        keras.layers.Conv2D(16, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
    ]


CASES = {  # shape of an example, number of examples, batch size, layers
    "60 000 x 784, dense 784-128-10, batches of 32": ((784,), 60_000, 32, dense(128)),
    "60 000 x 784, dense 784-128-10, batches of 512": ((784,), 60_000, 512, dense(128)),
    "60 000 x 784, dense 784-512-512-10, batches of 128": (
        (784,),
        60_000,
        128,
        dense(512, 512),
    ),
    "4 000 x 28 x 28, two convolutions, batches of 32": (
        (28, 28, 1),
        4_000,
        32,
        convolutional,
    ),
}


if __name__ == "__main__":
    main()
