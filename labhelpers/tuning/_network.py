"""The network that lab 15 tunes: for the stored surface and for workers elsewhere."""

from labhelpers._quiet import keras


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
        optimizer=keras.optimizers.SGD(learning_rate, momentum=0.9),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


def digits_network(hp):
    """Build that network, ready to train, with the values that `hp` gives.

    It stands here so that a search in other processes, or on other machines, can import
    it.

    Args:
        hp: KerasTuner's `HyperParameters`. It is asked for `learning_rate`, 0.001 to 1
            on a log scale, `dropout`, 0 to 0.6, and `batch_size`, 16 to 128; the last
            is not used here, but by the training.
    """
    hp.Choice("batch_size", [16, 32, 64, 128])
    dropout = hp.Float("dropout", 0.0, 0.6)
    learning_rate = hp.Float("learning_rate", 1e-3, 1.0, sampling="log")
    return tuned_network(learning_rate, dropout)
