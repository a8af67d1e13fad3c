"""How many times as fast `training.fit` is as `model.fit` and hand-written NumPy.

Run as `python benchmarks/fit.py`. The reference workload is the digits, the network
64-64-64-10, batches of 32, 20 epochs with validation.
"""

import functools

import numpy as np
import timing
from keras_network import reference_network
from numpy_network import Network

from labhelpers import datasets, training

EPOCHS = 20
BATCH_SIZE = 32
REPEATS = 7


def main():
    """Print a table of ratios."""
    digits = datasets.load("digits")
    print("| optimizer | model | model.fit / training.fit | NumPy / training.fit |")
    print("|---|---|---|---|")
    for optimizer in ("adam", "sgd"):
        for state, contenders in (
            ("new", cold_contenders(digits, optimizer)),
            ("compiled", warm_contenders(digits, optimizer)),
        ):
            seconds = timing.seconds_of(contenders, REPEATS)
            ratios = [
                timing.ratio(seconds[name], seconds["training.fit"])
                for name in ("model.fit", "NumPy")
            ]
            print(f"| {optimizer} | {state} | {ratios[0]} | {ratios[1]} |", flush=True)


def warm_contenders(digits, optimizer):
    """Return trainings of models that were trained before."""
    trained = [reference_network(optimizer) for _ in range(2)]
    keras_fit = functools.partial(trained[0].fit, verbose=0)
    compiled_fit = functools.partial(training.fit, trained[1])
    for fit in (keras_fit, compiled_fit):
        run(fit, digits)
    return {
        "model.fit": lambda: run(keras_fit, digits),
        "training.fit": lambda: run(compiled_fit, digits),
        "NumPy": lambda: run_numpy(digits, optimizer),
    }


def cold_contenders(digits, optimizer):
    """Return trainings of new models, building and compiling them included."""

    def build():
        return reference_network(optimizer)

    return {
        "model.fit": lambda: run(functools.partial(build().fit, verbose=0), digits),
        "training.fit": lambda: run(functools.partial(training.fit, build()), digits),
        "NumPy": lambda: run_numpy(digits, optimizer),
    }


def run(fit, digits):
    """Train on the reference workload with a function like `model.fit`."""
    fit(
        digits.x_train,
        digits.y_train,
        batch_size=BATCH_SIZE,
        epochs=EPOCHS,
        validation_data=(digits.x_val, digits.y_val),
    )


def run_numpy(digits, optimizer):
    """Train on the reference workload by hand."""
    generator = np.random.default_rng(0)
    sizes = [(64, 64), (64,), (64, 64), (64,), (64, 10), (10,)]
    weights = [generator.uniform(-0.2, 0.2, size) for size in sizes]
    orders = [generator.permutation(len(digits.x_train)) for _ in range(EPOCHS)]
    network = Network(weights, optimizer, 0.01)
    validation_data = (digits.x_val, digits.y_val)
    network.fit(digits.x_train, digits.y_train, orders, BATCH_SIZE, validation_data)


if __name__ == "__main__":
    main()
