"""Solutions of lab 02: after each `# %% grade_id`, the code that solves it."""
# ruff: noqa: F821


# %% 02-count
def my_count(sizes):
    """Return the number of parameters of a dense network."""
    total = 0
    for inputs, units in zip(sizes[:-1], sizes[1:], strict=True):  # noqa: RUF007
        total += inputs * units + units
    return total


# %% 02-counts
def my_counts(size, channels, kernel_size, filters):
    """Return the parameters of the convolution and of the dense layer."""
    convolution = kernel_size * kernel_size * channels * filters + filters
    return convolution, size * size * filters * 10 + 10


# %% 02-kinds
def my_kinds():
    """Return a dict from each of the three kinds to the list of its quantities."""
    chosen = [
        "learning rate",
        "batch size",
        "dropout rate",
        "number of layers",
        "activation function",
        "optimizer",
        "kernel size",
        "number of epochs",
        "number of filters",
    ]
    learned = [
        "weights of a dense layer",
        "bias of a unit",
        "weights of a filter",
        "bias of a filter",
    ]
    neither = [
        "training loss",
        "gradient of the loss",
        "number of classes",
        "mask drawn by dropout",
        "pixel of an image",
        "held-out accuracy",
        "output of a hidden unit",
    ]
    return {"hyperparameter": chosen, "parameter": learned, "neither": neither}


# %% 02-model
def my_model(num_layers, filters, kernel_size, activation, rate, learning_rate):
    """Return `fixed_model` with these six choices, compiled."""
    network = keras.Sequential([keras.Input((8, 8, 1))])
    for _ in range(num_layers):
        network.add(
            keras.layers.Conv2D(
                filters, kernel_size, padding="same", activation=activation
            )
        )
    network.add(keras.layers.Flatten())
    network.add(keras.layers.Dropout(rate))
    network.add(keras.layers.Dense(10, activation="softmax"))
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return network
