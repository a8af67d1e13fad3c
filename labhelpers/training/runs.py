"""What a sweep returns: every metric of every run, by setting, seed and epoch."""

import threading

import numpy as np


class Runs:
    """Hold the histories of a sweep.

    `runs["val_accuracy"]` is an array of shape (settings, seeds, epochs); an epoch that
    was not trained or not validated is NaN, and so is what a diverged run reports.

    Attributes:
        settings: The settings, a list of dicts, in the order given.
        seeds: The seed of each repeat, ints.
        how: For each setting "stacked" (many models in one computation) or "one by
            one" (compiled runs one after another).
        weights: With `keep_weights=True`, for each setting and seed the final weights,
            as `model.get_weights()` gives them; else None.
        complete: False if the sweep was interrupted.
    """

    def __init__(self, settings, seeds, epochs):
        self.settings = [dict(setting) for setting in settings]
        self.seeds = list(seeds)
        self.how = [None] * len(settings)
        self.weights = [[None] * len(seeds) for _ in settings]
        self.complete = False
        self._epochs = epochs
        self._history = {}
        self._lock = threading.Lock()

    def record(self, setting, seed, epoch, metrics):
        """Enter the metrics of one epoch, from any thread.

        Args:
            setting: Index of the setting, or indices.
            seed: Index of the seed, or as many indices.
            epoch: Index of the epoch, or a slice.
            metrics: From name to value, or to as many values as there are indices.
        """
        shape = (len(self.settings), len(self.seeds), self._epochs)
        with self._lock:
            for name, values in metrics.items():
                if name not in self._history:
                    self._history[name] = np.full(shape, np.nan)
                self._history[name][setting, seed, epoch] = values

    @property
    def metrics(self):
        """Names of the metrics, as in Keras's history."""
        return list(self._history)

    def __getitem__(self, metric):
        """Return a metric, shape (settings, seeds, epochs).

        Raises:
            KeyError: There is no such metric.
        """
        if metric not in self._history:
            raise KeyError(
                f"A metric of this sweep is needed, one of {self.metrics}; "
                f"received {metric!r}"
            )
        return self._history[metric]

    def rows(self):
        """Return the sweep as a table: a dict per setting, seed and epoch.

        Each holds what the setting names, `seed`, `epoch` (counted from 1) and the
        metrics, ready for `pandas.DataFrame`.
        """
        return [
            {
                **setting,
                "seed": seed,
                "epoch": epoch + 1,
                **{name: float(h[i, j, epoch]) for name, h in self._history.items()},
            }
            for i, setting in enumerate(self.settings)
            for j, seed in enumerate(self.seeds)
            for epoch in range(self._epochs)
        ]

    def __repr__(self):
        stacked = self.how.count("stacked")
        state = "" if self.complete else ", interrupted"
        return (
            f"Runs({len(self.settings)} settings x {len(self.seeds)} seeds x "
            f"{self._epochs} epochs, {stacked} settings stacked{state}: {self.metrics})"
        )
