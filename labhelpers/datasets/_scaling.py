"""Give every feature the same scale."""

import numpy as np


def standardize(x_train, *others):
    """Shift and scale every feature to mean 0 and variance 1 on the training part.

    The same shift and scale, learned on the training part alone, is applied to the
    other parts: what validation and test look like must not reach the model. So their
    means and variances come out near 0 and 1, not at them.

    Args:
        x_train: training inputs, shape (num_train, ...), finite; axis 0 counts the
            examples. Targets of a regression, shape (num_train,), will do too.
        *others: further parts with the same features, shape (any number, ...).

    Returns:
        A tuple of new arrays, `x_train` first; a tuple also when there are no others.
        float32 stays float32; lists and float64 become float64. A feature that is
        constant in `x_train` is shifted to 0 there and not scaled.

    Raises:
        ValueError: if there is no training example, a value is not finite, or a part
            has other features than `x_train`.

    Example:
        >>> x_train, x_val = standardize([[1.0, 5.0], [3.0, 5.0]], [[5.0, 6.0]])
        >>> x_train.tolist(), x_val.tolist()
        ([[-1.0, 0.0], [1.0, 0.0]], [[3.0, 1.0]])

    Source:
        `sklearn.preprocessing.StandardScaler`; the variance is divided by n.
    """
    parts = [np.asarray(part) for part in (x_train, *others)]
    for position, part in enumerate(parts):
        _require_standardizable(part, parts[0], position)
    mean = parts[0].mean(axis=0, dtype=float)
    scale = parts[0].std(axis=0, dtype=float)
    is_constant = parts[0].min(axis=0) == parts[0].max(axis=0)
    mean = np.where(is_constant, parts[0][0], mean)
    scale = np.where(is_constant, 1.0, scale)
    return tuple(
        ((part - mean) / scale).astype(np.result_type(part, np.float32))
        for part in parts
    )


def _require_standardizable(part, x_train, position):
    """Raise an error that names the argument and what is wrong with it."""
    name = "x_train" if position == 0 else f"part {position} after x_train"
    if x_train.ndim == 0 or len(x_train) == 0:
        raise ValueError(
            f"x_train needs at least one example. Received: shape {x_train.shape}"
        )
    if part.shape[1:] != x_train.shape[1:] or part.ndim != x_train.ndim:
        needed = ", ".join(["any number", *map(str, x_train.shape[1:])])
        raise ValueError(
            f"{name} needs the features of x_train, shape ({needed}). "
            f"Received: shape {part.shape}"
        )
    if part.dtype.kind not in "biuf":
        raise ValueError(f"{name} needs numbers. Received: type {part.dtype}")
    if not np.isfinite(part).all():
        raise ValueError(
            f"{name} needs finite numbers. Received: "
            f"{np.sum(~np.isfinite(part))} that are NaN or infinite"
        )
