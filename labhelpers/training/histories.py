"""Keep what every run of a sweep reports: metrics by setting, seed and epoch."""

import threading

import numpy as np

from labhelpers.training import finding


class Histories:
    """Keep arrays of shape (settings, seeds, epochs), and which epochs were trained.

    The attributes are described in `Runs`, which finds runs among them.
    """

    def __init__(self, settings, seeds, epochs):
        self.names = list(settings) if isinstance(settings, dict) else None
        settings = settings.values() if isinstance(settings, dict) else settings
        self.settings = [dict(setting) for setting in settings]
        self.seeds = list(seeds)
        self.how = [None] * len(self.settings)
        self.weights = [[None] * len(seeds) for _ in self.settings]
        self.complete = False
        self._epochs = epochs
        self._history = {}
        self._trained = np.zeros((len(self.settings), len(seeds), epochs), dtype=bool)
        self._one_setting = False
        self._tuned = None
        self._lock = threading.Lock()

    def record(self, setting, seed, epoch, metrics):
        """Enter metrics, from any thread.

        They are of one run and a slice of its epochs, or of one epoch of many runs,
        given by lists of the indices of their settings and seeds.
        """
        with self._lock:
            self._trained[setting, seed, epoch] = True
            for name, values in metrics.items():
                if name not in self._history:
                    self._history[name] = np.full(self._trained.shape, np.nan)
                self._history[name][setting, seed, epoch] = values

    @property
    def metrics(self):
        """Names of the metrics, as in Keras's history."""
        return list(self._history)

    def _metric(self, metric):
        """Return a metric, shape (settings, seeds, epochs)."""
        if metric not in self._history:
            raise KeyError(
                f"A metric of this sweep is needed, one of {self.metrics}; "
                f"received {metric!r}"
            )
        return self._history[metric]

    def _diverged_as_worst(self, metric):
        """Return a metric in which what was trained and is no number is the worst."""
        history = self._metric(metric)
        worst = 0.0 if finding.higher_is_better(metric) else np.inf
        return np.where(self._trained & ~np.isfinite(history), worst, history)

    def _after_last_epoch(self, metric):
        """Return a metric after the last epoch that has it, shape (settings, seeds)."""
        measured = np.isfinite(self._metric(metric)).any(axis=(0, 1)).nonzero()[0]
        last = measured[-1] if measured.size else -1
        return self._diverged_as_worst(metric)[:, :, last]

    def _shaped(self, array):
        """Return `array` without its first axis if there is one setting."""
        return array[0] if self._one_setting else array
