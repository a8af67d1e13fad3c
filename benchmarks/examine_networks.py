"""Draw healthy networks for the examination's benchmark, and build them."""

import dataclasses

import examine_data
import numpy as np

from labhelpers._quiet import keras

RATES = {  # a usual learning rate of each optimizer here
    "SGD": 0.1,
    "momentum": 0.03,
    "Adam": 0.005,
    "nesterov": 0.03,
    "RMSprop": 0.003,
    "AdamW": 0.005,
    "Nadam": 0.005,
}
HALVES = {
    "tuning": {
        "data": examine_data.TUNING,
        "optimizers": ("SGD", "momentum", "Adam"),
        "activations": ("relu", "tanh"),
        "layers": (1, 2, 3),
        "batches": (16, 32),
        "styles": ("sequential", "functional"),
        "one_hot": False,
        "scores": (True, False),
    },
    "held back": {
        "data": examine_data.HELD_BACK,
        "optimizers": ("Adam", "nesterov", "RMSprop", "AdamW", "Nadam"),
        "activations": ("relu", "elu", "gelu", "leaky_relu"),
        "layers": (2, 3, 4),
        "batches": (10, 20, 40),
        "styles": ("sequential", "subclassed"),
        "one_hot": True,
        "scores": (True, False),
    },
}


@dataclasses.dataclass
class Case:
    """Hold one network with its data, before and after a disease has changed it."""

    half: str
    x: np.ndarray
    y: np.ndarray
    x_val: np.ndarray
    y_val: np.ndarray
    task: str
    classes: int
    optimizer: str
    rate: float
    activation: str
    layers: int
    units: int
    style: str
    batch_size: int
    epochs: int = 30
    shuffle: bool = True
    scores: bool = True
    one_hot: bool = False
    loss: object = None
    output: object = "usual"
    outputs: int | None = None
    initializer: object = None
    bias: float = 0.0
    norm: bool = False
    dropout: float = 0.0
    penalty: float = 0.0
    mode: object = None
    frozen: bool = False
    extra: bool = False
    schedule: object = None
    metrics: object = None
    seed: int = 0
    truth: tuple = ()


def healthy(half, generator, kind=None):
    """Draw a healthy network of a half of the benchmark.

    Args:
        half: "tuning" or "held back".
        generator: Decides everything.
        kind: "classes" or "values"; both are drawn if not given.
    """
    about = HALVES[half]
    while True:
        draw = about["data"][generator.integers(len(about["data"]))]
        x, y, task, classes = draw(generator)
        if kind in (None, task):
            break
    x = x.astype("float32")
    y = y.astype("float32" if task == "values" else "int64")
    num = min(examine_data.NUM_TRAIN, len(x) * 2 // 3)

    def pick(name):
        return about[name][generator.integers(len(about[name]))]

    optimizer = pick("optimizers")
    noisy = draw is examine_data.diabetes  # more than half of it is noise
    norm = bool(generator.random() < 0.2)
    return Case(
        half,
        *(x[:num], y[:num], x[num:], y[num:]),
        task=task,
        classes=classes,
        optimizer=optimizer,
        rate=RATES[optimizer],
        activation=pick("activations"),
        layers=pick("layers"),
        units=int(generator.integers(16, 48)),
        style="sequential" if norm else pick("styles"),
        batch_size=pick("batches"),
        scores=bool(pick("scores")),
        one_hot=about["one_hot"] and classes > 2 and bool(generator.random() < 0.6),
        norm=norm,
        dropout=0.1 if generator.random() < 0.2 else 0.0,
        epochs=8 if noisy else 30,
        penalty=0.02 if noisy else 0.0,
        seed=int(generator.integers(2**31)),
    )


def build(case):
    """Return the compiled model of a case, and its training and validation arrays."""
    keras.utils.set_random_seed(case.seed)
    layers, ending = _layers(case)
    model = _assembled(case, layers, ending)
    if case.frozen:
        for layer in model.layers[:-1]:
            layer.trainable = False
    model.compile(_optimizer(case), _loss(case), metrics=_metrics(case))
    if case.style == "subclassed":
        model(case.x[:1])
    y, y_val = (_labels(case, each) for each in (case.y, case.y_val))
    return model, (case.x, y), (case.x_val, y_val)


class Stack(keras.Model):
    """A subclassed model that applies its layers in turn."""

    def __init__(self, parts, mode=None):
        super().__init__()
        self.parts, self.mode = parts, mode

    def call(self, x, training=False):
        mode = training if self.mode is None else self.mode
        for part in self.parts:
            x = part(x, training=mode) if _has_modes(part) else part(x)
        return x


def _has_modes(layer):
    return isinstance(layer, keras.layers.Dropout | keras.layers.BatchNormalization)


def _layers(case):
    """Return the hidden layers and the last ones."""
    hidden, dense = [], keras.layers.Dense
    penalty = keras.regularizers.L2(case.penalty) if case.penalty else None
    start = case.initializer or "glorot_uniform"
    for _ in range(case.layers):
        hidden.append(
            dense(
                case.units,
                case.activation,
                kernel_initializer=start() if callable(start) else start,
                bias_initializer=keras.initializers.Constant(case.bias),
                kernel_regularizer=penalty,
            )
        )
        if case.norm:
            hidden.append(keras.layers.BatchNormalization(momentum=0.9))
        if case.dropout:
            hidden.append(keras.layers.Dropout(case.dropout))
    units, activation = _output(case)
    ending = [dense(units, activation)]
    if case.extra:
        ending.append(keras.layers.Reshape((units,)))
    return hidden, ending


def _output(case):
    """Return the units and the activation of the last layer."""
    many = case.classes > 2
    units = case.outputs or (case.classes if many else 1)
    if case.output != "usual":
        return units, case.output
    if case.task == "values" or case.scores:
        return units, None
    return units, "softmax" if many else "sigmoid"


def _assembled(case, hidden, ending):
    """Return the model, not compiled."""
    if case.style == "subclassed":
        return Stack([*hidden, *ending], case.mode)
    if case.style == "sequential":
        return keras.Sequential([keras.Input(case.x.shape[1:]), *hidden, *ending])
    inputs = out = keras.Input(case.x.shape[1:])
    for layer in [*hidden, *ending]:
        out = layer(out)
    return keras.Model(inputs, out)


def _optimizer(case):
    rate = case.schedule(case) if case.schedule else case.rate
    made = {
        "momentum": lambda: keras.optimizers.SGD(rate, momentum=0.9),
        "nesterov": lambda: keras.optimizers.SGD(rate, momentum=0.9, nesterov=True),
    }.get(case.optimizer, lambda: getattr(keras.optimizers, case.optimizer)(rate))
    return made()


def _loss(case):
    if case.loss is not None:
        return case.loss
    if case.task == "values":
        return "mse" if case.half == "tuning" else keras.losses.Huber()
    losses = keras.losses
    if case.classes == 2:
        return losses.BinaryCrossentropy(from_logits=case.scores)
    if case.one_hot:
        return losses.CategoricalCrossentropy(from_logits=case.scores)
    return losses.SparseCategoricalCrossentropy(from_logits=case.scores)


def _metrics(case):
    if case.metrics is not None:
        return case.metrics
    if case.task == "values":
        return ["mae"]
    if case.classes == 2:
        return [keras.metrics.BinaryAccuracy(threshold=0.0 if case.scores else 0.5)]
    return ["accuracy"]


def _labels(case, y):
    if case.one_hot:
        return keras.utils.to_categorical(y, case.classes)
    return y
