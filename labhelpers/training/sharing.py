"""Compiled passes for all models of one graph, not only for the one that was traced.

Tracing a small network takes as long as many epochs of it, and a page that tries
learning rates builds the same network again and again. TensorFlow hands a compiled
function its variables as arguments, so it runs as well on those of another model.
"""

from collections import OrderedDict
from typing import NamedTuple

from tensorflow.python.eager import record
from tensorflow.python.eager.polymorphic_function import function_type_utils

from labhelpers.training import keys

KEPT = 24  # the ward of the clinic has so many kinds of networks
_kept = OrderedDict()  # the traces used last, with the places of their variables


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
        kind = self.function.function_type
        bound = function_type_utils.canonicalize_function_inputs(arguments, {}, kind)
        with record.stop_recording():
            return self.function._call_flat(kind.unpack_inputs(bound), self.captured)


def trace_for(model, kind, trace):
    """Return a `Trace` for `model`, made for another one of its graph where possible.

    Args:
        model: Compiled and built Keras model.
        kind: What else decides about the trace, hashable.
        trace: Called without arguments if there is none; returns a `Trace`.
    """
    key = _key_of(model)
    if key is None:
        return trace()
    key = (*key, kind)
    if key in _kept:
        _kept.move_to_end(key)
        kept, places, old_names = _kept[key]
        variables = _handles(model)
        names = dict(zip(old_names, _names(model), strict=True))
        return kept._replace(
            captured=[variables[place] for place in places],
            recorded=tuple((a, *map(names.get, layer)) for a, *layer in kept.recorded),
        )
    found = trace()
    places = {id(handle): place for place, handle in enumerate(_handles(model))}
    places = [places.get(id(tensor)) for tensor in found.captured]
    if None not in places:
        _kept[key] = found._replace(captured=[]), places, _names(model)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def _handles(model):
    """Return the tensors that stand for a model's variables, in a fixed order."""
    return [variable._value.handle for variable in keys.variables(model)]


def _names(model):
    return [layer.name for layer in model._flatten_layers()]


def _key_of(model):
    """Return what decides how `model` is traced, hashable; None if nothing tells."""
    key = keys.key_of(model)
    if key.graph is None or model.jit_compile or not keys.is_ours(key.foreign):
        return None
    return key.graph, key.numbers
