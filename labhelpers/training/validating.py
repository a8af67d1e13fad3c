"""How many examples a validation takes at once: as many as leave its numbers alone."""

from labhelpers._quiet import keras
from labhelpers.training import grouping

VALIDATION_BATCH = 1024


def validation_batch(model, batch_size):
    """Return the batch size with which to evaluate `model`.

    `model.fit` evaluates in batches of the training's size. Where the loss and the
    metrics are means over examples that do not know of each other, larger batches give
    the same numbers to float accuracy, in less time.

    Args:
        model: Compiled and built Keras model.
        batch_size: Examples per training step.
    """
    if _treats_examples_alone(model):
        return max(batch_size, VALIDATION_BATCH)
    return batch_size


def _treats_examples_alone(model):
    """Return whether a model is a plain chain of Keras's layers, losses and metrics."""
    return (
        type(model) is keras.Sequential
        and all(map(_is_plain, model.layers))
        and not grouping.foreign(model)
        and all(map(_is_mean, grouping.arguments(model)))
    )


def _is_plain(layer):
    """Return whether a layer is Keras's and looks at one example after the other."""
    return (
        type(layer).__module__.startswith("keras.")
        and not isinstance(layer, keras.Model)
        and getattr(layer, "activity_regularizer", None) is None
        and not getattr(layer, "stateful", False)
    )


def _is_mean(argument):
    """Return whether an argument of `model.compile` is no loss of another kind.

    A metric that wraps a function of somebody else's may be anything.
    """
    function = getattr(argument, "_fn", None)
    is_loss = isinstance(argument, keras.losses.Loss)
    return getattr(function, "__module__", "keras.").startswith("keras.") and not (
        is_loss and argument.reduction != "sum_over_batch_size"
    )
