"""`fit`: Keras's `model.fit` on arrays, with every epoch one compiled function."""

import functools
import math

import numpy as np

from labhelpers._quiet import keras, tf
from labhelpers.training import arrays, keras_inside, plain
from labhelpers.training.passes import OwnLogsError, Passes
from labhelpers.training.recording import Recorder

_DATA = ("x", "y", "sample_weight", "class_weight")


def fit(
    model,
    x,
    y=None,
    *,
    batch_size=None,
    epochs=1,
    validation_data=None,
    validation_split=0.0,
    callbacks=(),
    shuffle=True,
    sample_weight=None,
    class_weight=None,
    initial_epoch=0,
    steps_per_epoch=None,
    validation_steps=None,
    validation_batch_size=None,
    verbose=0,
    validation_freq=1,
):
    """Train a compiled Keras model as `model.fit` does, only faster.

    `model.fit` returns to Python after every batch, which takes longer than the batch
    itself if the network is small. Here one epoch is one compiled function: a loop over
    Keras's own training step. With `shuffle=False` the history and the weights are
    those of `model.fit` to float accuracy. What needs Python after every batch (a
    callback with batch methods such as `TerminateOnNaN`, `run_eagerly=True`, a model
    with several outputs) is handed to `model.fit`: slower, never different. So are data
    that are no arrays, and the arguments that count steps.

    Args:
        model: compiled Keras model. A second call continues where the first ended.
        x: array of examples, one row each, or a list, tuple or dict of such arrays.
        y: array of targets, one row per example.
        batch_size: examples per step, at least 1, by default 32; the last batch may be
            shorter.
        epochs: number of the epoch to stop before, as in Keras.
        validation_data: `(x, y)` or `(x, y, sample_weight)`, used after each epoch
            unless `validation_freq` says otherwise.
        validation_split: fraction of the examples, the last ones, to validate with.
        callbacks: Keras callbacks; a `training.Recorder` records every step.
        shuffle: draw a new order of the examples each epoch; `set_seed` fixes it.
        sample_weight: array with a weight per example.
        class_weight: dict from class to weight.
        initial_epoch: number of the first epoch.
        steps_per_epoch: as in `model.fit`.
        validation_steps: as in `model.fit`.
        validation_batch_size: as in `model.fit`.
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
    given = {name: value for name, value in locals().items() if name != "model"}
    plain.require_compiled(model)
    for_keras = given | _checked(given)
    given = for_keras | {"batch_size": for_keras["batch_size"] or 32}
    callbacks = given["callbacks"]
    recorders = [each for each in callbacks if isinstance(each, Recorder)]
    passes = None
    if not (_is_for_keras(model, given) or plain.needs_model_fit(model, callbacks)):
        passes = _prepared(model, given, recorders)
    if passes is None:
        _require_none(recorders)
        return model.fit(**for_keras)
    return _run(model, passes, given, recorders)


def _checked(given):
    """Return the arguments that are numbers, flags and callbacks, checked."""
    arrays.require_bool("shuffle", given["shuffle"])
    batch_size = given["batch_size"]
    if batch_size is not None:
        batch_size = arrays.whole_number("batch_size", batch_size, 1)
    return {
        "batch_size": batch_size,
        "epochs": arrays.whole_number("epochs", given["epochs"], 0),
        "initial_epoch": arrays.whole_number(
            "initial_epoch", given["initial_epoch"], 0
        ),
        "validation_freq": arrays.validation_frequency(given["validation_freq"]),
        "callbacks": arrays.callback_list(given["callbacks"]),
    }


def _is_for_keras(model, given):
    """Return whether there is no epoch to compile, or a call for `model.fit` alone.

    Such a call counts steps, or its data are no arrays with targets. Targets that the
    model needs are asked for later.
    """
    counts = ("steps_per_epoch", "validation_steps", "validation_batch_size")
    sets = given["x"], given["validation_data"]
    return (
        given["initial_epoch"] >= given["epochs"]
        or (given["y"] is None and not plain.needs_targets(model))
        or any(given[name] is not None for name in counts)
        or any(isinstance(e, tf.data.Dataset | keras.utils.PyDataset) for e in sets)
    )


def _prepared(model, given, recorders):
    """Return `(num_examples, train, validate)`, or None if only `model.fit` can train.

    Everything is traced here, so that a mismatch of data and model shows before any
    weight changes. `train` takes the order of the examples; `validate` takes nothing,
    and is None without validation data.
    """
    arrays.require_data(*(given[name] for name in _DATA))
    arrays.require_validation(given["validation_data"])
    try:
        data, validation = _data_sets(given)
        train = _training_pass(model, data, given["batch_size"], recorders)
    except Exception as error:
        if recorders and not isinstance(error, OwnLogsError):
            raise
        return None  # Keras can train it, or says what is wrong
    if train is None:
        return None
    try:
        validate = _validation_pass(model, validation, given["batch_size"])
    except Exception:
        if plain.has_kerass_steps(model):
            raise  # Keras would say the same after the first epoch
        return None
    return arrays.num_examples(data), train, validate


def _data_sets(given):
    """Return the training and the validation set as tensors; None without the second.

    Keras gives the weights of classes to the training set alone.
    """
    parts = [given[name] for name in _DATA]
    data = keras_inside.to_tensors(*parts)
    if given["validation_data"] is not None:
        return data, keras_inside.to_tensors(*given["validation_data"])
    if not given["validation_split"]:
        return data, None
    size = arrays.training_size(arrays.num_examples(data), given["validation_split"])
    unweighted = keras_inside.to_tensors(*parts[:3])
    training, validation = slice(size), slice(size, None)
    return arrays.rows_of(data, training), arrays.rows_of(unweighted, validation)


def _training_pass(model, data, batch_size, recorders):
    """Return the function that trains for an epoch; None if only Keras can."""
    batch_size = min(batch_size, arrays.num_examples(data))
    keras_inside.build(model, arrays.rows_of(data, slice(batch_size)))
    if keras_inside.has_several_losses(model):
        return None
    passes = Passes.of(model)
    train = passes.recorded_train if recorders else passes.train
    return train.on(data, batch_size, [each.extend for each in recorders])


def _validation_pass(model, validation, batch_size):
    """Return the function that evaluates the model; None without validation data."""
    if validation is None:
        return None
    rows = np.arange(arrays.num_examples(validation))
    size = min(plain.validation_batch(model, batch_size), len(rows))
    return functools.partial(Passes.of(model).validate.on(validation, size), rows)


def _require_none(recorders):
    """Raise ValueError if there are recorders, which `model.fit` does not serve."""
    if recorders:
        raise ValueError(
            "A Recorder needs a training that is compiled: one output, nothing eager, "
            "callbacks that act after epochs only. Received one for model.fit."
        )


def _run(model, passes, given, recorders):
    """Run all epochs; return Keras's history."""
    num_examples, train, validate = passes
    callbacks, epochs = given["callbacks"], given["epochs"]
    # The passes reset the metrics themselves; only a callback could see them before,
    # and a recorder does not look at them.
    reset = model.reset_metrics if len(callbacks) > len(recorders) else lambda: None
    callbacks = keras.callbacks.CallbackList(
        callbacks,
        add_history=True,
        add_progbar=given["verbose"] != 0,
        model=model,
        verbose=given["verbose"],
        epochs=epochs,
        steps=math.ceil(num_examples / given["batch_size"]),
    )
    orders = arrays.epoch_orders(num_examples, given["shuffle"])
    epochs = range(given["initial_epoch"], epochs)
    is_due = functools.partial(arrays.is_due, given["validation_freq"])
    _run_epochs(model, reset, train, validate, orders, callbacks, epochs, is_due)
    return model.history


def _run_epochs(model, reset, train, validate, orders, callbacks, epochs, is_due):
    """Run the epochs with callbacks and resets in the order of `model.fit`."""
    model.stop_training = False
    callbacks.on_train_begin()
    logs = None
    for epoch in epochs:
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
    logs = validate()
    callbacks.on_test_end(logs)
    return {f"val_{name}": value for name, value in logs.items()}
