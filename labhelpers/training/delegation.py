"""What a compiled pass can train, and what has to go to `model.fit`."""

from labhelpers._quiet import keras

_BATCH_HOOKS = (
    "on_train_batch_begin",
    "on_train_batch_end",
    "on_test_batch_begin",
    "on_test_batch_end",
    "on_batch_begin",
    "on_batch_end",
)
_SAVERS = (keras.callbacks.ModelCheckpoint, keras.callbacks.BackupAndRestore)
_LOOPS = ("fit", "evaluate", "make_train_function", "make_test_function")


def require_compiled(model):
    """Make sure that `model` is a Keras model, compiled as it now is.

    Raises:
        TypeError: it is not a Keras model.
        ValueError: it is not compiled, or `trainable` of a layer changed since. Keras
            would take such a change up or not, depending on what ran before.
    """
    if not isinstance(model, keras.Model):
        raise TypeError(
            f"model must be a keras.Model, received a {type(model).__name__}."
        )
    if not model.compiled:
        raise ValueError(
            "The model must be compiled: call model.compile(optimizer, loss, "
            f"metrics=[...]) first. Received {model.name!r}, which is not."
        )
    changed = [
        layer.name
        for layer, trainable in getattr(model, "_compiled_trainable_state", {}).items()
        if layer.trainable != trainable
    ]
    if changed:
        raise ValueError(
            "The model must be compiled again after `trainable` of a layer changed: "
            f"call model.compile. Received a change in {', '.join(changed)}."
        )


def callback_list(callbacks):
    """Return `callbacks`, one or a list or tuple of them or None, as a list.

    Raises:
        TypeError: something in it is not a Keras callback.
    """
    callbacks = [] if callbacks is None else keras.tree.flatten(callbacks)
    for each in callbacks:
        if not isinstance(each, keras.callbacks.Callback):
            raise TypeError(
                "callbacks must be instances of keras.callbacks.Callback, received "
                f"{each!r}."
            )
    return callbacks


def needs_model_fit(model, callbacks):
    """Return whether Python has to run after every batch, or the loop is not Keras's.

    Args:
        model: compiled Keras model.
        callbacks: list of Keras callbacks.
    """
    return (
        model.run_eagerly
        or model._distribute_strategy is not None
        or keras.config.max_epochs() is not None
        or keras.config.max_steps_per_epoch() is not None
        or any(getattr(type(model), n) is not getattr(keras.Model, n) for n in _LOOPS)
        or any(_watches_batches(each) for each in callbacks)
    )


def has_several_losses(model):
    """Return whether a built `model` tracks a loss per output.

    Keras weights these by the batch's size only where it knows the size while tracing,
    which a compiled pass does not.
    """
    return bool(model._compile_loss is not None and model._compile_loss.metrics)


def _watches_batches(callback):
    """Return whether `callback` does something at the start or end of a batch."""
    hooks = [getattr(callback, name) for name in _BATCH_HOOKS]
    hooks = [hook for hook in hooks if not getattr(hook, "_is_default", False)]
    if isinstance(callback, _SAVERS) and callback.save_freq == "epoch":
        hooks = [hook for hook in hooks if not hook.__module__.startswith("keras.")]
    return bool(hooks)
