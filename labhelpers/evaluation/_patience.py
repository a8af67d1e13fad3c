"""Stop training when a recorded metric no longer improves."""

import numpy as np


def stopping_epochs(
    curve,
    patience=0,
    *,
    min_delta=0.0,
    mode="min",
    restore_best_weights=False,
):
    """Return where early stopping ends a training, and whose weights it keeps.

    The rule needs nothing but the curve, so it can be tried after the fact: train once,
    record the curve, and ask what any patience would have done. The arguments are
    some of `keras.callbacks.EarlyStopping`, with its defaults and its corner cases:
    patience 0 acts like patience 1, NaN is never an improvement, and an improvement
    must exceed `min_delta`, compared in single precision.

    Args:
        curve: The metric after each epoch, shape (epochs,), at least one epoch.
        patience: Number of epochs without improvement after which training stops.
        min_delta: How much better than the best so far a value must be to count; its
            sign is ignored.
        mode: "min" if lower is better, as for a loss; "max" as for an accuracy.
        restore_best_weights: Whether the weights of the best epoch are kept, also if
            training is never stopped, or those of the last one.

    Returns:
        Two ints, counted from 0 as Keras counts: the last epoch trained and the epoch
        whose weights are kept.

    Raises:
        ValueError: The curve is not one row of values, or `mode` is another word.

    Example:
        >>> stopping_epochs([5, 3, 4, 4, 2], patience=2, restore_best_weights=True)
        (3, 1)

    Source:
        I. Goodfellow, Y. Bengio, A. Courville (2016), Deep learning, algorithm 7.1, in
        the form of the callback of Keras 3.15.
    """
    curve = np.asarray(curve, dtype=float)
    if curve.ndim != 1 or not curve.size:
        raise ValueError(
            "stopping_epochs needs a curve of shape (epochs,) with at least one epoch; "
            f"received shape {curve.shape}"
        )
    if mode not in ("min", "max"):
        raise ValueError(f"mode must be 'min' or 'max'; received {mode!r}")
    sign = 1 if mode == "min" else -1

    def improves(value, reference):
        needed = np.float32(sign * value + abs(min_delta))
        return bool(needed < np.float32(sign * reference))

    best = kept = None
    wait, last = 0, len(curve) - 1
    for epoch, value in enumerate(curve):
        wait += 1
        if best is None or improves(value, best):
            best, kept, wait = value, epoch, 0
        elif wait >= patience and epoch > 0:
            last = epoch
            break
    return last, kept if restore_best_weights else last
