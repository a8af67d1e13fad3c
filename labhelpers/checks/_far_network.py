"""Judge a network that stays in the student's process, by numbers that come out of it.

There, `Served` answers questions about the Keras model: what it makes of these images,
what its weights are now. Here, `Far` asks them, and looks to a check like the model. So
the comparison itself runs where no code of the student's runs. A network may lie about
its numbers; but it must get them right, which is all that the check asks.
"""

import sys
import types

import numpy as np

from labhelpers.checks import _networks
from labhelpers.checks._verdict import Hint

NAME = "a network of Keras"
LONGEST = 300


def served(value):
    """Return a Keras model as `Served`, which can be asked from afar; else `value`."""
    keras = sys.modules.get("keras")
    model = getattr(keras, "Model", None)
    return Served(value) if model and isinstance(value, model) else value


def reached(value):
    """Return `value`, or the `Far` network if that is what it stands for."""
    is_far = callable(value) and getattr(value, "__name__", "") == NAME
    return Far(value) if is_far else value


class Served:
    """Answers questions about a Keras model, where the model is."""

    def __init__(self, model):
        self.__name__, self.__module__, self._model = NAME, "", model

    def __call__(self, question, *arguments):
        """Answer one question with plain data."""
        return getattr(self, f"do_{question}")(*arguments)

    def do_call(self, x, training):
        """Return the outputs for images."""
        return np.asarray(self._model(x, training=training))

    def do_weights(self):
        """Return the trainable weights."""
        return [np.asarray(each) for each in self._model.trainable_variables]

    def do_assign(self, number, value):
        """Set one of the trainable weights."""
        self._model.trainable_variables[number].assign(value)

    def do_train(self, x, y):
        """Take a step on a batch; return its loss and metrics."""
        logs = self._model.train_on_batch(x, y, return_dict=True)
        return {str(name): float(value) for name, value in logs.items()}

    def do_fault(self):
        """Return why it is no model that can be judged, or ""."""
        try:
            _networks.require_model(self._model)
        except Hint as hint:
            return str(hint)
        return ""

    def do_difference(self, settings):
        """Return the first difference of its layers, as a list of two texts."""
        return [str(each) for each in _networks.difference(self._model, settings) or []]

    def do_options(self):
        """Return whether Adam has options, and whether the loss takes scores."""
        loss = getattr(self._model.loss, "get_config", dict)()
        scores = bool(loss.get("from_logits"))
        return [bool(_networks.has_options(self._model)), scores]


class Far:
    """Looks like a Keras model, and asks a `Served` in another process.

    Args:
        ask: The function that stands for the `Served`.
    """

    def __init__(self, ask):
        self._ask = ask

    def __call__(self, x, training=None):
        """Return the outputs for images."""
        return _numbers(self._ask("call", x, training))

    @property
    def trainable_variables(self):
        """The trainable weights as they are now."""
        values = [_numbers(each) for each in self._ask("weights")]
        return [FarVariable(self._ask, n, value) for n, value in enumerate(values)]

    def train_on_batch(self, x, y, return_dict=True):
        """Take a step on a batch; return loss and metrics."""
        logs = dict(self._ask("train", x, y))
        return {str(name): float(_numbers(value)) for name, value in logs.items()}

    def require_model(self):
        """Raise the hint of `_networks.require_model`, if there is one."""
        fault = self._ask("fault")
        if fault:
            raise Hint(str(fault)[:LONGEST])

    def difference(self, settings):
        """Return the first `_networks.Difference`, or None."""
        texts = [str(each)[:LONGEST] for each in self._ask("difference", settings)]
        return _networks.Difference(*texts) if len(texts) == 2 else None

    def has_options(self):
        """Return whether Adam was given more than a learning rate."""
        return bool(self._ask("options")[0])

    @property
    def loss(self):
        """What the network minimizes, as far as a check looks at it."""
        scores = bool(self._ask("options")[1])
        return types.SimpleNamespace(get_config=lambda: {"from_logits": scores})


class FarVariable:
    """One of the weights of a `Far` network, as it was when it was asked for."""

    def __init__(self, ask, number, value):
        self._ask, self._number, self._value = ask, number, value
        self.shape = value.shape

    def __array__(self, dtype=None, copy=None):
        """Return the value."""
        return np.array(self._value, dtype=dtype)

    def assign(self, value):
        """Set the value over there."""
        self._ask("assign", self._number, np.asarray(value))


def _numbers(value):
    """Return what came from afar as an array of numbers."""
    return np.asarray(value, dtype=float)
