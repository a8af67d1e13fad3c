"""The space that lab 15 searches, as KerasTuner wants it: a function of `hp`."""

from labhelpers.models import tuned_network


def digits_network(hp):
    """Build a network for the digits, ready to train, with the values that `hp` gives.

    It stands here so that a search in other processes, or on other machines, can import
    it: `python -m labhelpers.tuning search` searches this space unless told otherwise.

    Args:
        hp: KerasTuner's `HyperParameters`. It is asked for `learning_rate`, 0.001 to 1
            on a log scale, `dropout`, 0 to 0.6, and `batch_size`, 16 to 128; the last
            is not used here, but by the training.

    Returns:
        A compiled model: 64 inputs, 64 rectified units, 10 logits.
    """
    hp.Choice("batch_size", [16, 32, 64, 128])
    dropout = hp.Float("dropout", 0.0, 0.6)
    learning_rate = hp.Float("learning_rate", 1e-3, 1.0, sampling="log")
    return tuned_network(learning_rate, dropout)
