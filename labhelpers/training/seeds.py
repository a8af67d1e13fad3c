"""The seed of a lab: read in one place, set for every generator."""

import contextlib
import numbers
import os
import random

from labhelpers.training import keras_inside

VARIABLE = "LABS_SEED"
_chosen = None  # what `set_seed` was called with


def lab_seed():
    """Return the lab's seed: what `set_seed` was given, else `LABS_SEED`, else 0.

    Returns:
        int from 0 to 2**32 - 1.

    Raises:
        ValueError: `LABS_SEED` holds anything else.
    """
    if _chosen is not None:
        return _chosen
    text = os.environ.get(VARIABLE, "0")
    if not (text.isascii() and text.isdigit() and int(text) < 2**32):
        raise ValueError(
            f"The environment variable {VARIABLE} must hold an integer from 0 to "
            f"4294967295, received {text!r}."
        )
    return int(text)


def _is_seed(value):
    is_whole = isinstance(value, numbers.Integral) and not isinstance(value, bool)
    return is_whole and 0 <= value < 2**32


def set_seed(seed=None):
    """Set every random generator to the lab's seed and return it.

    Python's, NumPy's and TensorFlow's generators start from this one number, so a lab
    gives the same numbers each time it runs from the top. It is called once, in set-up.

    Args:
        seed: int from 0 to 2**32 - 1, the lab's seed from now on; by default the
            integer in the environment variable `LABS_SEED`, or 0.

    Returns:
        int, the seed.

    Raises:
        ValueError: the seed, or `LABS_SEED`, is anything else.

    Example:
        >>> training.set_seed()
        0
    """
    global _chosen
    if seed is not None and not _is_seed(seed):
        raise ValueError(
            f"The seed must be an integer from 0 to 4294967295, received {seed!r}."
        )
    _chosen = None if seed is None else int(seed)
    seed = lab_seed()
    keras_inside.set_random_seed(seed)
    return seed


@contextlib.contextmanager
def drawing_from(seed):
    """Let Python's generator, from which Keras draws, start from a seed for a while.

    Args:
        seed: A whole number. Afterwards the generator is as it was.
    """
    before = random.getstate()
    random.seed(seed)
    try:
        yield
    finally:
        random.setstate(before)
