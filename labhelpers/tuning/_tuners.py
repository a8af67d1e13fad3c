"""KerasTuner's searches with trials that are trained by `training.fit`.

A trial of KerasTuner's own takes seconds on a small network: `model.fit`, a checkpoint
after every good epoch, a fresh session. `run_trial` is KerasTuner's public place to do
otherwise. Oracles, files, resuming and workers stay KerasTuner's.
"""

import contextlib
import io
import logging
import os

import numpy as np

from labhelpers import training
from labhelpers._later import SCIKIT_LEARN, loaded_later
from labhelpers._quiet import keras
from labhelpers.training.progress import Progress
from labhelpers.tuning._resuming import resume_grid

with contextlib.redirect_stderr(io.StringIO()), loaded_later(SCIKIT_LEARN):
    import keras_tuner

logging.getLogger("tensorboard").setLevel(logging.ERROR)


class BestWeights(keras.callbacks.Callback):
    """Keep the weights of the best epoch in memory.

    Args:
        objective: KerasTuner's `Objective`: a metric and its direction.
    """

    def __init__(self, objective):
        super().__init__()
        self.name, self.sign = objective.name, 1 if objective.direction == "max" else -1
        self.best, self.weights = -np.inf, None

    def on_epoch_end(self, epoch, logs=None):
        """Compare this epoch with the best so far."""
        score = self.sign * logs[self.name]
        if self.weights is None or score > self.best:
            self.best = score if np.isfinite(score) else -np.inf
            self.weights = self.model.get_weights()


class CompiledTrials:
    """Have a tuner of KerasTuner train its trials by `training.fit`.

    A hyperparameter that is called `batch_size` is the batch size of the training. The
    executions of a trial use the seeds of `training.sweep`, so that a trial gives the
    same score in every search, on every worker, and in a sweep.
    """

    def __init__(self, *args, directory, **kwargs):
        kwargs.setdefault("project_name", "search")
        # A failed trial is a trial: three in a row do not end the search.
        kwargs.setdefault("max_consecutive_failed_trials", None)
        kwargs.setdefault("seed", training.lab_seed() + 1)  # 0 would be drawn anew
        with contextlib.redirect_stdout(io.StringIO()):
            super().__init__(*args, directory=directory, **kwargs)

    def search(self, x, y, *, validation_data, **fitting):
        """Search until `max_trials` trials have ended; what is on disk counts.

        Args:
            x: Training examples.
            y: Their targets.
            validation_data: A pair (x, y) that gives the scores.
            **fitting: Passed on to `training.fit`: epochs, batch_size, ...

        Raises:
            RuntimeError: Every trial failed; one that fails among others is stored as
                failed, and its error in `trial.message`.
        """
        fitting.setdefault("verbose", 0)
        total = getattr(self.oracle, "max_trials", None) or 1
        with (
            Progress(total) as self._progress,
            np.errstate(all="ignore"),
            contextlib.redirect_stderr(io.StringIO()),  # of failed trials
        ):
            super().search(x, y, validation_data=validation_data, **fitting)
        # A worker of a distributed search does not see what the others did.
        trials = list(getattr(self.oracle, "trials", {}).values())
        if trials and all(trial.status == "FAILED" for trial in trials):
            raise RuntimeError(
                f"A search needs a trial that ends, and all {len(trials)} failed. The "
                f"last one: {trials[-1].message}"
            )

    def on_trial_end(self, trial):
        """Tell the oracle, save, and move the progress bar on."""
        super().on_trial_end(trial)
        self._progress.advance(1)
        self._progress.show()

    def run_trial(self, trial, x, y, **fitting):
        """Train a trial with each of its seeds and return the histories."""
        values = trial.hyperparameters.values
        fitting = dict(fitting)
        if "batch_size" in values:
            fitting["batch_size"] = values["batch_size"]
        if "tuner/epochs" in values:  # Hyperband gives the survivors more epochs
            fitting["epochs"] = values["tuner/epochs"]
            fitting["initial_epoch"] = values["tuner/initial_epoch"]
        runs = [
            self._run(trial, seed, x, y, number, **fitting)
            for number, seed in enumerate(training.child_seeds(self._executions))
        ]
        best = max((best for _, best in runs), key=lambda each: each.best)
        self._save(trial.trial_id, "best", best.weights)
        return [history for history, _ in runs]

    def load_model(self, trial):
        """Return the model of a trial with the weights of its best epoch."""
        model = self.hypermodel.build(trial.hyperparameters)
        model.set_weights(self._load(trial.trial_id, "best"))
        return model

    @property
    def _executions(self):
        return self.executions_per_trial

    def _run(self, trial, seed, x, y, number, **fitting):
        """Train once; return the history and the `BestWeights`."""
        keras.utils.set_random_seed(seed)
        model = self.hypermodel.build(trial.hyperparameters)
        earlier = trial.hyperparameters.values.get("tuner/trial_id")
        if earlier:
            model.set_weights(self._load(earlier, f"execution_{number}"))
        best = BestWeights(self.oracle.objective)
        history = training.fit(model, x, y, callbacks=[best], **fitting)
        self._save(trial.trial_id, f"execution_{number}", best.weights)
        return history, best

    def _save(self, trial_id, name, weights):
        np.savez(os.path.join(self.get_trial_dir(trial_id), name), *weights)

    def _load(self, trial_id, name):
        path = os.path.join(self.get_trial_dir(trial_id), f"{name}.npz")
        with np.load(path) as stored:
            return [stored[key] for key in stored.files]


class RandomSearch(CompiledTrials, keras_tuner.RandomSearch):
    """`keras_tuner.RandomSearch` with compiled trials; the same arguments."""


class GridSearch(CompiledTrials, keras_tuner.GridSearch):
    """`keras_tuner.GridSearch` with compiled trials; the same arguments."""

    def reload(self):
        """Reload an interrupted search, and what KerasTuner does not store of it."""
        super().reload()
        resume_grid(self.oracle)


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
    trials = sorted(tuner.oracle.trials.values(), key=lambda trial: trial.trial_id)
    return [
        {
            **trial.hyperparameters.values,
            "trial": trial.trial_id,
            "status": trial.status,
            "score": np.nan if trial.score is None else trial.score,
        }
        for trial in trials
    ]
