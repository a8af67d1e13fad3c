"""One process of a distributed search: the chief or a worker.

KerasTuner reads from its environment variables KERASTUNER_TUNER_ID,
KERASTUNER_ORACLE_IP and KERASTUNER_ORACLE_PORT which of the two this process is. So
all processes run the same lines.
"""

import multiprocessing
import os
import threading


def main(variables, log, folder, trials, epochs):
    """Search the digits for as long as the chief hands out trials.

    Args:
        variables: Environment variables of this process.
        log: The file that gets what the process writes.
        folder: Folder of the search, which all processes share.
        trials: Number of trials.
        epochs: Epochs of a trial.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ |= variables
    with open(log, "ab") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    search(folder, trials, epochs)


def search(folder, trials, epochs):
    """Search the digits; the arguments are those of `main`."""
    from labhelpers import datasets, tuning

    data = datasets.load("digits")
    tuner = tuning.RandomSearch(
        tuning.digits_network,
        objective="val_accuracy",
        max_trials=trials,
        directory=folder,
    )
    validation_data = (data.x_val, data.y_val)
    tuner.search(
        data.x_train, data.y_train, validation_data=validation_data, epochs=epochs
    )


def _end_with_parent():
    """End this process when the one that started it has ended."""
    multiprocessing.parent_process().join()
    os._exit(1)
