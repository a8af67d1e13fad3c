"""A real surface, trained once: validation scores of a network on digits."""

import csv
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from labhelpers.tuning._spaces import Choice

FILE = Path(__file__).resolve().parents[2] / "data" / "tuning" / "digits.csv"
NAMES = ("learning_rate", "dropout", "batch_size")
EPOCHS = 15
SEEDS = 5

LEARNING_RATES = tuple(float(f"{10**power:.4g}") for power in np.linspace(-3, 0.5, 15))
DROPOUTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
BATCH_SIZES = (16, 32, 64, 128)
SPACE = {
    "learning_rate": Choice(LEARNING_RATES),
    "dropout": Choice(DROPOUTS),
    "batch_size": Choice(BATCH_SIZES),
}


@dataclass(frozen=True, eq=False)
class Table:
    """Hold a surface that was trained once, so that a trial costs nothing.

    Attributes:
        space: From hyperparameter to the `Choice` of its values.
        trials: All combinations, as dicts.
        scores: Validation accuracy after the last epoch, shape (trials, seeds).
    """

    space: dict
    trials: list
    scores: np.ndarray

    @cached_property
    def places(self):
        """Where the trials lie, shape (trials, dimensions), 0 to 1."""
        axes = self.space.items()
        return np.array(
            [[a.place(trial[name]) for name, a in axes] for trial in self.trials]
        )

    def index(self, trial):
        """Return the row of a trial.

        Raises:
            KeyError: The table has no such combination.
        """
        return self._rows[tuple(trial[name] for name in self.space)]

    def along(self, *hyperparameters, **fixed):
        """Return the surface on which only some hyperparameters matter.

        Each trial gets the score of the trial with the same values of these and the
        fixed values of all others.

        Args:
            *hyperparameters: Those that matter, such as "learning_rate".
            **fixed: A value for each of the others.

        Returns:
            A `Table` with the same space and trials.

        Raises:
            KeyError: The table has no such combination.

        Example:
            >>> line = table.along("learning_rate", dropout=0.0, batch_size=32)
        """
        rows = [
            self.index({**fixed, **{name: trial[name] for name in hyperparameters}})
            for trial in self.trials
        ]
        return Table(self.space, self.trials, self.scores[rows])

    @cached_property
    def _rows(self):
        keys = [tuple(trial[name] for name in self.space) for trial in self.trials]
        return {key: row for row, key in enumerate(keys)}


@cache
def load_table():
    """Return the surface of data/tuning/digits.csv.

    A network 64-64-10 with ReLU and dropout, SGD with momentum 0.9, on all training
    digits; `python labs.py tuning-table` trains it anew.

    Returns:
        A `Table`.

    Raises:
        FileNotFoundError: The file is missing; the message says how to make it.
    """
    if not FILE.is_file():
        raise FileNotFoundError(
            f"The surface needs {FILE}, and there is no such file: restore it with "
            "`git restore data`, or make it with `python labs.py tuning-table`."
        )
    with FILE.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    kinds = {"learning_rate": float, "dropout": float, "batch_size": int}
    trials = [{name: kinds[name](row[name]) for name in NAMES} for row in rows]
    scores = [[float(row[f"score_{n}"]) for n in range(1, SEEDS + 1)] for row in rows]
    return Table(SPACE, trials, np.array(scores))
