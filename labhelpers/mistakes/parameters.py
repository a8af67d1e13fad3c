"""Get parameters and hyperparameters wrong in the usual ways."""

import itertools
import math

LOSS = "sparse_categorical_crossentropy"
KINDS = {
    "learning rate": "hyperparameter",
    "weights of a dense layer": "parameter",
    "training loss": "neither",
    "batch size": "hyperparameter",
    "gradient of the loss": "neither",
    "bias of a unit": "parameter",
    "dropout rate": "hyperparameter",
    "mask drawn by dropout": "neither",
    "number of layers": "hyperparameter",
    "pixel of an image": "neither",
    "activation function": "hyperparameter",
    "number of classes": "neither",
    "optimizer": "hyperparameter",
    "held-out accuracy": "neither",
    "kernel size": "hyperparameter",
    "weights of a filter": "parameter",
    "number of epochs": "hyperparameter",
    "output of a hidden unit": "neither",
    "number of filters": "hyperparameter",
    "bias of a filter": "parameter",
}


def _convolution(channels, kernel_size, filters):
    return kernel_size**2 * channels * filters + filters


def _dense(size, channels):
    return size**2 * channels * 10 + 10


def _count(sizes):
    return sum(n * m + m for n, m in itertools.pairwise(sizes))


def count__no_biases(sizes):
    """Only weights are counted: each unit has one number more."""
    return sum(n * m for n, m in itertools.pairwise(sizes))


def count__biases_of_the_inputs(sizes):
    """The biases are counted by input: a bias belongs to a unit of the layer."""
    return sum(n * m + n for n, m in itertools.pairwise(sizes))


def count__one_bias_per_layer(sizes):
    """Each layer has a single bias here: look at how many a layer's units have."""
    return sum(n * m + 1 for n, m in itertools.pairwise(sizes))


def count__input_is_a_layer(sizes):
    """The input is counted like a layer: it brings data and has no biases."""
    return sizes[0] + _count(sizes)


def count__last_layer_forgotten(sizes):
    """One layer is missing at the end: the output layer has weights, too."""
    return _count(sizes[:-1])


def count__no_biases_in_the_output(sizes):
    """The biases of the last layer are missing: its units have them, too."""
    return _count(sizes) - sizes[-1]


def count__first_layer_only(sizes):
    """Only the first layer is counted: does the loop end after one round?"""
    return _count(sizes[:2])


def count__last_layer_only(sizes):
    """Only the last layer is counted: add up all layers."""
    return _count(sizes[-2:])


def count__three_sizes_only(sizes):
    """Only the first two sizes and the last count: go through all neighbours."""
    return _count([*sizes[:2], sizes[-1]])


def count__sizes_multiplied(sizes):
    """All sizes are multiplied: a weight joins two neighbouring layers only."""
    return math.prod(int(size) for size in sizes)


def counts__kernel_not_squared(size, channels, kernel_size, filters):
    """The convolution has too few weights: a kernel has rows and columns."""
    return kernel_size * channels * filters + filters, _dense(size, filters)


def counts__channels_forgotten(size, channels, kernel_size, filters):
    """The convolution ignores `channels`: a filter sees all of them at once."""
    return _convolution(1, kernel_size, filters), _dense(size, filters)


def counts__bias_per_channel(size, channels, kernel_size, filters):
    """There are too many biases: a filter has one, however many channels it sees."""
    return channels * _convolution(1, kernel_size, filters), _dense(size, filters)


def counts__no_biases(size, channels, kernel_size, filters):
    """The convolution lacks its biases: one per filter."""
    return kernel_size**2 * channels * filters, _dense(size, filters)


def counts__a_filter_per_place(size, channels, kernel_size, filters):
    """The size of the image counts in the convolution: its weights are shared."""
    convolution = _convolution(channels, kernel_size, filters)
    return convolution * size**2, _dense(size, filters)


def counts__no_biases_at_all(size, channels, kernel_size, filters):
    """Both layers lack their biases: one per filter and one per unit."""
    return kernel_size**2 * channels * filters, size**2 * filters * 10


def counts__dense_without_biases(size, channels, kernel_size, filters):
    """The dense layer lacks its biases: one for each of the ten units."""
    return _convolution(channels, kernel_size, filters), size**2 * filters * 10


def counts__filters_not_flattened(size, channels, kernel_size, filters):
    """The dense layer sees one channel here: every filter makes one."""
    return _convolution(channels, kernel_size, filters), _dense(size, 1)


def counts__channels_of_the_image_flattened(size, channels, kernel_size, filters):
    """The dense layer counts the channels of the image: how many does it receive?"""
    return _convolution(channels, kernel_size, filters), _dense(size, channels)


def counts__size_not_squared(size, channels, kernel_size, filters):
    """The dense layer has too few weights: an image has rows and columns."""
    return _convolution(channels, kernel_size, filters), size * filters * 10 + 10


def counts__one_unit(size, channels, kernel_size, filters):
    """The dense layer has one unit here: it has ten, each with weights of its own."""
    return _convolution(channels, kernel_size, filters), size**2 * filters + 1


