"""Spoil labels on purpose, to see what a network does with wrong ones."""

import numpy as np


def flip_labels(y, fraction, *, seed):
    """Return labels of which some are replaced by another class, at random.

    Args:
        y: Integer labels, shape (num_examples,).
        fraction: Fraction of the labels to replace, in [0, 1]; rounded to whole
            examples, so that two seeds flip equally many.
        seed: An int, a `SeedSequence` or a `Generator`.

    Returns:
        New labels, shape (num_examples,); every flipped one differs from its old.

    Raises:
        ValueError: `fraction` is outside [0, 1], or there is only one class.

    Example:
        >>> flip_labels(np.array([0, 1, 1, 0]), 1.0, seed=0)
        array([1, 0, 0, 1])
    """
    y = np.asarray(y)
    classes = np.unique(y)
    if not 0 <= fraction <= 1:
        raise ValueError(f"fraction must lie in [0, 1]; received {fraction!r}")
    if len(classes) < 2:
        raise ValueError(f"Flipping needs two classes or more; received {classes}")
    generator = np.random.default_rng(seed)
    chosen = generator.choice(len(y), round(fraction * len(y)), replace=False)
    shift = generator.integers(1, len(classes), size=len(chosen))
    flipped = y.copy()
    place = np.searchsorted(classes, y[chosen])
    flipped[chosen] = classes[(place + shift) % len(classes)]
    return flipped
