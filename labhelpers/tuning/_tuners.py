"""The four searches of KerasTuner with compiled trials, and their trials as rows."""

from pathlib import Path

import numpy as np

from labhelpers.tuning import keras_tuner_inside
from labhelpers.tuning._trials import PROJECT, CompiledTrials, keras_tuner


class RandomSearch(CompiledTrials, keras_tuner.RandomSearch):
    """`keras_tuner.RandomSearch` with compiled trials; the same arguments."""


class GridSearch(CompiledTrials, keras_tuner.GridSearch):
    """`keras_tuner.GridSearch` with compiled trials; the same arguments."""

    def reload(self):
        """Reload an interrupted search, and what KerasTuner does not store of it."""
        super().reload()
        keras_tuner_inside.resume_grid(self.oracle)


class BayesianOptimization(CompiledTrials, keras_tuner.BayesianOptimization):
    """`keras_tuner.BayesianOptimization` with compiled trials; the same arguments."""


class Hyperband(CompiledTrials, keras_tuner.Hyperband):
    """`keras_tuner.Hyperband` with compiled trials; the same arguments.

    The weights of the better half go on where they stopped; the optimizer starts anew,
    as in KerasTuner.
    """


def rows(tuner):
    """Return the trials of a tuner as a table.

    Args:
        tuner: A tuner of KerasTuner, during or after its search.

    Returns:
        A dict per trial, in the order of their numbers: its hyperparameters, `trial`,
        `status` and `score`, NaN if it has none.
    """
    return _rows(tuner.oracle.trials.values())


def rows_of_folder(folder):
    """Return the trials that a search has stored, in the form of `rows`.

    Args:
        folder: What was given as `directory`.
    """
    files = Path(folder, PROJECT).glob("trial_*/trial.json")
    return _rows([keras_tuner.engine.trial.Trial.load(str(file)) for file in files])


def _rows(trials):
    return [
        {
            **trial.hyperparameters.values,
            "trial": trial.trial_id,
            "status": trial.status,
            "score": np.nan if trial.score is None else trial.score,
        }
        for trial in sorted(trials, key=lambda trial: trial.trial_id)
    ]
