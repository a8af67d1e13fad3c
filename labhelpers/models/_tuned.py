"""The network that lab 15 tunes: for the stored surface and for workers elsewhere."""

from labhelpers._quiet import keras

MOMENTUM = 0.9


def tuned_network(learning_rate, dropout):
    """Return the compiled network 64-64-10 for the digits that lab 15 builds.

    Args:
        learning_rate: Of SGD with momentum 0.9.
        dropout: Fraction of the hidden units that is dropped, from 0 to below 1.
    """
    model = keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(dropout),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate, momentum=MOMENTUM),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model
