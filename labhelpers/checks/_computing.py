"""Judge a network by what it computes, however its layers are put together.

The weights of the answer are set; then its outputs, its dropout, and what a step of
training makes of its weights must be those of the network that was asked for.
"""

import numpy as np

from labhelpers.checks import _reference_network as reference

IMAGES, CLASSES = 600, 10
UNITS = CLASSES - 1  # hidden units whose dropout is read off the outputs
DEVIATIONS = 7  # of a fraction or a correlation: hardly ever met by chance


def fault_in_outputs(model, settings, generator):
    """Say in what the outputs differ from those of the network with these settings.

    Args:
        model: A Keras model, built or not.
        settings: As in `_networks.settings`.
        generator: NumPy generator.

    Returns:
        A sentence; None if the outputs agree in training and in inference.
    """
    x = generator.normal(size=(IMAGES, 8, 8, 1)).astype("float32")
    try:
        shape = np.shape(model(x[:2], training=False))
    except Exception as error:
        kind = type(error).__name__
        return f"The model does not take images of shape (8, 8, 1): {kind}."
    if shape != (2, CLASSES):
        return f"Two images give outputs of shape {shape}; ten numbers each are needed."
    fault = _fault_in_start(model, settings)
    weights = _weights(settings, generator)
    if fault or not _set(model, weights):
        return fault or "The weights are not those of the network: count its layers."
    hidden = reference.hidden(x, weights, settings["activation"])
    expected = reference.probabilities(hidden, weights)
    if not np.allclose(model(x, training=False), expected, atol=1e-4):
        return "With the same weights the outputs at inference are other ones."
    return _fault_in_dropout(model, settings, weights, x, generator)


def fault_in_training(model, settings, generator):
    """Say in what two steps of training differ from those that are asked for.

    Args:
        model: The answer's model, compiled, with a dropout rate of 0.
        settings: As in `_networks.settings`, with a rate of 0.
        generator: NumPy generator.

    Returns:
        A sentence; None if loss, accuracy and weights agree.
    """
    weights = _weights(settings, generator)
    x = 2 * generator.normal(size=(256, 8, 8, 1)).astype("float32")
    activation, rate = settings["activation"], settings["learning_rate"]
    hidden = reference.hidden(x, weights, activation)
    predicted = np.argmax(reference.probabilities(hidden, weights), axis=1)
    y, accuracy = _labels(predicted, generator)
    steps = reference.adam(weights, activation, rate, x, y)
    model(x[:2])
    if not _set(model, weights):
        return "The weights are not those of the network: count its layers."
    try:
        first = model.train_on_batch(x, y, return_dict=True)
        model.train_on_batch(x, y)
    except Exception as error:
        return f"`fit` stops with {type(error).__name__}: look at `compile`."
    if not np.isclose(first["loss"], steps[0], rtol=1e-3):
        return "The loss of a batch is not that of `fixed_model`."
    metrics = [value for name, value in first.items() if "acc" in name.lower()]
    if not any(np.isclose(value, accuracy, atol=1e-3) for value in metrics):
        return "The metric is not the accuracy: `fixed_model` counts right classes."
    for received, wanted in zip(_paired(model, weights), steps[1], strict=True):
        off = np.abs(received - wanted) / rate
        # some steps are rounding alone; weight decay is seen in most kernel weights
        if np.mean(off > 0.02) > 0.02 or (off.ndim > 1 and np.median(off) > 3e-4):
            return "A step does not move the weights as Adam does at `learning_rate`."
    if getattr(model.loss, "get_config", dict)().get("from_logits"):
        return "The loss takes the outputs for scores, and they are probabilities."
    return None


def _labels(predicted, generator):
    """Return labels of which a part agrees with the predictions, and how large it is.

    That part is never the share of the first class, which `CategoricalAccuracy` takes
    for the accuracy when the labels are whole numbers.
    """
    part = 0.7 if abs(np.mean(predicted == 0) - 0.7) > 0.2 else 0.3
    right = generator.permutation(len(predicted)) < part * len(predicted)
    others = (predicted + generator.integers(1, CLASSES, size=right.size)) % CLASSES
    return np.where(right, predicted, others), np.mean(right)


