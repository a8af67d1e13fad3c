"""`fit`: Keras's `model.fit` on arrays, with every epoch one compiled function."""

import functools
import math

import numpy as np
from keras.src.utils.python_utils import pythonify_logs

from labhelpers._quiet import keras
from labhelpers.training import arrays, delegation
from labhelpers.training.passes import OwnLogsError, Passes
from labhelpers.training.recording import Recorder
from labhelpers.training.validating import validation_batch


def fit(
    model,
    x,
    y,
    *,
    batch_size=32,
    epochs=1,
    validation_data=None,
    callbacks=(),
    shuffle=True,
    sample_weight=None,
    class_weight=None,
    initial_epoch=0,
    verbose=0,
    validation_freq=1,
):
    """Train a compiled Keras model as `model.fit` does, only faster.

    `model.fit` returns to Python after every batch, which takes longer than the batch
    itself if the network is small. Here one epoch is one compiled function: a loop over
    Keras's own training step. With `shuffle=False` the history and the weights are
    those of `model.fit` to float accuracy. What needs Python after every batch (a
    callback with batch methods such as `TerminateOnNaN`, `run_eagerly=True`, a model
    with several outputs) is handed to `model.fit`: slower, never different.

    Args:
        model: compiled Keras model. A second call continues where the first ended.
        x: array of examples, one row each, or a list, tuple or dict of such arrays.
        y: array of targets, one row per example.
        batch_size: examples per step, at least 1; the last batch may be shorter.
        epochs: number of the epoch to stop before, as in Keras.
        validation_data: `(x, y)` or `(x, y, sample_weight)`, used after each epoch
            unless `validation_freq` says otherwise.
        callbacks: Keras callbacks; a `training.Recorder` records every step.
        shuffle: draw a new order of the examples each epoch; `set_seed` fixes it.
        sample_weight: array with a weight per example.
        class_weight: dict from class to weight.
        initial_epoch: number of the first epoch.
        verbose: 0 silent, 1 or 2 a line per epoch.
        validation_freq: validate after every so many epochs; or the epochs to validate
            after, a list, counted from 1.

    Returns:
        Keras's `History`; `history.history` holds a list per metric.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: an argument has a wrong value, or the model is not ready. No weight
            has changed then.

    Example:
        >>> history = training.fit(model, x_train, y_train, epochs=20)
        >>> history.history["loss"][-1]

    Source:
        The order of callbacks and resets is that of `keras.Model.fit`, Keras 3.15.
    """
    delegation.require_compiled(model)
    arrays.require_bool("shuffle", shuffle)
    batch_size = arrays.whole_number("batch_size", batch_size, 1)
    epochs = arrays.whole_number("epochs", epochs, 0)
    initial_epoch = arrays.whole_number("initial_epoch", initial_epoch, 0)
    validation_freq = arrays.validation_frequency(validation_freq)
    callbacks = delegation.callback_list(callbacks)
    data = arrays.to_tensors(x, y, sample_weight, class_weight)
    validation = arrays.validation_tensors(validation_data)
    recorders = [each for each in callbacks if isinstance(each, Recorder)]
    passes = None
    if not delegation.needs_model_fit(model, callbacks):
        passes = _compiled_passes(model, data, validation, batch_size, recorders)
    if passes is None:
        _require_none(recorders)
        return model.fit(
            x,
            y,
            batch_size=batch_size,
            epochs=epochs,
            validation_data=validation_data,
            callbacks=callbacks,
            shuffle=shuffle,
            sample_weight=sample_weight,
            class_weight=class_weight,
            initial_epoch=initial_epoch,
            verbose=verbose,
            validation_freq=validation_freq,
        )
    # The passes reset the metrics themselves; only a callback could see them before,
    # and a recorder does not look at them.
    reset = model.reset_metrics if len(callbacks) > len(recorders) else lambda: None
    num_examples = arrays.num_examples(data)
    callbacks = keras.callbacks.CallbackList(
        callbacks,
        add_history=True,
        add_progbar=verbose != 0,
        model=model,
        verbose=verbose,
        epochs=epochs,
        steps=math.ceil(num_examples / batch_size),
    )
    orders = arrays.epoch_orders(num_examples, shuffle)
    epochs = range(initial_epoch, epochs)
    is_due = functools.partial(arrays.is_due, validation_freq)
    _run_epochs(model, reset, *passes, orders, callbacks, epochs, is_due)
    return model.history


def _compiled_passes(model, data, validation, batch_size, recorders):
    """Return the functions that train for an epoch and evaluate after it.

    Everything is traced here, so that a mismatch of data and model shows before any
    weight changes.

    Returns:
        `(train, validate)`, where `train` takes the order of the examples and
        `validate`, None without validation data, takes nothing; or None if only
        `model.fit` gives Keras's numbers.
    """
    model._symbolic_build(data_batch=arrays.first_batch(data, batch_size))
    if delegation.has_several_losses(model):
        return None
    passes = Passes.of(model)
    validate = None
    try:
        if validation is not None:
            size = validation_batch(model, batch_size)
            evaluate = passes.validate.on(validation, size)
            rows = np.arange(arrays.num_examples(validation))
            validate = functools.partial(evaluate, rows)
        train_pass = passes.recorded_train if recorders else passes.train
        train = train_pass.on(data, batch_size, [each.extend for each in recorders])
    except OwnLogsError:
        return None
    return train, validate


def _require_none(recorders):
    """Raise ValueError if there are recorders, which `model.fit` does not serve."""
    if recorders:
        raise ValueError(
            "A Recorder needs a training that is compiled: one output, nothing eager, "
            "callbacks that act after epochs only. Received one for model.fit."
        )


def _run_epochs(model, reset, train, validate, orders, callbacks, epochs, is_due):
    """Run the epochs with callbacks and resets in the order of `model.fit`."""
    model.stop_training = False
    callbacks.on_train_begin()
    logs = None
    for epoch in range(model._initial_epoch or epochs.start, epochs.stop):
        reset()
        callbacks.on_epoch_begin(epoch)
        logs = train(next(orders), only_one_batch=model.stop_training)
        if validate is not None and is_due(epoch):
            logs |= _evaluate(reset, validate, callbacks)
        callbacks.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    if epochs.stop > 0:
        model.optimizer.finalize_variable_values(model.trainable_weights)
    callbacks.on_train_end(logs)


def _evaluate(reset, validate, callbacks):
    """Return the validation metrics by their names in the history."""
    callbacks.on_test_begin()
    reset()
    logs = pythonify_logs(validate())
    callbacks.on_test_end(logs)
    return {f"val_{name}": value for name, value in logs.items()}
