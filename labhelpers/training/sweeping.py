"""`sweep`: train every setting with every seed, many models at once where it pays.

`compare` does so for a few settings that have names; `grid` lists all combinations.
"""

import contextlib
import itertools
import random

import numpy as np

from labhelpers.training import arrays, keras_inside
from labhelpers.training.interrupting import interrupted
from labhelpers.training.progress import Progress
from labhelpers.training.runs import Runs
from labhelpers.training.seeds import lab_seed
from labhelpers.training.work import Work


def sweep(
    build_model,
    settings,
    *,
    data=None,
    x=None,
    y=None,
    validation_data=None,
    epochs,
    batch_size=32,
    seeds=5,
    keep_weights=False,
    validation_freq=1,
):
    """Train every setting with every seed, as if each model were trained alone.

    A comparison at one learning rate and one seed says little. Settings that differ
    only in numbers such as the learning rate, the first one of a Keras schedule, the
    momentum or an L2 factor share one graph. Where it pays, they are trained with all
    their seeds in one stacked computation; others run one after another, each graph
    compiled once. Each history equals that of `keras.utils.set_random_seed(seed)`,
    `build_model(**setting)` and `training.fit`, to float accuracy.

    Args:
        build_model: A function that returns a compiled Keras model.
        settings: A list of dicts, the arguments of `build_model` for each setting;
            `batch_size` in a setting is the batch size of its training. `training.grid`
            makes such a list. Or a dict from names to settings.
        data: A record of `datasets`, in the place of `x`, `y` and `validation_data`.
        x: Examples, shape (num_examples, ...).
        y: Targets, shape (num_examples, ...).
        validation_data: A pair (x, y), used after each epoch unless `validation_freq`
            says otherwise.
        epochs: Number of epochs, at least 1.
        batch_size: Examples per step, where a setting does not say.
        seeds: Number of seeds, at least 1; they are children of the lab's seed.
        keep_weights: Whether to keep the final weights of every run.
        validation_freq: Validate after every so many epochs, or after the epochs of a
            list, as in `training.fit`; the metrics of other epochs are NaN.

    Returns:
        `Runs`: an array (setting, seed, epoch) per metric.

    Raises:
        Interrupted: Somebody interrupted the sweep. Its `runs` hold what is finished.
        TypeError: A setting is not a dict.
        ValueError: There are no settings, or an argument has a wrong value.

    Example:
        >>> rates = training.grid(learning_rate=[0.01, 0.1])
        >>> runs = training.sweep(build_model, rates, data=data, epochs=20)
        >>> runs["loss"].shape
        (2, 5, 20)
    """
    _require_settings(settings)
    if data is not None:
        x, y, validation_data = _parts(data, x, y, validation_data)
    epochs = arrays.whole_number("epochs", epochs, 1)
    batch_size = arrays.whole_number("batch_size", batch_size, 1)
    seeds = child_seeds(arrays.whole_number("seeds", seeds, 1))
    validation_freq = arrays.validation_frequency(validation_freq)
    data = arrays.Data(x, y, validation_data, validation_freq)
    runs = Runs(settings, seeds, epochs)
    with _generators_kept(), Progress(len(settings) * len(seeds) * epochs) as progress:
        work = Work(build_model, data, runs, epochs, progress)
        try:
            work.train(runs.settings, batch_size)
            runs.complete = True
        except KeyboardInterrupt:
            raise interrupted(runs) from None
        finally:
            if not keep_weights:
                runs.weights = None
    return runs


def compare(build_model, settings, **arguments):
    """Train a few settings that have names, each with every seed; else as `sweep`.

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


def _listed(values):
    """Return the values of one hyperparameter as a list of plain Python objects."""
    if hasattr(values, "tolist"):
        values = values.tolist()
    return list(values) if isinstance(values, list | tuple | range) else [values]


def _parts(data, *given):
    """Return examples, targets and the validation pair of a record."""
    if any(each is not None for each in given):
        raise ValueError(
            "Either `data` or `x`, `y` and `validation_data` is needed; received both"
        )
    return data.x_train, data.y_train, (data.x_val, data.y_val)


def child_seeds(number):
    """Return seeds of repeats: children of the lab's seed, the same for any number.

    Args:
        number: How many.

    Returns:
        A list of ints from 0 to 2**32 - 1.
    """
    children = np.random.SeedSequence(lab_seed()).spawn(number)
    return [int(child.generate_state(1)[0]) for child in children]


@contextlib.contextmanager
def _generators_kept():
    """Leave the random generators as they were: a sweep seeds its own runs."""
    states = random.getstate(), np.random.get_state()  # noqa: NPY002
    try:
        yield
    finally:
        keras_inside.set_random_seed(lab_seed())
        random.setstate(states[0])
        np.random.set_state(states[1])  # noqa: NPY002


def _require_settings(settings):
    if isinstance(settings, dict) and all(
        isinstance(v, dict) for v in settings.values()
    ):
        settings = list(settings.values())  # these have names
    if not isinstance(settings, list | tuple) or not settings:
        raise ValueError(
            "settings must be a list of dicts, one per setting; "
            f"received {type(settings).__name__} {settings!r:.60}"
        )
    for setting in settings:
        if not isinstance(setting, dict):
            raise TypeError(
                "Each setting must be a dict of arguments of build_model; "
                f"received {type(setting).__name__} {setting!r:.60}"
            )
