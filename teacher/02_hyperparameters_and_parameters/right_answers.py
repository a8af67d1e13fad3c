"""Right answers to the exercises of a lab, each written in several ways.

Loops, float32, lists, work in place, other libraries: all of them must pass.
"""

import itertools

import numpy as np


def count_loop(sizes):
    total = 0
    for place in range(1, len(sizes)):
        total += (sizes[place - 1] + 1) * sizes[place]
    return total


def count_float32_in_place(sizes):
    products = np.float32(sizes[1:])
    sizes += 1
    products *= sizes[:-1]
    return products.sum()


def count_pairs(sizes):
    return sum(n * m + m for n, m in itertools.pairwise(sizes.tolist()))


def count_keras(sizes):
    from tensorflow import keras

    layers = [keras.layers.Dense(int(size)) for size in sizes[1:]]
    return keras.Sequential([keras.Input((int(sizes[0]),)), *layers]).count_params()


def counts_plain(size, channels, kernel_size, filters):
    convolution = kernel_size**2 * channels * filters + filters
    return convolution, 10 * (size**2 * filters) + 10


def counts_loop(size, channels, kernel_size, filters):
    convolution = dense = 0
    for _ in range(filters):
        convolution += 1
        for _ in range(channels):
            convolution += kernel_size * kernel_size
    for _ in range(10):
        dense += size * size * filters + 1
    return [convolution, dense]


def counts_float32(size, channels, kernel_size, filters):
    numbers = (size, channels, kernel_size, filters)
    size, channels, kernel_size, filters = map(np.float32, numbers)
    convolution = (kernel_size**2 * channels + 1) * filters
    return np.array([convolution, (size**2 * filters + 1) * 10]).tolist()


def counts_keras(size, channels, kernel_size, filters):
    from tensorflow import keras

    model = keras.Sequential(
        [
            keras.Input((size, size, channels)),
            keras.layers.Conv2D(filters, kernel_size, padding="same"),
            keras.layers.Flatten(),
            keras.layers.Dense(10),
        ]
    )
    return model.layers[0].count_params(), model.layers[2].count_params()


CHOSEN = """learning rate, batch size, dropout rate, number of layers, kernel size,
activation function, optimizer, number of epochs, number of filters"""
LEARNED = """weights of a dense layer, bias of a unit, weights of a filter,
bias of a filter"""
BROUGHT = """training loss, gradient of the loss, mask drawn by dropout,
number of classes, pixel of an image, held-out accuracy, output of a hidden unit"""


def kinds_dict():
    kinds = {"hyperparameter": CHOSEN, "parameter": LEARNED, "neither": BROUGHT}
    return {
        " ".join(name.split()): kind
        for kind, names in kinds.items()
        for name in names.split(",")
    }


def kinds_capitals():
    return [(name.title(), f" {kind.upper()}") for name, kind in kinds_dict().items()]


def kinds_lists():
    return {
        "hyperparameter": CHOSEN.split(","),
        "parameter": LEARNED.split(","),
        "neither": tuple(BROUGHT.split(",")),
    }


def model_loop(num_layers, filters, kernel_size, activation, rate, learning_rate):
    from tensorflow import keras

    model = keras.Sequential()
    model.add(keras.Input((8, 8, 1)))
    for _ in range(num_layers):
        model.add(
            keras.layers.Conv2D(
                filters, kernel_size, padding="same", activation=activation
            )
        )
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dropout(rate))
    model.add(keras.layers.Dense(10, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


def model_functional(num_layers, filters, kernel_size, activation, rate, learning_rate):
    import keras
    from keras import layers

    inputs = x = keras.Input(shape=(8, 8, 1))
    for _ in range(num_layers):
        convolution = layers.Conv2D(filters, (kernel_size, kernel_size), padding="same")
        x = layers.Activation(activation)(convolution(x))
    x = layers.Dropout(rate)(layers.Reshape((-1,))(x))
    outputs = layers.Softmax()(layers.Dense(units=10)(x))
    model = keras.Model(inputs, outputs)
    model.compile(
        optimizer={"class_name": "Adam", "config": {"learning_rate": learning_rate}},
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy()],
    )
    return model


def model_comprehension(
    num_layers, filters, kernel_size, activation, rate, learning_rate
):
    from tensorflow.keras import Input, Sequential, layers, losses, optimizers

    options = {"padding": "same", "activation": activation}
    model = Sequential(
        [
            Input((8, 8, 1)),
            *[
                layers.Conv2D(filters, kernel_size, **options)
                for _ in range(num_layers)
            ],
            layers.Flatten(),
            layers.Dropout(rate),
            layers.Dense(10, "softmax"),
        ]
    )
    loss = losses.sparse_categorical_crossentropy
    model.compile(optimizers.Adam(learning_rate=learning_rate), loss, metrics=["acc"])
    return model


def model_subclassed(num_layers, filters, kernel_size, activation, rate, learning_rate):
    from tensorflow import keras

    options = {"padding": "same", "activation": activation}

    class Network(keras.Model):
        def __init__(self):
            super().__init__()
            self.convolutions = [
                keras.layers.Conv2D(filters, kernel_size, **options)
                for _ in range(num_layers)
            ]
            self.dropout = keras.layers.Dropout(rate)
            self.scores = keras.layers.Dense(10)

        def call(self, x, training=None):
            for convolution in self.convolutions:
                x = convolution(x)
            x = keras.ops.reshape(x, (keras.ops.shape(x)[0], -1))
            return keras.ops.softmax(self.scores(self.dropout(x, training=training)))

    network = Network()
    network(keras.ops.zeros((1, 8, 8, 1)))
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return network


RIGHT_ANSWERS = {
    "count": {
        "a loop": count_loop,
        "float32, in place": count_float32_in_place,
        "pairs": count_pairs,
        "asks Keras": count_keras,
    },
    "counts": {
        "plain": counts_plain,
        "a loop": counts_loop,
        "float32": counts_float32,
        "asks Keras": counts_keras,
    },
    "kinds": {
        "a dict": kinds_dict,
        "pairs, capitals": kinds_capitals,
        "a list per kind": kinds_lists,
    },
    "model": {
        "a loop": model_loop,
        "functional": model_functional,
        "subclassed": model_subclassed,
        "a comprehension": model_comprehension,
    },
}
