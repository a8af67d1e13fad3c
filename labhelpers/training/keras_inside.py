"""All names inside TensorFlow and Keras that the fast training needs.

They are private, so a later version may move them. Each belongs to a feature, which
works only if all its names are there. Without "fit", `training.fit` is `model.fit`.
Without "sweep", `training.sweep` trains one model after the other. Without "share",
each model is compiled on its own. Without "speed", all takes longer. Without "seeds",
what `keras.random` draws without a seed does not repeat on an older Keras.
"""

import contextlib
import functools
import importlib
import operator
import warnings
from collections import defaultdict
from typing import NamedTuple

from labhelpers._quiet import keras, tf


class Inside(NamedTuple):
    """A private name: where it stands, which feature needs it, and for what."""

    where: str
    name: str
    feature: str
    purpose: str


_ADAPTERS = "keras.src.trainers.data_adapters"
_EAGER = "tensorflow.python.eager"
_STATE = "keras.src.backend.common.global_state"
_MODULES = [
    Inside(f"{_ADAPTERS}.array_data_adapter", "ArrayDataAdapter", "fit",
           "turn data into arrays of Keras's types"),
    Inside(f"{_ADAPTERS}.array_slicing", "convert_to_sliceable", "fit",
           "turn these arrays into tensors"),
    Inside(f"{_EAGER}.record", "stop_recording", "share",
           "call a compiled function below a GradientTape"),
    Inside(f"{_EAGER}.polymorphic_function.function_type_utils",
           "canonicalize_function_inputs", "share",
           "call a compiled function with the variables of another model"),
    Inside(f"{_EAGER}.polymorphic_function.concrete_function",
           "ConcreteFunction._call_flat", "share",
           "call a compiled function with the variables of another model"),
    Inside("keras.src.optimizers.base_optimizer", "BaseOptimizer", "sweep",
           "the formulas of an optimizer without its variables"),
    Inside("tensorflow.python.ops.parallel_for.pfor", "RegisterPFor", "sweep",
           "vectorise an operation for many models"),
    Inside("tensorflow.python.ops.parallel_for.pfor", "wrap", "sweep",
           "return what a vectorised operation gives"),
    Inside(f"{_EAGER}.context", "function_executor_type", "speed",
           "run the operations of small networks in one thread"),
    Inside("tensorflow.python.framework.ops", "Operation._set_attr", "speed",
           "run a loop as one operation"),
    Inside(_STATE, "get_global_attribute", "speed", "name a sweep's layers alike"),
    Inside(_STATE, "set_global_attribute", "seeds", "start `keras.random` anew"),
]  # fmt: skip
_ATTRIBUTES = [
    Inside("model", "_symbolic_build", "fit", "build the metrics and the optimizer"),
    Inside("model", "_compile_config", "fit", "notice that the model is compiled anew"),
    Inside("model", "_compile_loss", "fit", "see several losses"),
    Inside("model", "_flatten_layers", "fit", "find the layers inside of layers"),
    Inside("model", "_loss_tracker", "sweep", "keep the mean of the loss"),
]
# Methods that TensorFlow's optimizers override. They bypass Keras's variables.
FOR_TENSORFLOW = (
    *("assign", "assign_add", "assign_sub", "_var_key", "_backend_update_step"),
    *("_apply_weight_decay", "_clip_by_norm"),
)
_ATTRIBUTES += [
    Inside("optimizer", name, "sweep", "run the optimizer without its variables")
    for name in FOR_TENSORFLOW
]
NAMES = (*_MODULES, *_ATTRIBUTES)
_WITHOUT = {
    "fit": "training.fit is model.fit",
    "sweep": "training.sweep trains one model after the other",
    "share": "training.fit compiles each model on its own",
}


def find(inside):
    """Return what a private name of a module stands for; None if it is gone."""
    try:
        return operator.attrgetter(inside.name)(importlib.import_module(inside.where))
    except (ImportError, AttributeError):
        return None


_FOUND = {inside.name: find(inside) for inside in _MODULES}


def found(name):
    """Return what the private name of a module stands for; None if it is gone."""
    return _FOUND[name]


@functools.cache
def works(feature):
    """Return whether a feature has all its names; warn once if it has not.

    Args:
        feature: "fit", "sweep", "share", "speed" or "seeds".
    """
    gone = [each.name for each in NAMES if each.feature == feature and _is_gone(each)]
    if gone and feature in _WITHOUT:
        warnings.warn(
            f"{_WITHOUT[feature]}: slower, with the same numbers. It needs names "
            "inside TensorFlow and Keras that these versions do not have: "
            f"{', '.join(gone)}. constraints.txt lists versions that have them.",
            stacklevel=2,
        )
    return not gone


