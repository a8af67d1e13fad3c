"""Look into a network that a student's function built."""

from typing import NamedTuple

from labhelpers.checks._verdict import Hint

FIXED = {"num_layers": 2, "filters": 8, "kernel_size": 3, "activation": "relu"}
FIXED |= {"rate": 0.2, "learning_rate": 0.001}
ACTIVATIONS = ("tanh", "sigmoid", "elu")
LOSS = "sparsecategoricalcrossentropy"
KINDS = ("Conv2D", "Activation", "Flatten", "Reshape", "Dropout", "Dense")
NO_MORE = "The optimizer is Adam with `learning_rate`, no more."
USUAL = {"numbers": set(), "bias": True, "start": "GlorotUniform", "bounds": {None}}


class Difference(NamedTuple):
    """What is wrong with a network: the usual mistake, if it is one, and a sentence."""

    kind: str
    sentence: str


def settings(generator, num_layers):
    """Return random settings of the convolutional network, in its arguments' order.

    None of them is the number in `FIXED`, nor another number of that network.
    """
    return {
        "num_layers": num_layers,
        "filters": int(generator.choice([3, 4, 5, 6, 7])),
        "kernel_size": int(generator.choice([1, 2, 4, 5])),
        "activation": str(generator.choice(ACTIVATIONS)),
        "rate": float(generator.uniform(0.25, 0.45)),
        "learning_rate": float(generator.uniform(0.01, 0.1)),
    }


def require_model(model):
    """Raise a hint unless `model` is a Keras model of any kind.

    Raises:
        Hint: It is another thing, or a sequence of layers that knows no input.
    """
    if hasattr(model, "require_model"):  # it is in another process
        return model.require_model()
    from tensorflow import keras

    if not isinstance(model, keras.Model):
        kind = type(model).__name__
        raise Hint(f"A compiled Keras model is needed; received a {kind}.")
    shape = getattr(model, "input_shape", None) if model.built else None
    if isinstance(model, keras.Sequential) and shape != (None, 8, 8, 1):
        raise Hint("The model needs `keras.Input((8, 8, 1))` in front of its layers.")
    return None


def difference(model, settings):
    """Return the first `Difference` between a model and its settings, or None."""
    if hasattr(model, "difference"):
        return model.difference(settings)
    from tensorflow import keras

    for compare in COMPARISONS:
        found = compare(model, settings, keras)
        if found:
            return found
    return None


def _convolutions(model, settings, keras):
    """Compare the convolutions."""
    layers = _layers(model, keras)
    found = [layer for layer in layers if isinstance(layer, keras.layers.Conv2D)]
    wanted = settings["num_layers"]
    if len(found) != wanted:
        kind = "layers_fixed" if len(found) == FIXED["num_layers"] else ""
        sentence = f"{wanted} convolutions were asked for; there are {len(found)}."
        return Difference(kind, sentence)
    facts = {
        "filters": [layer.filters for layer in found],
        "kernel_size": [_square(layer.kernel_size) for layer in found],
        "activation": [_activation(layer, layers) for layer in found],
    }
    for name, values in facts.items():
        if all(value == settings[name] for value in values):
            continue
        if all(value == FIXED[name] for value in values):
            return Difference(f"{name}_fixed", "")
        if values[0] == settings[name]:
            sentence = f"A later convolution does not follow `{name}`."
            return Difference("only_the_first_layer_changed", sentence)
        sentence = f"`{name}` is {settings[name]} and a convolution has {values[0]}."
        return Difference("", sentence)
    if any(layer.padding != "same" for layer in found):
        return Difference("", 'The convolutions lost their `padding="same"`.')
    return None


def _behind(model, settings, keras):
    """Compare what stands behind the convolutions."""
    layers = _layers(model, keras)
    dropped = [
        layer.rate for layer in layers if isinstance(layer, keras.layers.Dropout)
    ]
    if len(dropped) != 1:
        sentence = f"`fixed_model` has one layer of dropout; yours has {len(dropped)}."
        return Difference("", sentence)
    rate = settings["rate"]
    if abs(dropped[0] - rate) > 1e-6:
        kinds = {FIXED["rate"]: "rate_fixed", 1 - rate: "rate_is_the_fraction_kept"}
        kind = [kinds[known] for known in kinds if abs(dropped[0] - known) < 1e-6]
        sentence = f"`rate` is {rate:.3f} and the layer drops {dropped[0]:.3f}."
        return Difference(kind[0] if kind else "", sentence)
    last = [layer for layer in layers if isinstance(layer, keras.layers.Dense)]
    if len(last) != 1:
        sentence = f"`fixed_model` has one dense layer; yours has {len(last)}."
        return Difference("", sentence)
    if last[0].units != 10:
        kind = "filters_of_the_output" if last[0].units == settings["filters"] else ""
        return Difference(kind, "The output layer needs ten units, one per class.")
    if _activation(last[0], layers) != "softmax":
        return Difference("activation_of_the_output", "")
    if model.output_shape != (None, 10):
        return Difference("", "The output needs one row of ten numbers per image.")
    return None


