"""Train one patient: every disease is one argument of this training."""

from dataclasses import dataclass

import numpy as np

from labhelpers import training
from labhelpers._quiet import keras
from labhelpers.clinic._data import Examples


@dataclass(frozen=True, eq=False)
class Run:
    """Hold one training of a patient.

    Attributes:
        observation: What `training.observe` kept.
        accuracy: Accuracy on the "training" and the "held out" part and "in use"
            after the training; in use is what the model does with new examples where
            it is used.
        loss: The loss on the same parts.
        settings: All arguments of the training.
        image_shape: Rows and columns of an example, or None.
    """

    observation: training.Observation
    accuracy: dict
    loss: dict
    settings: dict
    image_shape: tuple | None


def train(patient, *, seed=0, **changes):
    """Train a patient, as it came or with arguments changed.

    Args:
        patient: A `Patient`.
        seed: An int; decides the split, the labels that are spoilt and the weights.
        **changes: Arguments of `settings` that get another value, for example
            `learning_rate=0.1`.

    Returns:
        A `Run`.

    Raises:
        TypeError: There is no such argument.
    """
    settings = {**patient.settings, **changes}
    unknown = sorted(set(changes) - set(patient.settings))
    if unknown:
        raise TypeError(
            f"The training has the arguments {sorted(patient.settings)}; "
            f"received {', '.join(unknown)}"
        )
    generator = np.random.default_rng([seed, 16])
    examples = _examples(settings, generator)
    keras.utils.set_random_seed(int(generator.integers(2**31)))
    model = _model(settings, examples)
    observation = training.observe(
        model,
        examples.x_train,
        examples.y_train,
        validation_data=(examples.x_val, examples.y_val),
        batch_size=settings["batch_size"],
        epochs=settings["epochs"],
        shuffle=settings["shuffle"],
    )
    scores = {
        "training": (model(examples.x_train), examples.y_train),
        "held out": (model(examples.x_val), examples.y_val),
        "in use": (_scores_in_use(model, examples, settings), examples.y_use),
    }
    return Run(
        observation=observation,
        accuracy={name: _accuracy(*each) for name, each in scores.items()},
        loss={name: float(model.loss(y, s)) for name, (s, y) in scores.items()},
        settings=settings,
        image_shape=examples.image_shape,
    )


def _examples(settings, generator):
    """Return the examples of a run, spoilt as its settings say."""
    examples = Examples(
        settings["data"], settings["num_examples"], settings["flipped"], generator
    )
    if settings["scaled"]:
        examples.standardize()
    if settings["labels"] == "shuffled":
        examples.shuffle_labels(generator)
    if settings["leak"]:
        examples.leak()
    if not settings["shuffle"]:
        examples.sort()
    return examples


def _model(settings, examples):
    """Return the compiled network of a run."""
    layers = [keras.Input(examples.x_train.shape[1:])]
    for _ in range(settings["layers"]):
        layers += _hidden(settings)
    output = "softmax" if settings["output"] == "softmax" else None
    layers.append(keras.layers.Dense(examples.num_classes, output))
    # Keras sees a softmax right before its loss, and warns; not if a layer follows.
    layers.append(keras.layers.Reshape((examples.num_classes,)))
    model = keras.Sequential(layers)
    steps_per_epoch = -(-len(examples.x_train) // settings["batch_size"])
    model.compile(
        optimizer=keras.optimizers.SGD(_schedule(settings, steps_per_epoch)),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


def _hidden(settings):
    """Return one hidden layer with what belongs to it."""
    dense = keras.layers.Dense(
        settings["units"],
        activation=settings["activation"],
        bias_initializer=keras.initializers.Constant(settings["bias"]),
    )
    normalization = [keras.layers.BatchNormalization(momentum=0.9)]
    dropout = [keras.layers.Dropout(settings["dropout"])]
    return [
        dense,
        *normalization * settings["normalization"],
        *dropout * bool(settings["dropout"]),
    ]


def _schedule(settings, steps_per_epoch):
    """Return the learning rate, divided by ten after `decay_after` epochs."""
    rate = settings["learning_rate"]
    if settings["decay_after"] is None:
        return rate
    return keras.optimizers.schedules.PiecewiseConstantDecay(
        [round(settings["decay_after"] * steps_per_epoch)], [rate, rate / 10]
    )


def _accuracy(scores, y):
    return float(np.mean(np.argmax(scores, axis=1) == y))


def _scores_in_use(model, examples, settings):
    """Return the scores of new examples, which arrive two at a time."""
    if settings["mode_in_use"] == "inference":
        return model(examples.x_use, training=False)
    pairs = np.array_split(examples.x_use, -(-len(examples.x_use) // 2))
    return np.concatenate([model(pair, training=True) for pair in pairs])
