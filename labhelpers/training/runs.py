"""What a sweep returns: every metric of every run, by setting, seed and epoch."""

import numpy as np

from labhelpers._missing import Missing, look_up, same
from labhelpers.training import finding
from labhelpers.training.histories import Histories


class Runs(Histories):
    """Hold the histories of a sweep, and find them by their settings.

    `runs["val_accuracy"]` is an array of shape (settings, seeds, epochs). An epoch that
    was not trained or not validated is NaN, and so is what a diverged run reports.
    `runs.at(...)` with one setting has arrays without the first axis.

    Attributes:
        settings: The settings, a list of dicts, in the order given.
        names: Their names, if the settings were given as a dict, else None.
        seeds: The seed of each repeat, ints.
        how: For each setting "stacked" (many models in one computation) or "one by
            one" (compiled runs one after another).
        weights: With `keep_weights=True`, for each setting and seed the final weights,
            as `model.get_weights()` gives them; else None.
        complete: False if the sweep was interrupted.

    Example:
        >>> rates = [0.01, 0.03, 0.1]
        >>> grid = training.grid(momentum=[0, 0.9], learning_rate=rates)
        >>> runs = training.sweep(build_model, grid, data=data, epochs=15)
        >>> runs.at(momentum=0.9, learning_rate=0.1)["loss"].shape
        (5, 15)
        >>> runs.at(momentum=0.9).last("loss").shape
        (3, 5)
        >>> best = runs.tune("learning_rate", by="val_loss")
        >>> best.at(momentum=0.9).last("val_accuracy").shape
        (5,)
    """

    def __getitem__(self, metric):
        """Return a metric, shape (settings, seeds, epochs); of one setting its part.

        Raises:
            KeyError: There is no such metric.
        """
        return self._shaped(self._metric(metric))

    def at(self, name=None, /, **setting):
        """Return the runs with this setting; floats need be nearly equal.

        Args:
            name: The name of a setting, if the settings were given as a dict.
            **setting: Hyperparameters and their values.

        Returns:
            `Runs`. Where one setting is left, its arrays have no axis of settings. If
            there is no such setting, or its runs are not finished, a missing value that
            says so: figures leave it out, and claims say CANNOT BE JUDGED.

        Raises:
            ValueError: No setting has such a hyperparameter.

        Example:
            >>> runs.at(learning_rate=0.2)
            0.2 is no longer among the values of learning_rate: 0.01, 0.03, 0.1
        """
        chosen = list(range(len(self.settings)))
        if name is not None:
            chosen = look_up({n: [i] for i, n in enumerate(self.names or [])}, name)
        if isinstance(chosen, Missing):
            return chosen
        for key, value in setting.items():
            found = finding.find_value(self.values(key), value, key)
            if isinstance(found, Missing):
                return found
            has = [key in s and same(s[key], value) for s in self.settings]
            chosen = [i for i in chosen if has[i]]
        if not chosen:
            wanted = ", ".join(f"{key} {value}" for key, value in setting.items())
            return Missing(f"there are no runs with {wanted}")
        return self._part(chosen, one_setting=len(chosen) == 1)

    def last(self, metric):
        """Return a metric after the last epoch in which it was measured.

        A run that diverged has the worst value: an infinite loss, an accuracy of 0.

        Args:
            metric: Its name, such as "loss" or "val_accuracy".

        Returns:
            Shape (seeds,) of one setting, else (settings, seeds); NaN where an
            interrupted sweep did not finish.
        """
        return self._shaped(self._after_last_epoch(metric))

    def best(self, metric):
        """Return a metric at the best epoch of each run.

        Args:
            metric: Its name; losses are best at the lowest, accuracies at the
                highest.

        Returns:
            Shape (seeds,) of one setting, else (settings, seeds).
        """
        find = np.max if finding.higher_is_better(metric) else np.min
        return self._shaped(find(self._diverged_as_worst(metric), axis=-1))

    def values(self, hyperparameter):
        """Return the different values of a hyperparameter, in order.

        Returns:
            Numbers as an array; others as a list, in the order of the settings.

        Raises:
            ValueError: No setting has such a hyperparameter.
        """
        return finding.values_of(self.settings, hyperparameter)

    def tune(self, hyperparameter, *, by, average="median"):
        """Choose one value of a hyperparameter for every combination of the others.

        The value with the best average over seeds after the last epoch is chosen. So
        every side of a comparison is tuned by the same rule.

        Args:
            hyperparameter: The one to choose, such as "learning_rate".
            by: The metric that decides, such as "val_loss".
            average: "median", or "mean", which one diverged seed spoils: so a value
                that fails now and then is not chosen.

        Returns:
            `Runs` with one setting for each combination. Its `chosen` is the list of
            these settings, and `claims.inside` takes it as it is.

        Raises:
            ValueError: `average` is neither "median" nor "mean".

        Example:
            >>> best = runs.tune("learning_rate", by="val_loss")
            >>> best.chosen
            [{'momentum': 0, 'learning_rate': 0.1}, {'momentum': 0.9, ...}]
        """
        if average not in ("median", "mean"):
            raise ValueError(f"`average` must be median or mean; received {average!r}")
        searches = list(self._searches(hyperparameter, by, average))
        tuned = self._part([chosen for chosen, *_ in searches])
        tuned._tuned = self, hyperparameter, by, average
        return tuned

    @property
    def chosen(self):
        """The settings that are left, a list of dicts."""
        return self.settings

    def searches(self):
        """Return the searches of `tune`: triples of values, scores and what is best.

        The scores have the shape (seeds, values), or (1, values) if their mean decides;
        best is "lowest" or "highest".

        Raises:
            ValueError: These runs do not come from `tune`.
        """
        if self._tuned is None:
            raise ValueError("Runs that `runs.tune` returned are needed")
        source, *how = self._tuned
        return [rest for _, *rest in source._searches(*how)]

    def labels(self, without=()):
        """Return a name for each setting: its own, or what differs between them.

        Args:
            without: Hyperparameters that are not to be named.
        """
        if self.names and not without:
            return list(self.names)
        return finding.differences(self.settings, without)

    def groups(self, hyperparameter):
        """Return lists of the indices of settings that differ in it and nothing else.

        Each is ordered by the value of `hyperparameter`.
        """
        return finding.groups(self.settings, hyperparameter)

    def _part(self, chosen, one_setting=False):
        """Return the runs of some settings, given by their indices, or a `Missing`."""
        if not self.complete and not self._trained[chosen, :, -1].any():
            return Missing(self.interruption())
        if one_setting and not (self.complete or self._trained[chosen, :, -1].all()):
            return Missing(self.interruption())
        part = Runs([self.settings[i] for i in chosen], self.seeds, self._epochs)
        part.names = [self.names[i] for i in chosen] if self.names else None
        part.how = [self.how[i] for i in chosen]
        part.weights = [self.weights[i] for i in chosen] if self.weights else None
        part.complete, part._one_setting = self.complete, one_setting
        part._trained = self._trained[chosen]
        part._history = {name: h[chosen] for name, h in self._history.items()}
        return part

    def interruption(self):
        """Return in words how many runs an interrupted sweep has finished."""
        finished = self._trained[:, :, -1]
        done, all_runs = int(finished.sum()), finished.size
        return f"the sweep was interrupted: {done} of {all_runs} runs are finished"

    def _searches(self, hyperparameter, by, average):
        """Yield for each group its best setting, the values, scores, what is best."""
        best = "highest" if finding.higher_is_better(by) else "lowest"
        all_scores = self._after_last_epoch(by)
        for indices in self.groups(hyperparameter):
            scores = all_scores[indices].T
            if average == "mean":
                scores = scores.mean(axis=0, keepdims=True)
            values = [self.settings[i][hyperparameter] for i in indices]
            yield indices[finding.best_place(scores, best)], values, scores, best

    def __repr__(self):
        stacked = self.how.count("stacked")
        state = "" if self.complete else ", interrupted"
        return (
            f"Runs({len(self.settings)} settings x {len(self.seeds)} seeds x "
            f"{self._epochs} epochs, {stacked} settings stacked{state}: {self.metrics})"
        )
