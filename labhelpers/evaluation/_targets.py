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
    """Return what a score was where the loss first reached each target.

    A run that trains faster would overfit sooner, too. At equal training loss that
    difference is taken out. Between two epochs both follow a straight line: after the
    first epoch below a target a fast run is already far below it.

    Args:
        losses: Loss after each epoch, shape (seeds, epochs); NaN where not measured.
        scores: The score after each epoch, shape (seeds, epochs).
        targets: Losses, shape (targets,).

    Returns:
        Shape (seeds, targets); NaN where a run never reaches the target, or is below it
        from the first epoch on.

    Example:
        >>> scores_at_losses([[2.0, 1.0, 0.5]], [[0.5, 0.8, 0.7]], [1.5, 0.1])
        array([[0.65,  nan]])
    """
    losses, scores = (np.asarray(each, dtype=float) for each in (losses, scores))
    found = np.full((len(scores), len(targets)), np.nan)
    for seed, (loss, score) in enumerate(zip(losses, scores, strict=True)):
        loss, score = loss[np.isfinite(loss)], score[np.isfinite(loss)]
        for column, target in enumerate(targets):
            epochs = first_epoch_below(loss, target)
            if 1 < epochs < np.inf:
                pair = [int(epochs) - 1, int(epochs) - 2]  # below it, and not yet
                found[seed, column] = np.interp(target, loss[pair], score[pair])
    return found
