"""The key of a model: all that a compiled step of it may read, except variables.

TensorFlow hands a compiled function its variables as arguments. So it can train every
model for which tracing would give the same function: the same code that reads the same
attributes. The key is found by a walk through all objects that the model refers to. If
the walk meets an object that it does not understand, the model shares nothing.
"""

import types
from typing import NamedTuple

import numpy as np

from labhelpers._quiet import keras, tf
from labhelpers.training import numbers

_PLAIN = (type(None), bool, int, complex, str, bytes, range, slice, type(...))
_VALUES = (np.dtype, np.generic, tf.DType, tf.TensorShape)
_TRUSTED = ("keras.", "tensorflow.", "numpy.", "builtins.", "optree.", "math.")
# Names and what Keras and TensorFlow keep to build, save, name and compile a model. No
# step reads them.
_BOOKKEEPING = {
    *("name", "_path", "_parent_path", "output_names", "_lock", "_tracked", "_tracker"),
    *("_auto_config", "_call_signature", "_build_shapes_dict", "build", "quantize"),
    *("_inbound_nodes", "_outbound_nodes", "_nodes", "_inputs", "_outputs"),
    *("_operations", "_operations_by_depth", "_trainable_variables_indices"),
    *("_compile_config", "_compiled_trainable_state", "_distribution_strategy"),
    *("_saved_model_inputs_spec", "_saved_model_arg_spec", "history", "stop_training"),
    *("train_function", "test_function", "predict_function", "_labhelpers_passes"),
    *("_losses", "_loss_ids", "_exclude_from_weight_decay_cache"),
}
_OF_A_VARIABLE = {"_name", "_path", "_value", "_initializer"}


class Key(NamedTuple):
    """What decides how a model is traced.

    Attributes:
        graph: Hashable, and equal for models that differ at most in `numbers`; None if
            some part of the model is not understood.
        places: Where the numbers stand, pairs of an object and an attribute's name.
        foreign: Functions and classes that are not Keras's own.
    """

    graph: tuple | None
    places: list
    foreign: list

    @property
    def numbers(self):
        """The numbers that may differ between models of one graph."""
        return numbers.values(self.places)


class _NotUnderstoodError(Exception):
    """Some object may hold anything."""


def key_of(model):
    """Return the `Key` of a compiled Keras model."""
    walk = _Walk(variables(model))
    settings = (
        keras.config.epsilon(),
        keras.config.floatx(),
        keras.config.image_data_format(),
    )
    try:
        graph = (settings, *map(walk.of, walk.variables), walk.of(model))
        hash(graph)
    except (_NotUnderstoodError, TypeError):
        graph = None
    return Key(graph, walk.places, walk.foreign)


def variables(model):
    """Return all variables of a compiled model, in a fixed order."""
    return [*model.variables, *model.metrics_variables, *model.optimizer.variables]


class _Walk:
    """One walk through a model; every object is described once and then referred to."""

    def __init__(self, model_variables):
        self.variables, self.places, self.foreign = model_variables, [], []
        self._met = {}  # from an object's id to its number and the object

    def of(self, thing):
        """Return something hashable that tells what `thing` is."""
        if isinstance(thing, _PLAIN):
            return type(thing), thing
        if isinstance(thing, float):
            return float, repr(thing)  # NaN does not equal itself
        if isinstance(thing, _VALUES):
            return type(thing), repr(thing)
        if id(thing) in self._met:
            return "met", self._met[id(thing)][0]
        self._met[id(thing)] = len(self._met), thing
        return self._new(thing)

    def _new(self, thing):
        if isinstance(thing, keras.Variable):
            return self._attributes(thing, skipped=_OF_A_VARIABLE)
        if isinstance(thing, dict):
            return (dict, *((self.of(k), self.of(v)) for k, v in thing.items()))
        if isinstance(thing, list | tuple):
            return (type(thing).__name__, *map(self.of, thing))
        if isinstance(thing, set | frozenset):
            if not all(isinstance(each, _PLAIN) for each in thing):
                raise _NotUnderstoodError(type(thing))  # objects have no order there
            return set, frozenset(thing)
        if isinstance(thing, tf.Tensor | np.ndarray):
            values = np.asarray(thing)
            return values.dtype.str, values.shape, values.tobytes()
        if isinstance(thing, keras.KerasTensor):
            return keras.KerasTensor, str(thing.dtype), tuple(thing.shape)
        return self._code(thing) or self._object(thing)

    def _code(self, thing):
        """Return what tells of a function, method, class or module; else None."""
        if isinstance(thing, types.MethodType):
            return self.of(thing.__func__), self.of(thing.__self__)
        if isinstance(thing, types.ModuleType):
            return types.ModuleType, thing.__name__
        if isinstance(thing, type | types.FunctionType | types.BuiltinFunctionType):
            if not _is_trusted(thing):
                self.foreign.append(thing)
            return (thing,)
        if hasattr(thing, "func") and hasattr(thing, "keywords"):
            return tuple(map(self.of, (thing.func, thing.args, thing.keywords)))
        return None

    def _object(self, thing):
        """Return what tells of an object by its class and its attributes."""
        kind = type(thing)
        if not hasattr(thing, "__dict__") or kind.__module__.startswith("tensorflow."):
            raise _NotUnderstoodError(kind)
        skipped = _BOOKKEEPING
        if isinstance(thing, keras.Metric):
            skipped = skipped - {"name"}  # which the logs have
        found = self._attributes(thing, skipped)
        if not _is_trusted(kind):
            self.foreign.append(kind)
        return found

    def _attributes(self, thing, skipped):
        kind, own = type(thing), []
        varying = numbers.of(thing)
        are_kerass = _is_trusted(kind)
        for name, value in vars(thing).items():
            if name in skipped or name.startswith("_self_"):
                continue
            if are_kerass and name.endswith("_initializer"):
                continue
            if name == "_nodes_by_depth":
                own.append(self._nodes(value))
            elif name in varying and isinstance(value, float):
                self.places.append((thing, name))
                own.append((name, value == 0))
            else:
                own.append((name, self.of(value)))
        return (kind, *own)

    def _nodes(self, by_depth):
        """Return what tells of the calls that make up a functional model."""
        return tuple(
            (depth, *(self._node(node) for node in by_depth[depth]))
            for depth in sorted(by_depth, reverse=True)
        )

    def _node(self, node):
        parts = node.operation, node.arguments.args, node.arguments.kwargs, node.outputs
        return tuple(map(self.of, parts))


def _is_trusted(thing):
    """Return whether a class or function is of a library, so its code stays."""
    return f"{thing.__module__}.".startswith(_TRUSTED)


def is_ours(foreign):
    """Return whether all of these functions and classes are of this package.

    Those of a reader may use names of the page, which get other values.
    """
    return all(f"{each.__module__}.".startswith("labhelpers.") for each in foreign)
