"""One process of a distributed search: the chief or a worker.

KerasTuner reads from its environment variables KERASTUNER_TUNER_ID,
KERASTUNER_ORACLE_IP and KERASTUNER_ORACLE_PORT which of the two this process is. So
all processes run the same lines.
"""

import os
import sys
import threading


def main(folder, trials, epochs):
    """Search the digits for as long as the chief hands out trials.

    Args:
        folder: Folder of the search, which all processes share.
        trials: Number of trials, as text.
        epochs: Epochs of a trial, as text.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from labhelpers import datasets, tuning

    data = datasets.load("digits")
    tuner = tuning.RandomSearch(
        tuning.digits_network,
        objective="val_accuracy",
        max_trials=int(trials),
        directory=folder,
    )
    validation_data = (data.x_val, data.y_val)
    tuner.search(
        data.x_train, data.y_train, validation_data=validation_data, epochs=int(epochs)
    )


def _end_with_parent():
    """End this process when the parent has closed its end of standard input."""
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
