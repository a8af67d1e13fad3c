"""Find settings among others: by value, by what differs, by the best result."""

import numpy as np

from labhelpers._missing import Missing, same

HIGHER_IS_BETTER = ("acc", "auc", "precision", "recall", "f1")


def values_of(settings, hyperparameter):
    """Return the different values of a hyperparameter, as `Runs.values` does."""
    found = [s[hyperparameter] for s in settings if hyperparameter in s]
    if not found:
        there = sorted({key for setting in settings for key in setting})
        raise ValueError(
            f"A hyperparameter of this sweep is needed, one of {there}; "
            f"received {hyperparameter!r}"
        )
    different = []
    for value in found:
        if not any(same(value, other) for other in different):
            different.append(value)
    if all(isinstance(value, int | float) for value in different):
        return np.array(sorted(different))
    return different


def groups(settings, hyperparameter):
    """Return lists of the indices of settings that differ in it and nothing else.

    Each is ordered by the value of the hyperparameter.
    """
    order = list(values_of(settings, hyperparameter))
    found = []
    for i, setting in enumerate(settings):
        others = {k: v for k, v in setting.items() if k != hyperparameter}
        for known, indices in found:
            if known == others:
                indices.append(i)
                break
        else:
            found.append((others, [i]))
    for _, indices in found:
        indices.sort(key=lambda i: _position(order, settings[i].get(hyperparameter)))
    return [indices for _, indices in found]


def best_place(scores, best):
    """Return the column with the best median of scores, shape (seeds, values).

    A column of an interrupted sweep that is not finished is NaN, and is never the best.
    """
    medians = np.median(scores, axis=0)
    if best == "highest":
        return int(np.argmax(np.nan_to_num(medians, nan=-np.inf, neginf=-np.inf)))
    return int(np.argmin(np.nan_to_num(medians, nan=np.inf, posinf=np.inf)))


def _position(order, value):
    """Return the position of a value among others, the last one if it is not there."""
    return next((i for i, o in enumerate(order) if same(o, value)), len(order))


def higher_is_better(metric):
    """Return whether a metric is better where it is higher, as Keras tells by name."""
    return any(word in metric for word in HIGHER_IS_BETTER)


def find_value(there, value, key):
    """Return `value`, or a `Missing` if it is not among the values `there`."""
    if isinstance(value, Missing) or any(same(value, other) for other in there):
        return value
    listed = ", ".join(map(plain, there))
    return Missing(f"{plain(value)} is no longer among the values of {key}: {listed}")


def differences(settings, without=()):
    """Return for each setting what differs between them, such as "momentum 0.9"."""
    keys = dict.fromkeys(key for setting in settings for key in setting)
    named = [
        key
        for key in keys
        if key not in without and len({repr(s.get(key)) for s in settings}) > 1
    ]
    exact = [_label(setting, named, 17) for setting in settings]
    for digits in (3, 6):  # as few as tell the settings apart
        labels = [_label(setting, named, digits) for setting in settings]
        if len(set(labels)) == len(set(exact)):
            return labels
    return exact


def _label(setting, names, digits):
    """Return some hyperparameters of a setting in words."""
    words = [
        f"{name.replace('_', ' ')} {plain(setting[name], digits)}"
        for name in names
        if name in setting
    ]
    return ", ".join(words)


def plain(value, digits=6):
    """Return a value in words: floats in at most so many digits."""
    return f"{value:.{digits}g}" if isinstance(value, float) else str(value)
