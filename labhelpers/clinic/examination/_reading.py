"""Read off a compiled model what it says of itself: loss, outputs, metrics, rate."""

import numpy as np

from labhelpers._quiet import keras
from labhelpers.clinic.examination._looking import leaves

_FAMILIES = {
    "sparse_categorical_crossentropy": "sparse",
    "categorical_crossentropy": "categorical",
    "categorical_focal_crossentropy": "categorical",
    "binary_crossentropy": "binary",
    "binary_focal_crossentropy": "binary",
    "mean_squared_error": "values",
    "mse": "values",
    "mean_absolute_error": "values",
    "mae": "values",
    "huber": "values",
    "log_cosh": "values",
    "mean_squared_logarithmic_error": "values",
    "mean_absolute_percentage_error": "values",
}


def loss_of(model):
    """Return what a model's loss is for, whether it expects scores, and its name.

    Returns:
        A family ("sparse", "categorical", "binary", "values" or "unknown"), a bool and
        a name as Keras spells it.
    """
    loss = model.loss
    try:
        loss = keras.losses.get(loss)
    except (ValueError, TypeError):
        return "unknown", False, str(loss)
    function = getattr(loss, "fn", loss)
    if not getattr(function, "__module__", "").startswith("keras."):
        return "unknown", False, getattr(function, "__name__", str(loss))
    name = getattr(function, "__name__", str(function))
    expects_scores = bool(getattr(loss, "from_logits", False))
    return _FAMILIES.get(name, "unknown"), expects_scores, name


def range_of(outputs):
    """Return the kind of outputs from answers to usual and to huge inputs.

    Args:
        outputs: Answers, shape (examples, outputs).

    Returns:
        "softmax" (at least 0, sums of 1), "unit" (from 0 to 1), "signed unit" (from -1
        to 1), "positive" (at least 0, often exactly 0) or "scores".
    """
    outputs = outputs[np.all(np.isfinite(outputs), axis=1)]
    if not outputs.size:
        return "scores"
    low, high = outputs.min(), outputs.max()
    sums = outputs.sum(axis=1)
    if low >= 0 and np.allclose(sums, 1, atol=1e-3):
        return "softmax"
    moves = high - low > 1e-3
    if moves and low >= 0 and high <= 1:
        return "unit"
    if moves and low >= -1 and high <= 1 and high - low > 1.5:
        return "signed unit"
    if low >= 0 and np.mean(outputs == 0) > 0.1:
        return "positive"
    return "scores"


def metrics_of(model):
    """Return from each metric's name, as Keras spells it, to its threshold or None.

    None if the model cannot say with what it was compiled.
    """
    try:
        metrics = model.get_compile_config().get("metrics") or []
    except Exception:  # a metric of the reader's own
        return None
    metrics = metrics if isinstance(metrics, (list, tuple)) else [metrics]
    found = {}
    for each in metrics:
        if isinstance(each, str):
            found[each] = None
        elif isinstance(each, dict) and "class_name" in each:
            settings = each.get("config") or {}
            threshold = (
                settings.get("threshold") if isinstance(settings, dict) else None
            )
            name = settings if isinstance(settings, str) else each["class_name"]
            found[name] = threshold
    return found


def frozen(model):
    """Return the names of frozen layers, and which share of the weights they hold."""
    counts, names = [0, 0], []
    for layer in leaves(model):
        size = int(sum(np.prod(each.shape) for each in layer.weights))
        is_frozen = bool(layer.weights) and not layer.trainable_weights
        if is_frozen and isinstance(layer, keras.layers.Normalization):
            continue
        counts[0] += size
        if is_frozen:
            counts[1] += size
            names.append(layer.name)
    return names, counts[1] / max(counts[0], 1)


def dropout_of(model):
    """Return the highest dropout rate, and 0 without dropout."""
    kinds = (
        keras.layers.Dropout,
        keras.layers.SpatialDropout1D,
        keras.layers.SpatialDropout2D,
        keras.layers.AlphaDropout,
    )
    return max((e.rate for e in leaves(model) if isinstance(e, kinds)), default=0.0)


def schedule_over(schedule, steps, steps_per_epoch):
    """Return the learning rates of a schedule after each epoch; None without one."""
    if schedule is None:
        return None
    places = np.unique(np.r_[np.arange(0, steps, max(steps_per_epoch, 1)), steps - 1])
    return [float(schedule(int(step))) for step in places]