def _is_gone(inside):
    """Return whether a private name is gone."""
    if inside.name in _FOUND:
        return _FOUND[inside.name] is None
    owner = _probe() if inside.where == "model" else _probe().optimizer
    return not hasattr(owner, inside.name)


@functools.cache
def _probe():
    """Return a compiled model that shows which attributes models have."""
    with names_kept():
        model = keras.Sequential()
        model.compile("sgd", "mse")
    return model


def to_tensors(x, y, sample_weight=None, class_weight=None):
    """Return `(x, y)` or `(x, y, sample_weight)` as Keras converts them for `fit`."""
    if not works("fit"):
        parts = (x, y) if sample_weight is None else (x, y, sample_weight)
        return keras.tree.map_structure(tf.convert_to_tensor, parts)
    adapter = found("ArrayDataAdapter")(
        x, y, sample_weight=sample_weight, class_weight=class_weight
    )
    arrays = found("convert_to_sliceable")(adapter._inputs, "tensorflow")
    return keras.tree.map_structure(
        tf.convert_to_tensor, keras.tree.lists_to_tuples(arrays)
    )


@contextlib.contextmanager
def names_kept():
    """Leave Keras's counters of names as they were, so that models are named alike.

    TensorFlow prepares the creation of a variable anew for every new name. That takes
    longer than the creation.
    """
    get = found("get_global_attribute")
    if get is None:
        yield
        return
    name = "object_name_uids"
    counters = get(name, default=defaultdict(int), set_to_default=True)
    kept = dict(counters)
    try:
        yield
    finally:
        counters.clear()
        counters.update(kept)


def set_random_seed(seed):
    """Start all generators anew; Keras 3.10 leaves out that of `keras.random`."""
    keras.utils.set_random_seed(seed)
    if works("seeds"):
        found("set_global_attribute")("global_seed_generator", None)


def in_one_thread():
    """Return a context in which operations run one after the other in one thread."""
    if not works("speed"):  # the one thread cannot run a graph with a cycle
        return contextlib.nullcontext()
    return found("function_executor_type")("SINGLE_THREADED_EXECUTOR")


def keep_as_one_operation(loop):
    """Have TensorFlow run a loop as one operation and not as a graph with a cycle.

    A cycle lets TensorFlow overlap the steps. Training cannot use that and pays for it.
    """
    if works("speed"):
        value = tf.compat.v1.AttrValue(b=False)
        loop._set_attr("_lower_using_switch_merge", value)


@contextlib.contextmanager
def read_once(variables):
    """Let a step that is traced inside read each of these `tf.Variable`s only once."""
    for variable in variables:
        variable._cached_value = variable.value()
    try:
        yield
    finally:
        for variable in variables:
            variable._cached_value = None


def call_with(function, captured, arguments):
    """Call a concrete function with other variables than those it was traced with.

    Args:
        function: TensorFlow's concrete function.
        captured: The tensors that stand for its variables.
        arguments: Its arguments.
    """
    if not works("share"):
        return function(*arguments)
    kind = function.function_type
    bound = found("canonicalize_function_inputs")(arguments, {}, kind)
    with found("stop_recording")():
        return function._call_flat(kind.unpack_inputs(bound), captured)


def build(model, batch):
    """Build a model, its metrics and its optimizer for data like this batch."""
    model._symbolic_build(data_batch=batch)


def layers_of(model):
    """Return all layers of a model, those inside of layers too, and the model first."""
    return [*model._flatten_layers()]


def is_leaf(layer):
    """Return whether a layer does its work itself and not by other layers."""
    return not layer._flatten_layers(include_self=False)


def compilation(model):
    """Return an object that is another one each time the model is compiled."""
    return model._compile_config


def warn_of_late_trainable(model):
    """Warn if a `trainable` changed after `model.compile`, in Keras's words.

    Keras 3.15 has the warning, but gives it nowhere; older versions do not notice it.
    """
    getattr(model, "_warn_if_trainable_state_changed", bool)()


def has_several_losses(model):
    """Return whether a built `model` tracks a loss per output.

    Keras weights these by the batch's size only where it knows the size while tracing.
    A compiled pass does not know it.
    """
    return bool(model._compile_loss is not None and model._compile_loss.metrics)


def track_loss(model, loss, num_examples):
    """Let the metric "loss" see the loss of a batch."""
    model._loss_tracker.update_state(loss, sample_weight=num_examples)
