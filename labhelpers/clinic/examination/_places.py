"""Ask whether the loss of a mini-batch follows its place in the epoch."""

import numpy as np

FEWEST = 5  # places in an epoch; with fewer, one odd mini-batch would explain the loss
REPEATS = 2  # epochs that are compared; in one alone every loss follows its place


def explained(loss, epochs):
    """Return the fraction of the loss's variance that its place in the epoch explains.

    The first half of the epochs is left out, and a trend over epochs is taken off. With
    two epochs or fewer nothing can repeat itself, and the answer is 0; so it is if the
    loss does not vary or is no number.

    Args:
        loss: Loss of each mini-batch, shape (num_steps,).
        epochs: Number of epochs.
    """
    by_epoch = np.asarray(loss, dtype=float).reshape(epochs, -1)[epochs // 2 :]
    by_epoch = by_epoch - by_epoch.mean(axis=1, keepdims=True)
    if by_epoch.shape[1] < FEWEST or len(by_epoch) < REPEATS:
        return 0.0
    with np.errstate(all="ignore"):
        ratio = by_epoch.mean(axis=0).var() / by_epoch.var()
    return float(ratio) if np.isfinite(ratio) else 0.0
