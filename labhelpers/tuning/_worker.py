"""A worker of a distributed search: KerasTuner's tuner, which asks a chief for trials.

KerasTuner's tuner becomes a worker when three environment variables say so. Its own
strategy does not matter, since the chief decides what is tried; the trials are those of
a search in one process, with the same seeds, so their scores are the same.
"""

import os
import sys
import time

from labhelpers.tuning import _tuners
from labhelpers.tuning._processes import TRY_AGAIN
from labhelpers.tuning._settings import SearchError, load_hypermodel


def work(settings, folder, host, port, name):
    """Train what the chief hands out until nothing is left.

    Args:
        settings: The search's `Settings`, as the chief stored them.
        folder: Where the search is kept, shared with the chief.
        host: Address of the chief.
        port: Its port.
        name: Under which the chief knows this worker; one that comes back under its
            name receives the trial that it did not end.

    Returns:
        The exit status: 0, or `TRY_AGAIN` if the chief was lost.

    Raises:
        SearchError: The model or the data cannot be had.
    """
    import grpc

    os.environ.update(
        KERASTUNER_TUNER_ID=name,
        KERASTUNER_ORACLE_IP=host,
        KERASTUNER_ORACLE_PORT=str(port),
        LABS_SEED=str(settings.seed),
    )
    data = _load(settings.data)
    tuner = WorkerTrials(
        load_hypermodel(settings.hypermodel),
        objective=settings.objective,
        max_trials=settings.trials,
        executions_per_trial=settings.executions,
        directory=folder,
    )
    try:
        tuner.search(
            data.x_train,
            data.y_train,
            validation_data=(data.x_val, data.y_val),
            epochs=settings.epochs,
        )
    except (grpc.RpcError, ChiefLostError) as error:
        print(
            f"{name}: the chief at {host}:{port} was lost; started again under the "
            f"same --id, this worker goes on. {error}",
            file=sys.stderr,
            flush=True,
        )
        return TRY_AGAIN
    return 0


class ChiefLostError(Exception):
    """A trial was trained, but its score did not reach the chief."""


class WorkerTrials(_tuners.RandomSearch):
    """The lab's trials, with a line on each, and a pause when there is none yet."""

    _idle = False

    def pre_create_trial(self):
        """Pause if the last question was answered with "wait"."""
        if self._idle:
            time.sleep(0.2)
        self._idle = True

    def on_trial_begin(self, trial):
        """Say what is trained."""
        super().on_trial_begin(trial)
        self._idle = False
        print(f"{self.tuner_id}: trial {trial.trial_id} begins", flush=True)

    def on_trial_end(self, trial):
        """Say why a trial failed, which does not travel to the chief.

        Raises:
            ChiefLostError: The trial did not fail: a call did, which KerasTuner takes
                for the same.
        """
        if trial.message:
            reason = trial.message.strip().splitlines()[-1]
            if "RpcError" in trial.message:
                raise ChiefLostError(reason)
            print(f"{self.tuner_id}: trial {trial.trial_id}: {reason}", flush=True)
        super().on_trial_end(trial)


def _load(name):
    from labhelpers import datasets

    try:
        return datasets.load(name)
    except (ValueError, OSError) as error:
        raise SearchError(f"The data set cannot be had: {error}") from error
