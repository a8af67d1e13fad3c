"""Train the surface of data/tuning/digits.csv: `python labs.py tuning-table`.

Every combination of `tuning.SPACE` is trained with the seeds of the lab's seed 0 by
`training.sweep`; the file holds the validation accuracy after the last epoch.
"""

import csv
import sys

import numpy as np

from labhelpers import datasets, training
from labhelpers.tuning import _table, tuned_network


def scores_of(trials):
    """Return the validation accuracy of each trial, shape (trials, seeds).

    Args:
        trials: Dicts with the hyperparameters of the surface.
    """
    data = datasets.load("digits")
    runs = training.sweep(
        tuned_network,
        trials,
        x=data.x_train,
        y=data.y_train,
        validation_data=(data.x_val, data.y_val),
        epochs=_table.EPOCHS,
        seeds=_table.SEEDS,
    )
    return runs["val_accuracy"][:, :, -1]


def main():
    """Train all combinations, a batch size after the other, and write the file."""
    training.set_seed()
    rows = []
    for batch_size in _table.BATCH_SIZES:
        for dropout in _table.DROPOUTS:
            trials = [
                {"learning_rate": rate, "dropout": dropout, "batch_size": batch_size}
                for rate in _table.LEARNING_RATES
            ]
            for trial, scores in zip(trials, scores_of(trials), strict=True):
                rows.append([*trial.values(), *(f"{score:.4f}" for score in scores)])
            print(batch_size, dropout, file=sys.stderr, flush=True)
    order = np.lexsort([[row[i] for row in rows] for i in (2, 1, 0)])
    names = [*_table.NAMES, *(f"score_{n}" for n in range(1, _table.SEEDS + 1))]
    _table.FILE.parent.mkdir(exist_ok=True)
    with _table.FILE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([names, *(rows[i] for i in order)])


if __name__ == "__main__":
    main()
