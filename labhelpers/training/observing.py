"""Train a model and keep what a babysitter looks at: `observe`."""

from dataclasses import dataclass

import numpy as np

from labhelpers._quiet import keras
from labhelpers.training.fitting import fit
from labhelpers.training.recording import Recorder

PROBE = 200  # examples whose activations are kept


@dataclass(frozen=True, eq=False)
class Observation:
    """Hold what one training looked like from inside.

    Attributes:
        history: From metric to its values by epoch, a list, as in Keras's `History`.
        recorder: The `Recorder` of every step.
        x: The first training examples as the model saw them, shape (examples, ...).
        activations: From the name of each layer with an activation to its outputs for
            `x` after the training, shape (examples, units).
        filters: Kernel of the first dense layer after the training, shape (features,
            units); None if there is no dense layer.
        model: The trained model.
    """

    history: dict
    recorder: Recorder
    x: np.ndarray
    activations: dict
    filters: np.ndarray | None
    model: keras.Model


def observe(model, x, y, *, callbacks=(), **fitting):
    """Train as `fit` does, and keep what tells why a training goes well or badly.

    Args:
        model: Compiled Keras model, sequential or functional, with a known input.
        x: Examples, shape (num_examples, ...).
        y: Targets, shape (num_examples, ...).
        callbacks: Keras callbacks that act after epochs.
        **fitting: Passed on to `fit`: epochs, batch_size, validation_data, ...

    Returns:
        An `Observation`.

    Raises:
        ValueError: The model has no known input, or `fit` refuses an argument.

    Example:
        >>> seen = training.observe(model, x_train, y_train, epochs=20)
        >>> seen.recorder.update_ratio["dense"]
    """
    if not getattr(model, "inputs", None):
        raise ValueError(
            "observe needs a sequential or functional model that begins with "
            f"keras.Input; received {type(model).__name__} without inputs"
        )
    recorder = Recorder()
    history = fit(model, x, y, callbacks=[*callbacks, recorder], **fitting)
    probe = np.asarray(x)[:PROBE]
    return Observation(
        history=dict(history.history),
        recorder=recorder,
        x=probe,
        activations=_activations(model, probe),
        filters=_filters(model),
        model=model,
    )


def _activations(model, x):
    """Return the outputs of all layers with an activation, flat per example."""
    layers = [each for each in model.layers if hasattr(each, "activation")]
    inputs = model.inputs if len(model.inputs) > 1 else model.inputs[0]
    outputs = keras.Model(inputs, [layer.output for layer in layers])(x)
    outputs = outputs if isinstance(outputs, list) else [outputs]
    return {
        layer.name: np.reshape(output, (len(x), -1))
        for layer, output in zip(layers, outputs, strict=True)
    }


def _filters(model):
    """Return the kernel of the first dense layer, or None."""
    for layer in model.layers:
        if isinstance(layer, keras.layers.Dense):
            return layer.kernel.numpy()
    return None
