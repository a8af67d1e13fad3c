"""Compare runs where they have reached the same loss, and not after the same epoch."""

import numpy as np


def first_epoch_below(losses, target):
    """Return after how many epochs a loss is first below a target.

    Args:
        losses: Shape (..., epochs).
        target: The loss to reach.

    Returns:
        Shape (...): 1 for the first epoch, infinity where the target is never reached.
    """
    below = np.asarray(losses) < target
    return np.where(below.any(axis=-1), below.argmax(axis=-1) + 1.0, np.inf)


def scores_at_losses(losses, scores, targets):
    """Return what a score was when the loss first fell below each target.

    A run that trains faster would overfit sooner, too. At equal training loss that
    difference is taken out.

    Args:
        losses: Loss after each epoch, shape (seeds, epochs).
        scores: The score after each epoch, shape (seeds, epochs).
        targets: Losses, shape (targets,).

    Returns:
        Shape (seeds, targets); NaN where a run never reaches the target.

    Example:
        >>> scores_at_losses([[2.0, 0.9, 0.4]], [[0.5, 0.8, 0.7]], [1.0, 0.1])
        array([[0.8, nan]])
    """
    scores = np.asarray(scores, dtype=float)
    found = np.full((len(scores), len(targets)), np.nan)
    for column, target in enumerate(targets):
        epochs = first_epoch_below(losses, target)
        for seed in np.flatnonzero(np.isfinite(epochs)):
            found[seed, column] = scores[seed, int(epochs[seed]) - 1]
    return found
