"""What a training looked like at every step, recorded inside the compiled pass."""

import contextlib
import functools

import numpy as np

from labhelpers._quiet import keras, tf
from labhelpers.training import keras_inside

FLAT = 0.05  # a slope below this part of the steepest counts as saturated
_SLOPES = {  # of an activation, relative to the steepest, from its output
    keras.activations.sigmoid: lambda output: 4 * output * (1 - output),
    keras.activations.tanh: lambda output: 1 - output**2,
}


class Recorder(keras.callbacks.Callback):
    """Record every step of `training.fit`, which takes it among its callbacks.

    The values are computed in the compiled pass; a callback of Keras's own would need
    Python after every batch. A second training starts a new record.

    Attributes:
        loss: Loss of each mini-batch, penalties included, shape (num_steps,).
        learning_rate: The learning rate that the step used, shape (num_steps,).
        gradient_norm: From the name of each layer with weights to the Euclidean norm of
            its gradient, shape (num_steps,).
        update_ratio: The same for the norm of the update divided by the norm of the
            weights before it.
        saturated: From the name of each sigmoid or tanh layer to the fraction of
            outputs where the slope is below 5 % of the steepest, shape (num_steps,).
        dead: From the name of each ReLU layer to the fraction of units that are zero
            for the whole mini-batch, shape (num_steps,).

    Example:
        >>> recorder = training.Recorder()
        >>> training.fit(model, x_train, y_train, callbacks=[recorder])
        >>> recorder.gradient_norm["dense"]
    """

    def __init__(self):
        super().__init__()
        self._clear()

    def on_train_begin(self, logs=None):
        """Start a new record."""
        self._clear()

    def on_epoch_end(self, epoch, logs=None):
        """Make sure that the training is one that records."""
        if not len(self.loss):
            raise RuntimeError(
                "A Recorder needs training.fit with callbacks that act after epochs "
                "only, received a training by model.fit."
            )

    def extend(self, names, values):
        """Add the steps of one epoch.

        Args:
            names: What is recorded: tuples of an attribute and perhaps a layer's name.
            values: Array of shape (num_steps, len(names)).
        """
        for (attribute, *layer), column in zip(names, values.T, strict=True):
            record = getattr(self, attribute)
            if layer:
                earlier = record.get(layer[0], np.empty(0))
                record[layer[0]] = np.concatenate([earlier, column])
            else:
                setattr(self, attribute, np.concatenate([record, column]))

    def _clear(self):
        self.loss, self.learning_rate = np.empty(0), np.empty(0)
        self.gradient_norm, self.update_ratio = {}, {}
        self.saturated, self.dead = {}, {}


def recorded(model, step):
    """Return the model's training step, which returns what a `Recorder` keeps, too.

    It is a function from a batch to the step's logs and a dict of float tensors.
    """
    layers = list(filter(keras_inside.is_leaf, keras_inside.layers_of(model)))

    def recorded_step(batch):
        values = {}
        with contextlib.ExitStack() as taps:
            taps.enter_context(_tapped(model, "compute_loss", _tap_loss, values))
            for layer in layers:
                tap = functools.partial(_tap_output, layer)
                taps.enter_context(_tapped(layer, "call", tap, values))
            tap = functools.partial(_tap_update, model.optimizer, layers)
            taps.enter_context(_tapped(model.optimizer, "apply", tap, values))
            logs = step(batch)
        return logs, {name: tf.cast(v, tf.float32) for name, v in values.items()}

    return recorded_step


@contextlib.contextmanager
def _tapped(owner, name, tap, values):
    """Have `tap(values, method, *arguments)` called in place of a method."""
    vars(owner)[name] = functools.partial(tap, values, getattr(owner, name))
    try:
        yield
    finally:
        del vars(owner)[name]


def _tap_loss(values, compute_loss, *args, **kwargs):
    values["loss",] = compute_loss(*args, **kwargs)
    return values["loss",]


def _tap_output(layer, values, call, *args, **kwargs):
    """Record how many outputs of a layer are saturated, or how many units dead."""
    outputs = call(*args, **kwargs)
    activation = getattr(layer, "activation", None)
    if isinstance(layer, keras.layers.ReLU):
        activation = keras.activations.relu
    if activation is keras.activations.relu:
        axes = list(range(len(outputs.shape) - 1))
        values["dead", layer.name] = _fraction(tf.reduce_all(outputs == 0, axes))
    elif activation in _SLOPES and not isinstance(layer, keras.layers.RNN):
        values["saturated", layer.name] = _fraction(_SLOPES[activation](outputs) < FLAT)
    return outputs


def _tap_update(optimizer, layers, values, apply, gradients, variables):
    """Record the learning rate and, for each layer, its gradient and its update."""
    gradients, variables = list(gradients), list(variables)
    values["learning_rate",] = tf.convert_to_tensor(optimizer.learning_rate)
    by_variable = dict(zip(map(id, variables), gradients, strict=True))
    before = {}
    for layer in layers:
        own = [by_variable.get(id(v)) for v in layer.trainable_variables]
        own = [tf.convert_to_tensor(each) for each in own if each is not None]
        if own:
            values["gradient_norm", layer.name] = tf.linalg.global_norm(own)
            before[layer] = [tf.identity(v) for v in layer.trainable_variables]
    apply(gradients, variables)
    for layer, weights in before.items():
        after = layer.trainable_variables
        update = [v - weight for v, weight in zip(after, weights, strict=True)]
        norms = tf.linalg.global_norm(update), tf.linalg.global_norm(weights)
        values["update_ratio", layer.name] = norms[0] / norms[1]


def _fraction(conditions):
    """Return how often conditions hold, from 0 to 1."""
    return tf.reduce_mean(tf.cast(conditions, tf.float32))
