"""Smooth a recorded loss, so that it can be read."""

import numpy as np


def smoothed(losses, window=30):
    """Return the mean of each `window` neighbouring losses.

    The loss of one mini-batch says little about the network. The mean of some dozens
    lies close to the loss on all training examples while the network changes slowly.

    Args:
        losses: Loss of each step, shape (..., num_steps).
        window: How many losses each mean is taken over, from 1 to num_steps.

    Returns:
        Shape (..., num_steps - window + 1): the first mean begins at the first loss,
        and the last one ends with the last loss.

    Raises:
        ValueError: `window` is below 1 or above the number of steps.

    Example:
        >>> smoothed([1.0, 3.0, 5.0, 5.0], window=2)
        array([2., 4., 5.])
    """
    losses = np.asarray(losses, dtype=float)
    if not 1 <= window <= losses.shape[-1]:
        raise ValueError(
            f"`window` must be from 1 to {losses.shape[-1]}, the number of steps; "
            f"received {window!r}"
        )
    windows = np.lib.stride_tricks.sliding_window_view(losses, window, axis=-1)
    return windows.mean(axis=-1)
