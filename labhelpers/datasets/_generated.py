"""Draw data sets with one or two features from distributions that are known.

Real data come once. Here a new seed, or one generator passed to call after call, gives
a fresh set from the same distribution, as many as an experiment on variance needs.
"""

import numpy as np

from labhelpers.datasets._arguments import generator_from, require_number, require_whole
from labhelpers.datasets._record import frozen
from labhelpers.datasets._splits import split_off


def noisy_sine(num_examples, noise=0.3, *, seed):
    """Draw points around one period of a sine.

    The best prediction is known, sin(2 pi x), and so is the error that no model can
    avoid, `noise` squared. So bias, variance and noise can be told apart.

    Args:
        num_examples: how many points, at least 1.
        noise: standard deviation of what is added to the sine, at least 0.
        seed: an integer, a `numpy.random.SeedSequence` or a `numpy.random.Generator`;
            a generator is advanced, so the next call draws other points.

    Returns:
        `x`, float32, shape (num_examples, 1), uniform from 0 to 1, and `y`, float32,
        shape (num_examples,).

    Raises:
        TypeError, ValueError: if an argument is not as described.

    Example:
        >>> x, y = noisy_sine(30, noise=0, seed=0)
        >>> bool(np.allclose(y, np.sin(2 * np.pi * x[:, 0]), atol=1e-6))
        True

    Source:
        C. Bishop (2006), Pattern Recognition and Machine Learning, section 1.1.
    """
    require_whole("num_examples", num_examples, at_least=1)
    require_number("noise", noise)
    draw = generator_from(seed)
    x = draw.uniform(0, 1, num_examples)
    y = np.sin(2 * np.pi * x) + draw.normal(0, noise, num_examples)
    return x[:, None].astype(np.float32), y.astype(np.float32)


def two_moons(num_examples, noise=0.2, *, seed):
    """Draw two half circles that reach into each other: no straight line parts them.

    Args:
        num_examples: how many points, at least 2; half of them in each moon, the odd
            one in the upper.
        noise: standard deviation of what is added to both coordinates, at least 0; the
            circles have radius 1.
        seed: an integer, a `numpy.random.SeedSequence` or a `numpy.random.Generator`;
            a generator is advanced, so the next call draws other points.

    Returns:
        `x`, float32, shape (num_examples, 2), and `y`, int64, shape (num_examples,), 0
        for the upper moon and 1 for the lower, in random order.

    Raises:
        TypeError, ValueError: if an argument is not as described.

    Example:
        >>> x, y = two_moons(100, seed=0)
        >>> x.shape, np.bincount(y).tolist()
        ((100, 2), [50, 50])

    Source:
        The shapes of `sklearn.datasets.make_moons`, at random instead of even places.
    """
    require_whole("num_examples", num_examples, at_least=2)
    require_number("noise", noise)
    draw = generator_from(seed)
    y = draw.permutation(num_examples) % 2
    angle = draw.uniform(0, np.pi, num_examples)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x = np.where(y[:, None] == 0, upper, [1, 0.5] - upper)
    x = x + draw.normal(0, noise, x.shape)
    return x.astype(np.float32), y


GENERATED = {  # name -> how to draw it, feature names, class names
    "noisy_sine": (noisy_sine, ("x",), None),
    "two_moons": (two_moons, ("x1", "x2"), ("upper moon", "lower moon")),
}


def read_generated(name):
    """Draw a set of `GENERATED` with a fixed seed; return a dict as `read_bundled`."""
    draw, feature_names, class_names = GENERATED[name]
    x, y = draw(1000, seed=0)
    labels = None if class_names is None else y
    train, held_out = split_off(np.arange(1000), 400, labels)
    val, test = split_off(held_out, 200, labels)
    parts = {"train": train, "validation": val, "test": test}
    return {part: (frozen(x[i]), frozen(y[i])) for part, i in parts.items()} | {
        "feature_names": feature_names,
        "class_names": class_names,
        "image_shape": None,
    }
