"""Settings to compare: all combinations of values, or a few with names."""

import itertools

from labhelpers.training.sweeping import sweep


def grid(**values):
    """Return all combinations of values as a list of settings for `sweep`.

    Args:
        **values: For each hyperparameter the values to try; one that is no list, tuple
            or array is the same in all settings.

    Returns:
        A list of dicts; the last hyperparameter changes fastest.

    Example:
        >>> training.grid(momentum=[0, 0.9], learning_rate=[0.01, 0.1])
        [{'momentum': 0, 'learning_rate': 0.01}, {'momentum': 0, 'learning_rate': 0.1},
         {'momentum': 0.9, 'learning_rate': 0.01}, {'momentum': 0.9, ...}]
    """
    lists = [_listed(each) for each in values.values()]
    return [dict(zip(values, each, strict=True)) for each in itertools.product(*lists)]


def compare(build_model, settings, **arguments):
    """Train a few settings that have names, each with every seed.

    Args:
        build_model: A function that returns a compiled Keras model.
        settings: From name to setting, the arguments of `build_model`.
        **arguments: Passed on to `sweep`: data, epochs, batch_size, seeds, ...

    Returns:
        `Runs`, of which `runs.at("name")` is one side.

    Raises:
        TypeError: `settings` is not a dict of dicts.

    Example:
        >>> tries = {
        ...     "momentum 0.9": {"learning_rate": 0.03, "momentum": 0.9},
        ...     "momentum 0.99": {"learning_rate": 0.03, "momentum": 0.99},
        ... }
        >>> runs = training.compare(build_model, tries, data=data, epochs=15)
        >>> runs.at("momentum 0.99").last("loss").shape
        (5,)
    """
    if not isinstance(settings, dict):
        raise TypeError(
            "Settings need names, a dict from name to setting; "
            f"received {type(settings).__name__}"
        )
    return sweep(build_model, settings, **arguments)


def _listed(values):
    """Return the values of one hyperparameter as a list of plain Python objects."""
    if hasattr(values, "tolist"):
        values = values.tolist()
    return list(values) if isinstance(values, list | tuple | range) else [values]
