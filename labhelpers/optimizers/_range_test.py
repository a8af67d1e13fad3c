"""Read a learning-rate range test."""

import numpy as np


def steepest_rate(rates, losses, window):
    """Return the rate at which the loss of a range test falls most.

    At step t the mean of the `window` losses before t is compared with the mean of the
    `window` losses from t on. Only steps up to the lowest loss count: what falls later
    falls back from an explosion.

    Args:
        rates: Learning rate of every step, rising, shape (num_steps,).
        losses: Loss of every step, shape (num_steps,); infinite or NaN after overflow.
        window: Losses in each mean, at least 1.

    Returns:
        The rate at the step with the largest fall, a float.

    Raises:
        ValueError: No step up to the lowest loss has a full window on both sides.

    Source: Smith 2017 (the test, with a rate that rises linearly); Gugger 2018, fast.ai
    (growth by a factor, and the reading at the steepest fall).
    """
    losses = np.asarray(losses, dtype=float)
    losses = np.where(np.isfinite(losses), losses, np.inf)
    last = min(int(np.argmin(losses)), len(losses) - window)
    if last < window:
        raise ValueError(
            f"A window of {window} losses must fit on both sides of a step up to the "
            f"lowest loss, step {np.argmin(losses)}; received {len(losses)} losses"
        )
    steps = np.arange(window, last + 1)
    falls = [
        losses[t - window : t].mean() - losses[t : t + window].mean() for t in steps
    ]
    return float(np.asarray(rates)[steps[int(np.argmax(falls))]])
