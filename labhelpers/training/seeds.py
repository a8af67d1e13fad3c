"""The seed of a lab: read in one place, set for every generator."""

import os

from labhelpers._quiet import keras

VARIABLE = "LABS_SEED"


def lab_seed():
    """Return the lab's seed: the integer in `LABS_SEED`, or 0.

    Returns:
        int from 0 to 2**32 - 1.

    Raises:
        ValueError: `LABS_SEED` holds anything else.
    """
    text = os.environ.get(VARIABLE, "0")
    if not (text.isascii() and text.isdigit() and int(text) < 2**32):
        raise ValueError(
            f"The environment variable {VARIABLE} must hold an integer from 0 to "
            f"4294967295, received {text!r}."
        )
    return int(text)


def set_seed():
    """Set every random generator to the lab's seed and return it.

    Python's, NumPy's and TensorFlow's generators start from this one number, so a lab
    gives the same numbers each time it runs from the top. It is called once, in set-up.

    Returns:
        int, the seed: 0, or the integer in the environment variable `LABS_SEED`.

    Raises:
        ValueError: `LABS_SEED` holds anything else.

    Example:
        >>> training.set_seed()
        0
    """
    seed = lab_seed()
    keras.utils.set_random_seed(seed)
    return seed
