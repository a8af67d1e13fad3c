"""Is this model Keras's own and plain? All such questions stand here.

What is not plain is handed to Keras: slower, never different.
"""

import warnings

from labhelpers._quiet import keras, tf
from labhelpers.training import keras_inside

VALIDATION_BATCH = 1024
_BATCH_HOOKS = (
    "on_train_batch_begin",
    "on_train_batch_end",
    "on_test_batch_begin",
    "on_test_batch_end",
    "on_batch_begin",
    "on_batch_end",
)
_LOOPS = ("fit", "evaluate", "make_train_function", "make_test_function")
_STEPS = ("train_step", "test_step", "reset_metrics", "get_metrics_result")
_NOT_STACKED = ("use_ema", "gradient_accumulation_steps")
# Keras's classes and functions that look at each example alone.
_LAYERS = {
    *("InputLayer", "Dense", "Activation", "ReLU", "LeakyReLU", "ELU", "PReLU"),
    *("Dropout", "GaussianNoise", "BatchNormalization", "Flatten", "Reshape"),
    *("Conv1D", "Conv2D", "MaxPooling1D", "MaxPooling2D", "AveragePooling1D"),
    *("AveragePooling2D", "GlobalAveragePooling1D", "GlobalAveragePooling2D"),
}
_LOSSES = {
    *("mse", "mae", "mean_squared_error", "mean_absolute_error"),
    *("MeanSquaredError", "MeanAbsoluteError", "huber", "Huber", "log_cosh", "LogCosh"),
    *("binary_crossentropy", "BinaryCrossentropy", "poisson", "Poisson"),
    *("categorical_crossentropy", "CategoricalCrossentropy"),
    *("sparse_categorical_crossentropy", "SparseCategoricalCrossentropy"),
    *("hinge", "Hinge", "squared_hinge", "SquaredHinge"),
}
_METRICS = _LOSSES | {
    *("acc", "accuracy", "Accuracy", "binary_accuracy", "BinaryAccuracy"),
    *("categorical_accuracy", "CategoricalAccuracy", "RootMeanSquaredError"),
    *("sparse_categorical_accuracy", "SparseCategoricalAccuracy"),
    *("top_k_categorical_accuracy", "TopKCategoricalAccuracy"),
    *("sparse_top_k_categorical_accuracy", "SparseTopKCategoricalAccuracy"),
}
_MODULES = ("keras.losses", "keras.metrics")


def is_keras(thing):
    """Return whether a class or a function is Keras's own."""
    return (getattr(thing, "__module__", None) or "").startswith("keras.")


def require_compiled(model):
    """Make sure that `model` is a compiled Keras model.

    A warning says if `trainable` of a layer changed since.
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
    keras_inside.warn_of_late_trainable(model)


def needs_model_fit(model, callbacks):
    """Return whether Python runs after every batch, or the loop is not Keras's."""
    return (
        not keras_inside.works("fit")
        or model.run_eagerly
        or _is_distributed(model)
        or keras.config.max_epochs() is not None
        or keras.config.max_steps_per_epoch() is not None
        or not _has_kerass_methods(model, _LOOPS)
        or not can_be_called(model)
        or any(_watches_batches(each) for each in callbacks)
    )


def can_be_called(model):
    """Return whether a model has more than a training step of its own."""
    return type(model).call is not keras.Model.call


def can_stack(model):
    """Return whether models like this one may be trained in one computation."""
    config = model.optimizer.get_config()
    return (
        keras_inside.works("sweep")
        and _has_formulas_for_all(model.optimizer)
        and "learning_rate" in config
        and not any(config[name] for name in _NOT_STACKED)
        and has_kerass_steps(model)
        and not needs_model_fit(model, [])
        and not keras_inside.has_several_losses(model)
        and bool(model.trainable_variables)
        and keras.config.floatx() == "float32"
        and all(
            layer.compute_dtype == layer.variable_dtype == "float32"
            for layer in keras_inside.layers_of(model)
        )
    )


def has_kerass_steps(model):
    """Return whether a model trains and evaluates a batch as Keras's own models do."""
    return _has_kerass_methods(model, _STEPS)


def needs_targets(model):
    """Return whether a model has nothing but a loss that compares with targets."""
    return (
        model.loss is not None
        and has_kerass_steps(model)
        and _has_kerass_methods(model, ["compute_loss"])
    )


def validation_batch(model, batch_size):
    """Return the batch size with which to evaluate `model`.

    `model.fit` evaluates in batches of the training's size. Larger batches take less
    time. They give the same numbers where the layers, the loss and the metrics are
    known to look at each example alone.
    """
    if _treats_examples_alone(model):
        return max(batch_size, VALIDATION_BATCH)
    return batch_size


def _is_distributed(model):
    """Return whether a model is trained on several devices."""
    strategy = tf.distribute.get_strategy()
    return tf.distribute.has_strategy() or model.distribute_strategy is not strategy


def _has_kerass_methods(model, names):
    return all(getattr(type(model), n) is getattr(keras.Model, n) for n in names)


def _has_formulas_for_all(optimizer):
    """Return whether an optimizer is Keras's and has no TensorFlow code of its own."""
    kind = type(optimizer)
    return is_keras(kind) and all(
        getattr(kind, name) is getattr(keras.optimizers.Optimizer, name)
        for name in keras_inside.FOR_TENSORFLOW
    )


def _watches_batches(callback):
    """Return whether `callback` does something at the start or end of a batch."""
    hooks = [getattr(callback, name) for name in _BATCH_HOOKS]
    defaults = [getattr(keras.callbacks.Callback, name) for name in _BATCH_HOOKS]
    hooks = [
        hook
        for hook, default in zip(hooks, defaults, strict=True)
        if getattr(hook, "__func__", hook) is not default
    ]
    is_saver = isinstance(callback, keras.callbacks.ModelCheckpoint)
    if is_saver and callback.save_freq == "epoch":
        hooks = [hook for hook in hooks if not is_keras(hook)]
    return bool(hooks)


def _treats_examples_alone(model):
    """Return whether a model is a plain chain of known layers, losses and metrics."""
    if type(model) is not keras.Sequential or not all(map(_is_alone, model.layers)):
        return False
    try:
        with warnings.catch_warnings(action="ignore"):  # Keras warns of lambdas
            config = model.get_compile_config()
    except Exception:
        return False  # something has no configuration
    metrics = [config["metrics"], config["weighted_metrics"]]
    return _are_known(config["loss"], _LOSSES) and _are_known(metrics, _METRICS)


def _is_alone(layer):
    """Return whether a layer is known to look at one example after the other."""
    activation = getattr(layer, "activation", None)
    return (
        is_keras(type(layer))
        and type(layer).__name__ in _LAYERS
        and (activation is None or is_keras(activation))
        and getattr(layer, "activity_regularizer", None) is None
        and layer.compute_dtype == "float32"
    )


def _are_known(config, names):
    """Return whether all that a configuration names is known, its losses as means."""
    if isinstance(config, list | tuple):
        return all(_are_known(each, names) for each in config)
    if config is None or isinstance(config, str):
        return config is None or config in names
    if config.get("module") not in _MODULES or config["class_name"] not in names:
        return False
    settings = config["config"]
    is_mean = settings.get("reduction", "sum_over_batch_size") == "sum_over_batch_size"
    return is_mean and settings.get("ignore_class") is None
