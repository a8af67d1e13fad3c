"""The reference workload in every way to train it that is installed, side by side.

Run as `python benchmarks/frameworks.py`; JAX and PyTorch take part where they are
installed. The workload is that of `fit.py`, with Adam. A new model is built and
compiled within the time; a compiled one was trained before.
"""

import functools
import importlib.util
import warnings

import numpy as np
import tensorflow as tf
import timing
from fit import BATCH_SIZE, EPOCHS, run, run_numpy
from keras_network import reference_network
from tensorflow import keras

from labhelpers import datasets, training
from labhelpers.training import cache

LEARNING_RATE = 0.001
REPEATS = 5


def main():
    """Print how many times as fast as `model.fit` each contender trains one model."""
    digits = datasets.load("digits")
    prepare = contenders(digits)
    trained = {name: each() for name, each in prepare.items()}
    for train in trained.values():
        train()
    print("| one model | new | compiled |")
    print("|---|---|---|")
    new = timing.seconds_of({n: lambda p=p: p()() for n, p in prepare.items()}, REPEATS)
    old = timing.seconds_of(trained, REPEATS)
    for name in prepare:
        ratios = [timing.ratio(each["model.fit"], each[name]) for each in (new, old)]
        print(f"| {name} | {' | '.join(ratios)} |")
    print_many(digits, trained["model.fit"])


def print_many(digits, keras_fit):
    """Print the same for many models at once, beside as many `model.fit`s."""
    ways = {
        "16 learning rates, training.sweep": (prepare_sweep, 16, 1),
        "64 learning rates, training.sweep": (prepare_sweep, 64, 1),
        "8 learning rates x 8 seeds, training.sweep": (prepare_sweep, 8, 8),
    }
    if importlib.util.find_spec("jax"):
        ways["16 learning rates, JAX vmapped"] = (prepare_vmapped, 16, 1)
        ways["64 learning rates, JAX vmapped"] = (prepare_vmapped, 64, 1)
    prepare = {
        name: functools.partial(way, digits, *sizes)
        for name, (way, *sizes) in ways.items()
    }
    one = {"model.fit": keras_fit}
    new = {name: lambda each=each: each()() for name, each in prepare.items()}
    new = timing.seconds_of(one | new, REPEATS)
    trained = {name: each() for name, each in prepare.items()}
    timing.seconds_of(trained, 1)
    old = timing.seconds_of(one | trained, REPEATS)
    print("| many models | new | compiled |")
    print("|---|---|---|")
    for name, (_, settings, seeds) in ways.items():
        ratios = []
        for seconds in (new, old):
            fits = [settings * seeds * each for each in seconds["model.fit"]]
            ratios.append(timing.ratio(fits, seconds[name]))
        print(f"| {name} | {' | '.join(ratios)} |")
    for name in [name for name in ways if "JAX" in name]:
        ours = name.replace("JAX vmapped", "training.sweep")
        ratios = [timing.ratio(each[name], each[ours]) for each in (new, old)]
        print(f"| {name} / training.sweep | {' | '.join(ratios)} |")


def contenders(digits):
    """Return by name functions that build a model and return its training."""
    found = {
        "model.fit": lambda: functools.partial(
            run, functools.partial(reference_network().fit, verbose=0), digits
        ),
        "model.fit, tf.data and steps_per_execution": lambda: prepare_best(digits),
        "training.fit": lambda: functools.partial(
            run, functools.partial(training.fit, reference_network()), digits
        ),
        "NumPy by hand": lambda: functools.partial(run_numpy, digits, "adam"),
        "scikit-learn MLPClassifier, no validation": lambda: prepare_sklearn(digits),
    }
    if importlib.util.find_spec("torch"):
        found["PyTorch, its usual loop"] = lambda: prepare_torch(digits)
    if importlib.util.find_spec("jax"):
        found["JAX, jitted epochs"] = lambda: prepare_jax(digits)
    return found


def prepare_best(digits):
    """Return `model.fit` with all that Keras offers to make it fast."""
    model = reference_network()
    num_steps = -(-len(digits.x_train) // BATCH_SIZE)
    model.compile(
        "adam", model.loss, metrics=["accuracy"], steps_per_execution=num_steps
    )
    batches = tf.data.Dataset.from_tensor_slices((digits.x_train, digits.y_train))
    batches = batches.cache().shuffle(len(digits.x_train)).batch(BATCH_SIZE).prefetch(2)
    validation = tf.data.Dataset.from_tensor_slices((digits.x_val, digits.y_val))
    validation = validation.batch(BATCH_SIZE).cache().prefetch(2)
    return lambda: model.fit(
        batches, epochs=EPOCHS, validation_data=validation, shuffle=False, verbose=0
    )


def prepare_sklearn(digits):
    """Return the training of scikit-learn's network, which has no validation."""
    from sklearn.neural_network import MLPClassifier

    def train():
        network = MLPClassifier(
            (64, 64), batch_size=BATCH_SIZE, max_iter=EPOCHS, n_iter_no_change=EPOCHS
        )
        with warnings.catch_warnings(action="ignore"):  # it has not converged
            network.fit(digits.x_train, digits.y_train)

    return train


def prepare_torch(digits):
    """Return the training of a new PyTorch network."""
    from torch_network import Network

    network = Network(LEARNING_RATE)
    data = digits.x_train.copy(), digits.y_train.copy()
    validation = digits.x_val.copy(), digits.y_val.copy()
    return lambda: network.fit(*data, EPOCHS, BATCH_SIZE, validation)


def prepare_jax(digits):
    """Return the training of a new JAX network, newly jitted."""
    return _jax_training(digits, None)


def prepare_vmapped(digits, size, _):
    """Return the training of many JAX networks at once, newly jitted."""
    return _jax_training(digits, size)


def _jax_training(digits, size):
    import jax
    import jax_network

    epoch = jax_network.compiled_epoch(BATCH_SIZE, size)
    data = jax.device_put((digits.x_train, digits.y_train))
    validation = jax.device_put((digits.x_val, digits.y_val))
    key = jax.random.key(0)
    initial_state, rates = jax_network.initial_state, LEARNING_RATE
    if size:
        key, rates = jax.random.split(key, size), np.geomspace(1e-4, 1e-2, size)
        initial_state = jax.vmap(initial_state)
    generator = np.random.default_rng(0)

    def train():
        state = initial_state(key)
        for _ in range(EPOCHS):
            orders = [
                generator.permutation(len(digits.x_train)) for _ in range(size or 1)
            ]
            order = np.stack(orders) if size else orders[0]
            state, metrics = epoch(state, rates, order, data, validation)
            jax.device_get(metrics)

    return train


def prepare_sweep(digits, settings, seeds):
    """Return a sweep over learning rates that finds nothing compiled."""
    cache.STACKS.clear()

    def build_model(learning_rate):
        return reference_network(keras.optimizers.Adam(learning_rate))

    rates = np.geomspace(1e-4, 1e-2, settings)
    return lambda: training.sweep(
        build_model,
        [{"learning_rate": float(rate)} for rate in rates],
        x=digits.x_train,
        y=digits.y_train,
        validation_data=(digits.x_val, digits.y_val),
        epochs=EPOCHS,
        seeds=seeds,
    )


if __name__ == "__main__":
    main()
