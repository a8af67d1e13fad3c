"""What a call says about an axis: its name, its values, and its scale."""

import numpy as np

POWERS_OF_TEN = 2  # from this many on, a quantity is drawn on a logarithmic axis


def name_and_values(axis, old_label=""):
    """Return the name and the values of an axis, None if it has no values of its own.

    Args:
        axis: A name; or a pair of a name and values; or None. In calls of the first
            edition values alone, with the name apart.
        old_label: The name in a call of the first edition (`x_label`, `y_label`). To be
            removed with the last page of the first edition, together with them.
    """
    if axis is None or isinstance(axis, str):
        return axis or old_label, None
    if isinstance(axis, tuple) and len(axis) == 2 and isinstance(axis[0], str):
        return axis
    return old_label, axis


def is_first_edition(x, x_label, y_label):
    """Return whether a call has the form of the first edition: no scale is chosen."""
    return bool(x_label or y_label) or not (x is None or isinstance(x, str | tuple))


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
