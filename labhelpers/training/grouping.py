"""Which models of a sweep share a graph and may be trained together."""

import contextlib
import json
import random
import warnings
from collections import defaultdict
from typing import NamedTuple

from keras.src.backend.common import global_state

from labhelpers._quiet import keras
from labhelpers.training import numbers


class Description(NamedTuple):
    """What decides how a model trains.

    Attributes:
        graph: Hashable; models that share it differ at most in the following numbers.
        learning_rate: A float, or None where the optimizer has a schedule.
        numbers: The numbers that may differ between models trained together.
        start: Hashable; the initial weights and the state of Python's generator.
    """

    graph: tuple
    learning_rate: float | None
    numbers: tuple
    start: tuple


@contextlib.contextmanager
def names_kept():
    """Leave Keras's counters of names as they were, so that models are named alike.

    TensorFlow prepares the creation of a variable anew for every new name, which takes
    longer than the creation.
    """
    counters = global_state.get_global_attribute(
        "object_name_uids", default=defaultdict(int), set_to_default=True
    )
    kept = dict(counters)
    try:
        yield
    finally:
        counters.clear()
        counters.update(kept)


def is_shared(graph):
    """Return whether another model can have the same graph."""
    return isinstance(graph[0], str)


def describe(model, sweep):
    """Return the `Description` of a compiled Keras model that was just built.

    Args:
        model: The model.
        sweep: Hashable, another one for each sweep.
    """
    rate = model.optimizer.get_config()["learning_rate"]
    own = (object(),)  # of a model that was trained already
    return Description(
        graph=(own if model.optimizer.built else graph(model))
        + (sweep,) * _may_change(model),
        learning_rate=rate if isinstance(rate, float) else None,
        numbers=numbers.values(numbers.places(model, model.optimizer)),
        start=(weights_of(model), random.getstate()),
    )


def weights_of(model):
    """Return all values of a model's variables, hashable."""
    return tuple(variable.numpy().tobytes() for variable in model.variables)


def graph(model):
    """Return all that decides the graph of a model, except names and numbers.

    A model that cannot be written down has a graph of its own.
    """
    own = (object(),)
    if _excludes_some(model.optimizer):
        return own
    try:
        # Keras warns of lambdas, which could not be loaded again.
        with warnings.catch_warnings(action="ignore"):
            written = json.dumps([*_written(model)], sort_keys=True)
        schedule = type(model.optimizer._learning_rate)
        settings = keras.config.epsilon(), keras.config.floatx()
        found = (written, schedule, *settings, *foreign(model))
        hash(found)
    except (TypeError, ValueError, NotImplementedError):
        return own
    return found


def _excludes_some(optimizer):
    """Return whether weight decay leaves some weights out, which no config tells."""
    names = ("_exclude_from_weight_decay", "_exclude_from_weight_decay_pattern")
    return any(getattr(optimizer, name, None) for name in names)


def _written(model):
    """Yield what Keras and the model's layers write down about the model."""
    compile_config = model.get_compile_config()
    optimizer = compile_config["optimizer"]
    optimizer["config"] = _without_numbers(
        optimizer["config"], ("learning_rate", *numbers.of_optimizer(model.optimizer))
    )
    objects = [model, *model._flatten_layers(), model.optimizer, *arguments(model)]
    names = [each.name for each in objects if hasattr(each, "name")]
    names = {name: number for number, name in enumerate(dict.fromkeys(names))}
    yield _renamed(model.get_config(), names)
    yield _renamed(compile_config, names)
    yield [[str(v.dtype), v.trainable, *v.shape] for v in model.variables]
    yield _kept_by_foreign_layers(model)
    places = numbers.places(model, model.optimizer)
    yield [number == 0 for number in numbers.values(places)]


def _renamed(config, names):
    """Return a configuration with counted names and without varying numbers."""
    if isinstance(config, list | tuple):
        is_place = len(config) == 3 and isinstance(config[0], str)
        name = [names.get(config[0], config[0])] if is_place else []
        return [*name, *(_renamed(each, names) for each in config[len(name) :])]
    if not isinstance(config, dict):
        return config
    varying = numbers.IN_CONFIGURATIONS.get(config.get("class_name"))
    if varying:
        config = config | {"config": _without_numbers(config["config"], varying)}
    if config.get("module") == "keras.layers":
        config = config | {"config": _without_initializers(config["config"])}
    return {
        key: names.get(value, value)
        if key == "name" and isinstance(value, str)
        else _renamed(value, names)
        for key, value in config.items()
    }


def _without_numbers(config, names):
    """Return a configuration whose floats of these names are not told."""
    return {
        key: None if isinstance(value, float) and key in names else value
        for key, value in config.items()
    }


def _without_initializers(config):
    """Return a layer's configuration without what only decides its initial weights."""
    return {k: v for k, v in config.items() if not k.endswith("_initializer")}


def arguments(model):
    """Return what the model was compiled with."""
    return keras.tree.flatten(list(model._compile_config.config.values()))


def foreign(model):
    """Return functions, classes and objects that are not Keras's and may do anything.

    A function may use variables of the function around it, and so may the methods of a
    class, whose name stays when it is written anew. Such things stand for themselves:
    models share a graph only if they share the very same ones.
    """
    layers = [*model._flatten_layers()]
    kept = [
        value
        for layer in layers
        for name, value in sorted(vars(layer).items())
        if name not in ("build", "quantize") and not isinstance(value, keras.Layer)
    ]
    wrapped = [getattr(each, "_fn", None) for each in arguments(model)]
    operations = [each for layer in layers for each in getattr(layer, "operations", ())]
    classes = map(type, [*layers, *operations])
    return [
        thing
        for thing in (*arguments(model), *wrapped, *kept, *classes)
        if (callable(thing) or isinstance(thing, keras.optimizers.Optimizer))
        and not _module(thing).startswith(("keras.", "tensorflow."))
    ]


def _may_change(model):
    """Return whether something in a model may do another thing in the next sweep.

    A reader's function may use names of the page, which get other values.
    """
    return any(not _module(each).startswith("labhelpers.") for each in foreign(model))


def _kept_by_foreign_layers(model):
    """Return the numbers and words that layers of other classes than Keras's keep."""
    return [
        {
            name: value
            for name, value in vars(layer).items()
            if isinstance(value, int | float | str)
            and name != "name"
            and not name.startswith("_")
        }
        for layer in model._flatten_layers()
        if not _module(layer).startswith("keras.")
    ]


def _module(thing):
    return getattr(thing, "__module__", None) or type(thing).__module__