def _fault_in_start(model, settings):
    """Say what is unusual in fresh weights; None if they are Keras's usual ones."""
    for variable in model.trainable_variables:
        values = np.asarray(variable)
        if values.ndim == 1 and np.any(values):
            return "A bias does not start at 0: return a fresh model."
        if values.ndim < 2:
            continue
        fans = np.prod(values.shape[:-2]) * np.sum(values.shape[-2:])
        limit = np.sqrt(6 / fans)
        # the spread of n uniform numbers has a deviation of 0.45 / sqrt(n)
        off = abs(values.std() / (limit / np.sqrt(3)) - 1) * np.sqrt(values.size) / 0.45
        if (
            np.abs(values).max() > 1.001 * limit
            or (values.size > 30 and off > DEVIATIONS)
            or not np.any(values)
        ):
            return "A kernel does not start as Keras starts it: return a fresh model."
    return None


def _fault_in_dropout(model, settings, weights, x, generator):
    """Say what is wrong with the dropout, read off the outputs in training.

    The last kernel lets each class but one see one hidden unit.
    """
    hidden = reference.hidden(x, weights, settings["activation"])
    units = _some_units(hidden.shape[1], x.shape[1] * x.shape[2], generator)
    kernel = np.zeros_like(weights[-2])
    kernel[units, np.arange(UNITS)] = 1
    _set(model, [*weights[:-2], kernel, 0 * weights[-1]])
    sums = hidden[:, units]
    rate, seen = settings["rate"], np.abs(sums) > 0.1
    masks = []
    for _ in range(2):
        outputs = np.log(np.asarray(model(x, training=True)))
        factors = (outputs[:, :-1] - outputs[:, -1:]) / np.where(seen, sums, 1)
        kept = np.abs(factors - 1 / (1 - rate)) < 0.01
        if not np.all(kept | (np.abs(factors) < 0.01) | ~seen):
            return "In training the hidden units are not dropped, and scaled, as asked."
        masks.append(np.where(seen, kept, np.nan))
    # counted in deviations, each value kept or dropped has mean 0 and variance 1
    off = (np.where(seen, masks[0], 1 - rate) - (1 - rate)) / np.sqrt(rate * (1 - rate))
    number = seen.T.astype(float) @ seen - np.diag(seen.sum(axis=0)) + 1e-9
    together = (off.T @ off - np.diag((off**2).sum(axis=0))) / np.sqrt(number)
    strays = [off.sum() / np.sqrt(seen.sum())]
    strays += [*off.sum(axis=0) / np.sqrt(seen.sum(axis=0) + 1e-9), *together.ravel()]
    repeats = np.array_equal(masks[0], masks[1], equal_nan=True)
    if np.abs(strays).max() > DEVIATIONS or repeats:
        return "In training each unit has to be dropped by itself, at `rate`."
    return None


def _some_units(number, places, generator):
    """Return hidden units: three at each of three places if there are three filters."""
    filters = number // places
    if filters < 3:
        return generator.permutation(number)[:UNITS]
    chosen = generator.permutation(places)[:3, None] * filters
    return (chosen + generator.permutation(filters)[:3]).ravel()


def _weights(settings, generator):
    """Return random weights of the network, layer by layer."""
    size, channels, weights = settings["kernel_size"], 1, []
    for _ in range(settings["num_layers"]):
        shape = (size, size, channels, settings["filters"])
        weights += [generator.normal(size=shape) / np.sqrt(size * size * channels)]
        channels = shape[-1]
        weights += [0.3 * generator.normal(size=channels)]
    scale = 2 / np.sqrt(64 * channels)
    weights += [scale * generator.normal(size=(64 * channels, CLASSES))]
    weights += [0.3 * generator.normal(size=CLASSES)]
    return [each.astype("float32") for each in weights]


def _places(model, weights):
    """Return the variable of the model for each weight, by shape and order, or None."""
    left, found = list(model.trainable_variables), []
    for each in weights:
        fitting = [v for v in left if tuple(v.shape) == each.shape]
        if not fitting:
            return None
        found.append(fitting[0])
        left = [v for v in left if v is not fitting[0]]
    return None if left else found


def _set(model, weights):
    """Set the weights of a model; return whether it has just these."""
    places = _places(model, weights)
    for variable, value in zip(places or [], weights, strict=False):
        variable.assign(value)
    return places is not None


def _paired(model, weights):
    """Return the weights that the model has now, in the order of `weights`."""
    return [np.asarray(variable) for variable in _places(model, weights)]