def _compiled(model, settings, keras):
    """Compare the optimizer, the loss and the metrics."""
    if not model.compiled or getattr(model, "optimizer", None) is None:
        return Difference("not_compiled", "")
    if not isinstance(model.optimizer, keras.optimizers.Adam):
        kind = type(model.optimizer).__name__
        return Difference(
            "", f"The optimizer of `fixed_model` is Adam; yours is {kind}."
        )
    try:
        rate = float(model.optimizer.learning_rate)
    except (TypeError, ValueError):
        return Difference("", "The learning rate of the optimizer is not one number.")
    if abs(rate - settings["learning_rate"]) > 1e-6:
        kind = abs(rate - FIXED["learning_rate"]) < 1e-6
        sentence = "The learning rate of the optimizer is not `learning_rate`."
        return Difference("learning_rate_of_keras" if kind else "", sentence)
    loss = getattr(model.loss, "name", None) or getattr(model.loss, "__name__", None)
    if str(loss or model.loss).lower().replace("_", "") != LOSS:
        return Difference("", "The loss is not that of `fixed_model`.")
    metrics = (model.get_compile_config() or {}).get("metrics")
    if "acc" not in str(metrics).lower():
        return Difference("", 'The metric "accuracy" is missing in `compile`.')
    return None


def _the_rest(model, settings, keras):
    """Compare what stays as it is."""
    layers = _layers(model, keras)
    for layer in layers:
        kind = type(layer).__name__
        if kind not in KINDS and ".activations." not in type(layer).__module__:
            return Difference("", f"`fixed_model` has no layer of the kind {kind}.")
        if hasattr(layer, "kernel") and _options(layer) != USUAL:
            sentence = f"A {kind} layer has options that `fixed_model` leaves alone."
            return Difference("", sentence)
    kinds = [type(layer).__name__ for layer in layers]
    place, end = kinds.index("Dropout"), kinds.index("Dense")
    if "Conv2D" in kinds[place:] or place > end:
        return Difference("", "Dropout stands behind the convolutions, before `Dense`.")
    if type(model.optimizer) is not keras.optimizers.Adam or has_options(model):
        return Difference("", NO_MORE)
    loss = getattr(model.loss, "get_config", dict)()
    if loss.get("from_logits"):
        sentence = "The loss takes the outputs for scores, and they are probabilities."
        return Difference("", sentence)
    return None


COMPARISONS = (_convolutions, _behind, _compiled, _the_rest)  # in this order


def has_options(model):
    """Return whether Adam was given more than a learning rate.

    Two steps do not show all: clipping and AMSGrad may leave them as they are.
    """
    if hasattr(model, "has_options"):
        return model.has_options()
    from tensorflow import keras

    if type(model.optimizer) is not keras.optimizers.Adam:
        return False  # judged by its steps
    usual = keras.optimizers.Adam(name=model.optimizer.name).get_config()
    options = model.optimizer.get_config() | {"learning_rate": usual["learning_rate"]}
    return options != usual


def _options(layer):
    """Return what a layer with a kernel was built with, beside its knobs."""
    names = ("strides", "dilation_rate", "groups")
    return {
        "numbers": {getattr(layer, name, 1) for name in names} - {1, (1, 1)},
        "bias": layer.use_bias,
        "start": type(layer.kernel_initializer).__name__,
        "bounds": {
            layer.kernel_regularizer,
            layer.bias_regularizer,
            layer.activity_regularizer,
            layer.kernel_constraint,
            layer.bias_constraint,
        },
    }


def _layers(model, keras):
    """Return all layers that are not inputs, also those inside other layers."""
    return [
        layer
        for layer in model._flatten_layers(include_self=False)
        if not isinstance(layer, keras.layers.InputLayer | keras.Sequential)
    ]


def _square(size):
    """Return the side of a square kernel, or its sides."""
    size = tuple(size) if isinstance(size, tuple | list) else (size, size)
    return size[0] if len(set(size)) == 1 else size


def _activation(layer, layers):
    """Return the name of what is applied to the outputs of a layer.

    That may stand in the layer or in a layer of its own behind it.
    """
    own = getattr(layer.activation, "__name__", str(layer.activation))
    if own != "linear" or layer is layers[-1]:
        return own
    behind = layers[layers.index(layer) + 1]
    other = getattr(behind, "activation", None)
    if hasattr(behind, "kernel"):
        return own
    name = getattr(other, "__name__", type(behind).__name__)
    return name.lower()
