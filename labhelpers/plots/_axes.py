"""What a call says about an axis: its name, its values, and its scale."""

import numpy as np

POWERS_OF_TEN = 2  # from this many on, a quantity is drawn on a logarithmic axis


def name_and_values(axis):
    """Return the name and the values of an axis, None if it has no values of its own.

    Args:
        axis: A name; or a pair of a name and values; or None.

    Raises:
        TypeError: It is something else.
    """
    if axis is None or isinstance(axis, str):
        return axis or "", None
    if isinstance(axis, tuple) and len(axis) == 2 and isinstance(axis[0], str):
        return axis
    raise TypeError(
        "An axis needs a name, or a pair of a name and values, such as "
        f'("learning rate", rates); received {axis!r:.60}'
    )


def y_is_logarithmic(values):
    """Return whether values along y, any shape, span several powers of ten."""
    return _span(values) >= POWERS_OF_TEN


def x_is_logarithmic(values):
    """Return whether values along x are spaced by ratios rather than by differences."""
    values = np.unique(np.asarray(values, dtype=float))
    if len(values) < 3 or _span(values) < 1:
        return False
    steps, ratios = np.diff(values), np.diff(np.log(values))
    return np.std(ratios) / np.mean(ratios) < np.std(steps) / np.mean(steps)


def _span(values):
    """Return how many powers of ten positive values span; 0 if one is not positive."""
    values = np.asarray(values, dtype=float)
    finite = values[np.isfinite(values)]
    if not finite.size or finite.min() <= 0:
        return 0.0
    return float(np.log10(finite.max() / finite.min()))
