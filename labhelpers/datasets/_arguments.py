"""Check arguments: seeds and numbers."""

import math
from numbers import Real

import numpy as np


def generator_from(seed):
    """Return a NumPy random generator; never the global one.

    A missing seed would make a page say something else on every run, so there is none.

    Args:
        seed: an integer of at least 0, a `numpy.random.SeedSequence`, or a
            `numpy.random.Generator`, which is used, and advanced, as it is.

    Returns:
        A `numpy.random.Generator`.

    Raises:
        TypeError: for None and everything else.
        ValueError: for a negative integer.

    Example:
        >>> bool(generator_from(7).integers(99) == generator_from(7).integers(99))
        True
    """
    if isinstance(seed, np.random.SeedSequence | np.random.Generator):
        return np.random.default_rng(seed)
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer):
        raise TypeError(
            "seed needs to be an integer, a numpy.random.SeedSequence or a "
            f"numpy.random.Generator. Received: seed={seed!r}"
        )
    require_whole("seed", seed, at_least=0)
    return np.random.default_rng(seed)


def require_whole(name, value, *, at_least):
    """Raise an error that names the argument unless `value` is a fitting integer."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise TypeError(f"{name} needs to be an integer. Received: {name}={value!r}")
    if value < at_least:
        raise ValueError(
            f"{name} needs to be at least {at_least}. Received: {name}={value}"
        )


def require_number(name, value):
    """Raise an error that names the argument unless `value` is a number from 0 up."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} needs to be a number. Received: {name}={value!r}")
    if not (math.isfinite(value) and value >= 0):
        raise ValueError(
            f"{name} needs to be finite and at least 0. Received: {name}={value}"
        )
