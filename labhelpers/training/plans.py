"""Group the settings of a sweep by what they share."""

import json
import random

import numpy as np

from labhelpers._quiet import keras, tf
from labhelpers.training import arrays, delegation


class Plan:
    """Settings that share one graph and one batch size."""

    def __init__(self, template, key, batch_size):
        self.template, self.key, self.batch_size = template, key, batch_size
        self.numbers, self.arguments, self.learning_rates = [], [], []


def plans(build_model, settings, batch_size, seed):
    """Group the settings by the graph of the model they build.

    Args:
        build_model: A function that returns a compiled Keras model.
        settings: A list of dicts; `batch_size` in one is not for `build_model`.
        batch_size: For settings that do not say.
        seed: The seed with which each setting is built once, to compare the models.

    Returns:
        The plans. Settings of one plan share graph, batch size, first weights, and
        what they draw from the random generators.
    """
    found = {}
    for number, setting in enumerate(settings):
        arguments = dict(setting)
        size = arguments.pop("batch_size", batch_size)
        size = arrays.whole_number("batch_size", size, 1)
        model = build(build_model, arguments, seed)
        start = [*map(_fingerprint, model.variables), random.getstate()]
        key = (_graph_key(model), size, repr(start))
        plan = found.setdefault(key, Plan(model, key[0], size))
        plan.numbers.append(number)
        plan.arguments.append(arguments)
        plan.learning_rates.append(_learning_rate(model))
    return list(found.values())


def build(build_model, arguments, seed):
    """Return the model of one setting as it would be built alone with this seed."""
    keras.utils.set_random_seed(seed)
    model = build_model(**arguments)
    delegation.require_compiled(model)
    return model


def _fingerprint(variable):
    return float(tf.reduce_sum(tf.cast(variable.value, "float64")))


def _learning_rate(model):
    """Return the learning rate if it is a plain number, else NaN."""
    rate = model.optimizer.get_config()["learning_rate"]
    return rate if isinstance(rate, float) else np.nan


def _graph_key(model):
    """Return what decides the graph of a model: all but names and the learning rate.

    A model that cannot be written down has a graph of its own.
    """
    try:
        parts = [
            model.__class__.__name__,
            model.get_config(),
            model.get_compile_config(),
            [str(variable.shape) for variable in model.variables],
        ]
        optimizer = model.optimizer.get_config()
        if isinstance(optimizer["learning_rate"], float):
            optimizer["learning_rate"] = None
        parts[2]["optimizer"] = (type(model.optimizer).__name__, optimizer)
        text = json.dumps(parts, sort_keys=True)
    except (TypeError, ValueError, NotImplementedError):
        return id(model)
    names = [model.name, *(layer.name for layer in model._flatten_layers())]
    for number, name in enumerate(dict.fromkeys([*names, model.optimizer.name])):
        text = text.replace(f'"{name}"', f'"name {number}"')
    return text
