"""Keep the weights of the best epoch of a training, and give them to a model."""

import json
from pathlib import Path

import numpy as np

from labhelpers._quiet import keras


class BestWeights(keras.callbacks.Callback):
    """Keep the weights of the best epoch in memory.

    Args:
        objective: KerasTuner's `Objective`: one metric, or several.
    """

    def __init__(self, objective):
        super().__init__()
        self.objective, self.value, self.weights = objective, None, None
        self.shapes = None

    def on_epoch_end(self, epoch, logs=None):
        """Compare this epoch with the best so far.

        Where the logs lack the objective, the last epoch counts, as in KerasTuner.
        """
        value = None
        if self.objective.has_value(logs):
            value = self.objective.get_value(logs)
        if self.weights is None or value is None or self.is_better(value, self.value):
            self.value = value
            self.keep(self.model)

    def is_better(self, value, than):
        """Return whether one value of the objective is better than another."""
        if value is None or than is None or np.isnan(than):
            return value is not None
        return self.objective.better_than(value, than)

    def keep(self, model):
        """Keep the weights that a model has now, and the shapes that built it."""
        self.weights, self.shapes = model.get_weights(), model.get_build_config()

    def save(self, folder, name):
        """Write the weights into the folder of a trial."""
        np.savez(Path(folder, name), *self.weights)
        shapes = json.dumps(self.shapes)
        Path(folder, "build_config.json").write_text(shapes, encoding="utf-8")


def load_weights(model, folder, name):
    """Give a model the weights that `BestWeights.save` wrote.

    Args:
        model: A model from the same `build`; without a `keras.Input` it is built here.
        folder: Folder of the trial.
        name: The name given to `save`.
    """
    if not model.built:
        shapes = Path(folder, "build_config.json").read_text(encoding="utf-8")
        model.build_from_config(json.loads(shapes))
    with np.load(Path(folder, f"{name}.npz")) as stored:
        model.set_weights([stored[key] for key in stored.files])
