"""How many examples a validation takes at once: as many as leave its numbers alone."""

import warnings

from labhelpers._quiet import keras

VALIDATION_BATCH = 1024
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


def validation_batch(model, batch_size):
    """Return the batch size with which to evaluate `model`.

    `model.fit` evaluates in batches of the training's size. Larger batches take less
    time. They give the same numbers where the layers, the loss and the metrics are
    known to look at each example alone.

    Args:
        model: Compiled and built Keras model.
        batch_size: Examples per training step.
    """
    if _treats_examples_alone(model):
        return max(batch_size, VALIDATION_BATCH)
    return batch_size


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
        type(layer).__module__.startswith("keras.")
        and type(layer).__name__ in _LAYERS
        and (activation is None or activation.__module__.startswith("keras."))
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