def counts__image_shrinks(size, channels, kernel_size, filters):
    """The image shrinks in the convolution: with `padding="same"` it does not."""
    dense = _dense(size - kernel_size + 1, filters)
    return _convolution(channels, kernel_size, filters), dense


def counts__changed_places(size, channels, kernel_size, filters):
    """The two counts changed places: the convolution comes first."""
    return _dense(size, filters), _convolution(channels, kernel_size, filters)


def _except(**changed):
    """Return the right kinds but for some, named with underscores."""
    return {**KINDS, **{name.replace("_", " "): kind for name, kind in changed.items()}}


def kinds__all_settings_are_parameters():
    """All you can set are called parameters here: who gives a parameter its value?"""
    swapped = {"hyperparameter": "parameter"}
    return {name: swapped.get(kind, kind) for name, kind in KINDS.items()}


def kinds__changed_places():
    """Two of the kinds changed places: which of them does the gradient move?"""
    swapped = {"hyperparameter": "parameter", "parameter": "hyperparameter"}
    return {name: swapped.get(kind, kind) for name, kind in KINDS.items()}


def kinds__learning_rate_is_a_parameter():
    """`learning rate`: did `fit` change it, or only use it?"""
    return _except(learning_rate="parameter")


def kinds__gradient_is_a_parameter():
    """`gradient of the loss`: it changes parameters; does the model keep it itself?"""
    return _except(gradient_of_the_loss="parameter")


def kinds__classes_are_a_hyperparameter():
    """`number of classes`: could you choose another one for the digits?"""
    return _except(number_of_classes="hyperparameter")


def kinds__number_of_filters_is_a_parameter():
    """`number of filters`: does training change how many filters there are?"""
    return _except(number_of_filters="parameter")


def kinds__weights_of_a_filter_are_chosen():
    """`weights of a filter`: you choose how many; who finds their values?"""
    return _except(weights_of_a_filter="hyperparameter")


def kinds__mask_is_a_parameter():
    """`mask drawn by dropout`: every step has a new one; who draws it?"""
    return _except(mask_drawn_by_dropout="parameter")


def kinds__loss_is_a_parameter():
    """`training loss`: a model that is saved and loaded does not hold it."""
    return _except(training_loss="parameter")


def kinds__outputs_are_parameters():
    """`output of a hidden unit`: it is another number for every example."""
    return _except(output_of_a_hidden_unit="parameter")


def _network(*settings, optimizer="Adam", output=(10, "softmax"), others=()):
    """Return a convolutional network with these settings, in the exercise's order."""
    from tensorflow import keras

    num_layers, *layer, rate, learning_rate = settings
    model = keras.Sequential([keras.Input((8, 8, 1))])
    layers = [layer, *[others or layer] * num_layers][:num_layers]
    for filters, kernel_size, activation in layers:
        options = {"padding": "same", "activation": activation}
        model.add(keras.layers.Conv2D(filters, kernel_size, **options))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dropout(rate))
    model.add(keras.layers.Dense(output[0], activation=output[1]))
    if optimizer == "Adam":
        optimizer = keras.optimizers.Adam(learning_rate)
    if optimizer is not None:
        model.compile(optimizer, LOSS, metrics=["accuracy"])
    return model


def model__layers_fixed(*settings):
    """The number of convolutions stays 2: `num_layers` has no effect yet."""
    return _network(2, *settings[1:])


def model__only_the_first_layer_changed(*settings):
    """Only the first convolution follows the arguments: all of them share these."""
    return _network(*settings, others=(8, 3, "relu"))


def model__filters_fixed(*settings):
    """The convolutions keep 8 filters: `filters` has no effect yet."""
    return _network(settings[0], 8, *settings[2:])


def model__kernel_size_fixed(*settings):
    """The kernels keep size 3: `kernel_size` has no effect yet."""
    return _network(*settings[:2], 3, *settings[3:])


def model__activation_fixed(*settings):
    """The convolutions keep relu: `activation` has no effect yet."""
    return _network(*settings[:3], "relu", *settings[4:])


def model__activation_of_the_output(*settings):
    """The output layer lost its softmax: its activation is not one of your choices."""
    return _network(*settings, output=(10, settings[3]))


def model__filters_of_the_output(*settings):
    """The output layer has `filters` units: there are still ten classes."""
    return _network(*settings, output=(settings[1], "softmax"))


def model__rate_fixed(*settings):
    """Dropout keeps its 0.2: `rate` has no effect yet."""
    return _network(*settings[:4], 0.2, settings[5])


def model__rate_is_the_fraction_kept(*settings):
    """Dropout gets the fraction kept: Keras asks for the fraction dropped."""
    return _network(*settings[:4], 1 - settings[4], settings[5])


def model__learning_rate_of_keras(*settings):
    """The optimizer has its default learning rate: the name "adam" carries none."""
    return _network(*settings, optimizer="adam")


def model__not_compiled(*settings):
    """The model is not compiled: without `compile` there is no optimizer in it."""
    return _network(*settings, optimizer=None)
