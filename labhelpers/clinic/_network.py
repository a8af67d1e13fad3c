"""Build and train the network of a patient."""

from labhelpers import training
from labhelpers._quiet import keras
from labhelpers.training import seeds


def observed(settings, examples, seed):
    """Train a new network, and keep what `training.observe` keeps.

    The seed decides the weights and the order of the examples. Python's generator, from
    which Keras draws, is left as it was.
    """
    with seeds.drawing_from(seed):
        return training.observe(
            _build(settings, examples),
            examples.x_train,
            examples.y_train,
            validation_data=(examples.x_val, examples.y_val),
            batch_size=settings["batch_size"],
            epochs=settings["epochs"],
            shuffle=settings["shuffle"],
        )


def new(settings, examples, seed):
    """Return the network as `observed` trains it, with its first weights."""
    with seeds.drawing_from(seed):
        return _build(settings, examples)


def _build(settings, examples):
    """Return a compiled network."""
    layers = [keras.Input((examples.x_train.shape[1],))]
    for _ in range(settings["layers"]):
        layers += _hidden(settings)
    output = "softmax" if settings["output"] == "softmax" else None
    layers.append(keras.layers.Dense(examples.num_classes, output))
    # Keras sees a softmax right before its loss, and warns; not if a layer follows.
    layers.append(keras.layers.Reshape((examples.num_classes,)))
    model = keras.Sequential(layers)
    model.compile(
        optimizer=keras.optimizers.SGD(rate_of(settings, len(examples.x_train))),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


def _hidden(settings):
    """Return one hidden layer with what belongs to it."""
    start = keras.initializers.Constant(settings["bias"])
    units, activation = settings["units"], settings["activation"]
    layers = [keras.layers.Dense(units, activation, bias_initializer=start)]
    if settings["normalization"]:
        layers.append(keras.layers.BatchNormalization(momentum=0.9))
    if settings["dropout"]:
        layers.append(keras.layers.Dropout(settings["dropout"]))
    return layers


def rate_of(settings, num_examples):
    """Return the learning rate, or a schedule that divides it by ten.

    It does so after `decay_after` epochs, if there is such a number.
    """
    rate = settings["learning_rate"]
    if settings["decay_after"] is None:
        return rate
    steps_per_epoch = -(-num_examples // settings["batch_size"])
    boundary = round(settings["decay_after"] * steps_per_epoch)
    values = [rate, rate / 10]
    return keras.optimizers.schedules.PiecewiseConstantDecay([boundary], values)
