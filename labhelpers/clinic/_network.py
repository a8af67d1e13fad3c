"""Build the network of a patient; networks of one kind are compiled once."""

import contextlib
import dataclasses
import functools
import random

from labhelpers import training
from labhelpers._quiet import keras

KEPT = 24  # kinds of networks that stay compiled


@dataclasses.dataclass(frozen=True)
class Kind:
    """Say all that is compiled into the training of a network.

    What it starts from (weights, learning rate) and the data are not.
    """

    num_features: int
    num_classes: int
    layers: int
    units: int
    activation: str
    output: str
    normalization: bool
    dropout: float
    rates: tuple  # of a schedule: boundary in steps, rate before, rate after

    @classmethod
    def of(cls, settings, examples):
        """Return the kind of network that these settings ask for."""
        shared = [field.name for field in dataclasses.fields(cls)]
        return cls(
            num_features=examples.x_train.shape[1],
            num_classes=examples.num_classes,
            rates=_rates(settings, len(examples.x_train)),
            **{name: settings[name] for name in shared if name in settings},
        )


def observed(settings, examples, seed):
    """Train a new network, and keep what `training.observe` keeps.

    Compiling takes longer than training, so a network that is compiled already, of the
    same kind, takes over the weights, trains, and gives them back.

    Args:
        settings: All arguments of the training.
        examples: The `Examples`.
        seed: An int; decides the weights and the order of the examples. Python's
            generator, from which Keras draws, is left as it was.

    Returns:
        A `training.Observation`.
    """
    kind = Kind.of(settings, examples)
    twin = _compiled(kind)
    with _drawing_from(seed):
        model = _build(kind, settings["learning_rate"], settings["bias"])
        _hand_over(model, twin)
        observation = training.observe(
            twin,
            examples.x_train,
            examples.y_train,
            validation_data=(examples.x_val, examples.y_val),
            batch_size=settings["batch_size"],
            epochs=settings["epochs"],
            shuffle=settings["shuffle"],
        )
    _hand_over(twin, model)
    return dataclasses.replace(observation, model=model)


@functools.lru_cache(KEPT)
def _compiled(kind):
    """Return a network of this kind, which keeps what is compiled for it."""
    with _drawing_from(0):
        return _build(kind, learning_rate=0.0, bias=0.0)


@contextlib.contextmanager
def _drawing_from(seed):
    """Let Python's generator start from a seed, and put it back afterwards."""
    before = random.getstate()
    random.seed(seed)
    try:
        yield
    finally:
        random.setstate(before)


def _hand_over(giver, taker):
    """Give a network the variables of another one: weights, statistics, step, rate."""
    for one, other in zip(_variables(giver), _variables(taker), strict=True):
        other.assign(one)


def _variables(model):
    own = [variable for layer in model.layers for variable in layer.variables]
    model.optimizer.build(model.trainable_variables)
    return [*own, *model.optimizer.variables]


def _build(kind, learning_rate, bias):
    """Return a compiled network."""
    layers = [keras.Input((kind.num_features,))]
    for _ in range(kind.layers):
        layers += _hidden(kind, bias)
    output = "softmax" if kind.output == "softmax" else None
    layers.append(keras.layers.Dense(kind.num_classes, output))
    # Keras sees a softmax right before its loss, and warns; not if a layer follows.
    layers.append(keras.layers.Reshape((kind.num_classes,)))
    model = keras.Sequential(layers)
    rate = learning_rate
    if kind.rates:
        boundary, *values = kind.rates
        rate = keras.optimizers.schedules.PiecewiseConstantDecay([boundary], values)
    model.compile(
        optimizer=keras.optimizers.SGD(rate),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


def _hidden(kind, bias):
    """Return one hidden layer with what belongs to it."""
    start = keras.initializers.Constant(bias)
    layers = [keras.layers.Dense(kind.units, kind.activation, bias_initializer=start)]
    if kind.normalization:
        layers.append(keras.layers.BatchNormalization(momentum=0.9))
    if kind.dropout:
        layers.append(keras.layers.Dropout(kind.dropout))
    return layers


def _rates(settings, num_examples):
    """Return boundary and rates of the schedule; nothing if there is none.

    The rate is divided by ten after `decay_after` epochs.
    """
    if settings["decay_after"] is None:
        return ()
    steps_per_epoch = -(-num_examples // settings["batch_size"])
    rate = settings["learning_rate"]
    return round(settings["decay_after"] * steps_per_epoch), rate, rate / 10
