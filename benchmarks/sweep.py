"""How many times as fast `training.sweep` is as `model.fit`, model by model.

Run as `python benchmarks/sweep.py`. The reference workload of `fit.py`, with plain
gradient descent at as many learning rates as there are models; each `model.fit` builds
its model, as a loop over learning rates would. The first sweep compiles, the others
find it compiled.
"""

import numpy as np
import timing
from fit import BATCH_SIZE, EPOCHS
from keras_network import reference_network

from labhelpers import datasets, training

REPEATS = 5
FITS = 2  # of model.fit per round; a sweep of 64 is compared with 64 such fits


def main():
    """Print a table of ratios."""
    from tensorflow import keras

    digits = datasets.load("digits")
    data = {"x": digits.x_train, "y": digits.y_train}
    data["validation_data"] = (digits.x_val, digits.y_val)

    def build_model(learning_rate):
        return reference_network(keras.optimizers.SGD(learning_rate))

    def fit():
        for rate in (0.01, 0.1)[:FITS]:
            model = build_model(rate)
            model.fit(**data, batch_size=BATCH_SIZE, epochs=EPOCHS, verbose=0)

    def sweep(size):
        rates = [{"learning_rate": float(rate)} for rate in np.geomspace(1e-3, 1, size)]
        training.sweep(build_model, rates, **data, epochs=EPOCHS, seeds=1)

    contenders = {"fit": fit, 16: lambda: sweep(16), 64: lambda: sweep(64)}
    first = timing.seconds_of(contenders, 1)
    later = timing.seconds_of(contenders, REPEATS)
    print("| models | sweep | as many model.fit / sweep |")
    print("|---|---|---|")
    for state, seconds in [("first", first), ("later", later)]:
        for size in (16, 64):
            fits = [size / FITS * each for each in seconds["fit"]]
            print(f"| {size} | {state} | {timing.ratio(fits, seconds[size])} |")


if __name__ == "__main__":
    main()
