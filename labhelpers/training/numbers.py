"""Hyperparameters that may differ between models which are trained in one computation.

Keras keeps a momentum, an L2 factor or a dropout rate as a plain number in an object,
and a compiled step bakes it in. Here such numbers are found in a model, and replaced,
while a step is traced, by some that stand for a tensor: a value per model.
"""

import contextlib

from labhelpers._quiet import keras, tf
from labhelpers.training import plain

# Numbers that only enter the formula of the update.
_OPTIMIZERS = {
    "SGD": ("momentum", "weight_decay"),
    "RMSprop": ("rho", "momentum", "epsilon", "weight_decay"),
    "Adagrad": ("epsilon", "weight_decay"),
    "Adam": ("beta_1", "beta_2", "epsilon", "weight_decay"),
    "AdamW": ("beta_1", "beta_2", "epsilon", "weight_decay"),
}
# The first learning rate: a schedule turns it into a tensor before it computes.
_SCHEDULES = {
    name: ("initial_learning_rate",)
    for name in ("CosineDecay", "ExponentialDecay", "InverseTimeDecay")
}
_LAYERS = {"Dropout": ("rate",)}
# Keras keeps the factor of its L1 as a tensor, which no number can stand in for.
_REGULARIZERS = {"L2": ("l2",), "L1L2": ("l1", "l2")}
_NAMES = _OPTIMIZERS | _SCHEDULES | _LAYERS | _REGULARIZERS


def of(thing):
    """Return the names of the numbers of an object that may differ."""
    kind = type(thing)
    return _NAMES.get(kind.__name__, ()) if plain.is_keras(kind) else ()


def values(places):
    """Return the numbers that stand at `places`."""
    return tuple(getattr(owner, name) for owner, name in places)


@contextlib.contextmanager
def replaced(places, tensors):
    """Let tensors stand for the numbers at `places` while a step is traced.

    Args:
        places: Pairs of an object and an attribute's name.
        tensors: For each place a float64 tensor without dimensions.
    """
    originals = values(places)
    for (owner, name), number, tensor in zip(places, originals, tensors, strict=True):
        setattr(owner, name, _Number(number, tensor))
    try:
        yield
    finally:
        for (owner, name), number in zip(places, originals, strict=True):
            setattr(owner, name, number)


class _Number(float):
    """A float that computes as a tensor and compares as the float.

    Keras asks a number whether it is zero to choose a formula; all models of one
    computation give the same answer. It computes in float64, as Python would, until it
    meets a tensor.
    """

    def __new__(cls, number, tensor):
        self = super().__new__(cls, number)
        self.tensor = tensor
        return self

    @property
    def dtype(self):
        return keras.backend.floatx()

    def __tf_tensor__(self, dtype=None, name=None):
        return tf.cast(self.tensor, dtype or self.dtype)


def _computing(name):
    """Return the method `name` of `_Number`."""

    def compute(self, *others):
        if all(isinstance(other, int | float) for other in others):
            tensors = [getattr(other, "tensor", other) for other in others]
            number = getattr(float, name)(float(self), *map(float, others))
            return _Number(number, getattr(self.tensor, name)(*tensors))
        others = [tf.convert_to_tensor(other) for other in others]
        return getattr(self.__tf_tensor__(others[0].dtype), name)(*others)

    return compute


for _name in (
    *("__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__"),
    *("__truediv__", "__rtruediv__", "__pow__", "__rpow__", "__neg__"),
):
    setattr(_Number, _name, _computing(_name))
