"""The reference network 64-64-64-10 in Keras, on which the benchmarks are taken."""

from labhelpers._quiet import keras


def reference_network(optimizer="adam"):
    """Return the dense network 64-64-64-10 on which the benchmarks are taken, compiled.

    Args:
        optimizer: a Keras optimizer or its name.

    Returns:
        Compiled `keras.Sequential` for the 64 pixels and 10 classes of the digits, with
        two hidden ReLU layers, cross-entropy loss and the metric "accuracy".
    """
    model = keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=optimizer,
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
