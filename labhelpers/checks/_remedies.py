"""The forms in which a student writes a remedy of lab 16."""

import numpy as np


def plain_remedy(remedy):
    """Return a remedy with its numbers as the kind of number that the clinic takes."""
    if not isinstance(remedy, dict):
        return remedy
    return {
        argument: _plain_number(value, argument) for argument, value in remedy.items()
    }


def _plain_number(value, argument):
    """Return a number as the kind of number that the clinic takes."""
    from labhelpers import clinic

    if isinstance(value, np.generic | np.ndarray) and value.ndim == 0:
        value = value.item()
    usual = clinic.HEALTHY.get(argument)
    if isinstance(usual, bool):
        return bool(value) if isinstance(value, int | float) else value
    if isinstance(usual, float):
        return float(value) if type(value) is int else value
    whole = type(value) is float and value.is_integer()
    return int(value) if whole else value
