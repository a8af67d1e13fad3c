"""Trials of KerasTuner's searches that are trained by `training.fit`.

A trial of KerasTuner's own takes seconds on a small network: `model.fit`, a checkpoint
after every good epoch, a fresh session. `run_trial` is KerasTuner's public place to do
otherwise. Oracles, files, resuming and workers stay KerasTuner's.
"""

import contextlib
import copy
import io
import logging

import numpy as np

from labhelpers import training
from labhelpers._later import SCIKIT_LEARN, loaded_later
from labhelpers._quiet import keras
from labhelpers.training.progress import Progress
from labhelpers.tuning import keras_tuner_inside
from labhelpers.tuning._edited import warn_if_edited
from labhelpers.tuning._weights import BestWeights, load_weights

with contextlib.redirect_stderr(io.StringIO()), loaded_later(SCIKIT_LEARN):
    import keras_tuner

logging.getLogger("tensorboard").setLevel(logging.ERROR)
PROJECT = "search"


class CompiledTrials:
    """Have a tuner of KerasTuner train its trials by `training.fit`.

    A hyperparameter that is called `batch_size` is the batch size of the training,
    unless a `HyperModel` has its own `fit`. The executions of a trial use the seeds of
    `training.sweep`, so that a trial gives the same score in every search, on every
    worker, and in a sweep.
    """

    def __init__(self, *args, directory, **kwargs):
        kwargs.setdefault("project_name", PROJECT)
        # A failed trial is a trial: three in a row do not end the search.
        kwargs.setdefault("max_consecutive_failed_trials", None)
        # KerasTuner takes the seed 0 for no seed.
        kwargs.setdefault("seed", training.lab_seed() + 1)
        given = kwargs.get("hyperparameters") or keras_tuner.HyperParameters()
        given = given.copy()
        with contextlib.redirect_stdout(io.StringIO()):
            super().__init__(*args, directory=directory, **kwargs)
        warn_if_edited(self, given)

    def reload(self):
        """Reload a search that was interrupted."""
        super().reload()
        keras_tuner_inside.drop_ended_trials(self.oracle)

    def search(self, *data, callbacks=(), **fitting):
        """Search until `max_trials` trials have ended; what is on disk counts.

        Args:
            *data: What `model.fit` takes by position: x, y.
            callbacks: Keras callbacks; each training gets copies of them.
            **fitting: What `model.fit` takes by name: `validation_data` or
                `validation_split`, `epochs`, `batch_size`, ...

        Raises:
            TypeError: A callback cannot be copied, or `build` returns no model.
            RuntimeError: Every trial failed; one that fails among others is stored as
                failed, and its error in `trial.message`.
        """
        callbacks = _copies(callbacks)
        self.oracle.verbose = 0
        total = getattr(self.oracle, "max_trials", None) or 1
        with (
            Progress(total) as self._progress,
            np.errstate(all="ignore"),
            contextlib.redirect_stderr(io.StringIO()),  # of failed trials
        ):
            super().search(*data, callbacks=callbacks, **fitting)
        # A worker of a distributed search does not see what the others did.
        trials = list(getattr(self.oracle, "trials", {}).values())
        if trials and all(trial.status == "FAILED" for trial in trials):
            raise RuntimeError(
                f"A search needs a trial that ends, and all {len(trials)} failed. The "
                f"last one: {trials[-1].message}"
            )

    def on_trial_end(self, trial):
        """Tell the oracle, save, and move the progress bar on."""
        name = self.oracle.objective.name
        if trial.metrics.exists(name) and np.isnan(trial.metrics.get_best_value(name)):
            trial.message = (
                f"A score needs to be a number; {name} is NaN. Often the training "
                "diverged: smaller learning rates may help."
            )
        super().on_trial_end(trial)
        self._progress.advance(1)
        self._progress.show()

    def run_trial(self, trial, *data, callbacks=(), **fitting):
        """Train a trial with each of its seeds and return the results."""
        values = trial.hyperparameters.values
        if "tuner/epochs" in values:  # Hyperband gives the survivors more epochs
            fitting["epochs"] = values["tuner/epochs"]
            fitting["initial_epoch"] = values["tuner/initial_epoch"]
        results, best = [], None
        seeds = training.child_seeds(self.executions_per_trial)
        for number, seed in enumerate(seeds):
            keras.utils.set_random_seed(seed)
            own = _copies(callbacks)
            keras_tuner_inside.separate_logs(self, own, trial, number)
            result, kept = self._execute(trial, number, *data, callbacks=own, **fitting)
            results.append(result)
            if best is None or kept.is_better(kept.value, best.value):
                best = kept
        best.save(self.get_trial_dir(trial.trial_id), "best")
        return results

    def load_model(self, trial):
        """Return the model of a trial with the weights of its best epoch."""
        model = self._build(trial.hyperparameters)
        load_weights(model, self.get_trial_dir(trial.trial_id), "best")
        return model

    def _execute(self, trial, number, *data, callbacks, **fitting):
        """Train once; return what the training returned, and its `BestWeights`."""
        hp, name = trial.hyperparameters, f"execution_{number}"
        model = self._build(hp)
        earlier = hp.values.get("tuner/trial_id")
        if earlier:
            load_weights(model, self.get_trial_dir(earlier), name)
        best = BestWeights(self.oracle.objective)
        callbacks = [*callbacks, best]
        result = self._fit(hp, model, *data, callbacks=callbacks, **fitting)
        if best.weights is None:  # a `fit` without callbacks or epochs
            best.keep(model)
        best.save(self.get_trial_dir(trial.trial_id), name)
        return result, best

    def _build(self, hp):
        model = keras_tuner_inside.build(self, hp)
        if not isinstance(model, keras.Model):
            raise keras_tuner.errors.FatalTypeError(
                f"`build` needs to return a Keras model; received {model!r}."
            )
        limit = self.max_model_size
        if limit and model.built and model.count_params() > limit:
            raise keras_tuner.errors.FailedTrialError(
                f"A model needs at most {limit} weights, the `max_model_size`; "
                f"received one with {model.count_params()}."
            )
        return model

    def _fit(self, hp, model, *data, **fitting):
        """Train by the `fit` of the hypermodel, or else by `training.fit`."""
        own = getattr(self.hypermodel.fit, "__func__", None)
        if own is not keras_tuner.HyperModel.fit:
            return self.hypermodel.fit(hp, model, *data, **fitting)
        if "batch_size" in hp.values:
            fitting["batch_size"] = hp.values["batch_size"]
        return training.fit(model, *data, **fitting)


def _copies(callbacks):
    """Return copies of callbacks, so that no training sees what another has left."""
    try:
        return copy.deepcopy(keras.tree.flatten(callbacks or []))
    except TypeError as error:
        raise TypeError(
            f"Callbacks need to be copyable, since each training has its own: {error}."
        ) from error
