"""Compiled passes for all models of one key, not only for the one that was traced.

Tracing a small network takes as long as many epochs of it, and a page that tries
learning rates builds the same network again and again. TensorFlow hands a compiled
function its variables as arguments, so it can run with those of another model.
"""

from typing import NamedTuple

from labhelpers.training import keras_inside, keys
from labhelpers.training.cache import MODELS, TRACES


class Trace(NamedTuple):
    """What tracing a pass gives.

    Attributes:
        function: TensorFlow's concrete function.
        captured: The variables' tensors that it is called with, a list.
        calls_functions: Whether one of its operations calls another function.
        recorded: What a `Recorder` keeps, tuples of an attribute and perhaps a layer's
            name.
    """

    function: object
    captured: list
    calls_functions: bool
    recorded: tuple

    def __call__(self, *arguments):
        """Run the pass; return what it returns."""
        return keras_inside.call_with(self.function, self.captured, arguments)


def trace_for(model, kind, trace):
    """Return a `Trace` for `model`, made for another one of its key where possible.

    Else it is made by `trace()`. `kind` is what else decides about it, hashable.
    """
    key = _key_of(model)
    if key is None:
        return trace()
    kept = TRACES.get((*key, kind))
    if kept is not None:
        return _for_other(model, *kept)
    found = trace()
    # Which of the model's variables each captured tensor is. (The `places` of a `Key`
    # are others: where numbers such as a momentum stand.)
    places = {id(handle): place for place, handle in enumerate(_handles(model))}
    places = [places.get(id(tensor)) for tensor in found.captured]
    if None not in places:  # it uses no tensor but the model's variables
        forgetful = found._replace(captured=[])
        TRACES.put((*key, kind), (forgetful, places, _names(model)))
    return found


def compiled_before(model, key):
    """Return a model of the same key that is compiled, with the values of `model`.

    The first model of its key is returned as it is, and kept for the next.
    """
    kept = MODELS.get(key)
    if kept is None:
        return MODELS.put(key, model)
    model.optimizer.build(model.trainable_variables)
    for source, target in zip(
        (*model.variables, *model.optimizer.variables),
        (*kept.variables, *kept.optimizer.variables),
        strict=True,
    ):
        target.assign(source)
    return kept


def _for_other(model, trace, places, old_names):
    """Return a trace with the variables and the names of `model`."""
    variables = _handles(model)
    names = dict(zip(old_names, _names(model), strict=True))
    return trace._replace(
        captured=[variables[place] for place in places],
        recorded=tuple((a, *map(names.get, layer)) for a, *layer in trace.recorded),
    )


def _handles(model):
    """Return the tensors that stand for a model's variables, in a fixed order."""
    return [variable.value.handle for variable in keys.variables(model)]


def _names(model):
    return [layer.name for layer in keras_inside.layers_of(model)]


def _key_of(model):
    """Return what decides how `model` is traced, hashable; None if nothing tells."""
    if model.jit_compile or not keras_inside.works("share"):
        return None
    key = keys.key_of(model)
    if key.graph is None or not keys.is_ours(key.foreign):
        return None
    return key.graph, key.numbers
