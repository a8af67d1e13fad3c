"""Look into the layers of a network while it answers some examples."""

import contextlib
import functools

import numpy as np

from labhelpers._quiet import keras, tf
from labhelpers.training import keras_inside

ROWS = 256  # examples that are looked at
FLAT = 0.05  # a slope below this part of the steepest counts as saturated
_BATCH = 512


def answers(model, x, training=False):
    """Return what a model puts out, shape (examples, outputs)."""
    parts = [
        np.asarray(model(tf.convert_to_tensor(x[i : i + _BATCH]), training=training))
        for i in range(0, len(x), _BATCH)
    ]
    out = np.concatenate(parts)
    return out.reshape(len(x), -1).astype("float64")


def leaves(model):
    """Return the layers that do their work themselves."""
    return [
        each for each in keras_inside.layers_of(model) if keras_inside.is_leaf(each)
    ]


def layers_at_work(model, x):
    """Return what each layer with an activation or a kernel does with some examples.

    Returns:
        A list of dicts in the order of work: "name", "kind", "input_scales" (root mean
        square of each input feature), "input_spread" (standard deviation of each),
        "output" (root mean square), "dead" and "saturated", fractions or None, and
        "is_last" for the last layer with weights.
    """
    seen = []
    with contextlib.ExitStack() as taps:
        for layer in leaves(model):
            taps.enter_context(_tapped(layer, seen))
        model(tf.convert_to_tensor(x[:ROWS]), training=False)
    with_weights = [each for each in seen if each["kernel"]]
    for each in seen:
        each["is_last"] = bool(with_weights) and each is with_weights[-1]
    return seen


@contextlib.contextmanager
def _tapped(layer, seen):
    """Note what a layer does while the context lasts."""
    call = layer.call

    @functools.wraps(call)
    def noted(*args, **kwargs):
        outputs = call(*args, **kwargs)
        if args and _is_worth_a_note(layer):
            seen.append(_note(layer, args[0], outputs))
        return outputs

    vars(layer)["call"] = noted
    try:
        yield
    finally:
        del vars(layer)["call"]


def _is_worth_a_note(layer):
    return hasattr(layer, "activation") or hasattr(layer, "kernel") or layer.weights


def _note(layer, inputs, outputs):
    inputs, outputs = np.asarray(inputs, "float64"), np.asarray(outputs, "float64")
    by_feature = inputs.reshape(-1, inputs.shape[-1])
    with np.errstate(all="ignore"):
        return {
            "name": layer.name,
            "kind": type(layer).__name__,
            "kernel": hasattr(layer, "kernel") or hasattr(layer, "cell"),
            "input_scales": np.sqrt(np.mean(by_feature**2, axis=0)),
            "input_spread": by_feature.std(axis=0),
            "output": float(np.sqrt(np.mean(outputs**2))),
            **_asleep(layer, outputs),
        }


def _asleep(layer, outputs):
    """Return which fractions of units are dead, and of outputs saturated, or None."""
    activation = getattr(layer, "activation", None)
    dead = saturated = None
    units = outputs.reshape(-1, outputs.shape[-1])
    is_relu = isinstance(layer, keras.layers.ReLU)
    if is_relu or activation is keras.activations.relu:
        dead = float(np.mean(np.all(units == 0, axis=0)))
    elif activation is keras.activations.sigmoid:
        saturated = float(np.mean(4 * units * (1 - units) < FLAT))
    elif activation is keras.activations.tanh:
        saturated = float(np.mean(1 - units**2 < FLAT))
    return {"dead": dead, "saturated": saturated}
