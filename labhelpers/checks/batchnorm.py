"""Check the exercises of lab 11."""

import numpy as np

from labhelpers import layers
from labhelpers.checks._answers import CASES, compare, fresh_generator, known
from labhelpers.checks._verdict import exercise
from labhelpers.mistakes import batchnorm as mistakes

SQUARE = 5  # as many examples, or inputs, as there are features
NUMBERS = (SQUARE, 3, 8)


@exercise
def forward(answer):
    """Check `my_batchnorm(x, gamma, beta, epsilon)`."""
    generator = fresh_generator()
    for num_examples in NUMBERS:
        compare(
            answer,
            _forward,
            [_batch(generator, num_examples) for _ in range(CASES)],
            names=["the result"],
            mistakes=known(mistakes, "forward") if num_examples == SQUARE else (),
            blocked=["layers.batchnorm_forward", "layers.batchnorm_inference"],
        )
    return "Each feature is normalized over the batch, then scaled and shifted."


@exercise
def statistics(answer):
    """Check `my_moving_statistics(mean, variance, x, momentum, training)`.

    The first batches are square: values tell of statistics per example.
    """
    generator = fresh_generator()
    for num_examples in NUMBERS:
        cases = [
            (
                *_statistics(generator),
                _batch(generator, num_examples)[0],
                float(generator.uniform(0.65, 0.9)),
                training,
            )
            for training in (True, False, True, False)
        ]
        compare(
            answer,
            _moved,
            cases,
            names=["mean", "variance"],
            mistakes=known(mistakes, "statistics") if num_examples == SQUARE else (),
            blocked=["layers.moving_average"],
        )
    return "Both averages move in training and stand still at inference."


@exercise
def fold(answer):
    """Check `my_fold(kernel, bias, gamma, beta, mean, variance, epsilon)`.

    The first kernels are square: values tell of a scale along the wrong axis.
    """
    generator = fresh_generator()
    for inputs in NUMBERS:
        cases = []
        for _ in range(CASES):
            _, gamma, beta, epsilon = _batch(generator, SQUARE)
            kernel, bias = generator.normal(size=(inputs, 5)), generator.normal(size=5)
            cases.append((kernel, bias, gamma, beta, *_statistics(generator), epsilon))
        compare(
            answer,
            layers.fold_batchnorm,
            cases,
            names=["kernel", "bias"],
            mistakes=known(mistakes, "fold") if inputs == SQUARE else (),
            blocked=["layers.fold_batchnorm"],
        )
    return "The folded layer answers as the dense layer and its normalization do."


def _batch(generator, num_examples):
    """Return a random batch, gamma, beta and an epsilon that is seen in the result."""
    x = generator.uniform(0.3, 2, size=5) * generator.normal(size=(num_examples, 5))
    x += generator.normal(size=5)
    signs = generator.choice([-1.0, 1.0], size=5)
    gamma, beta = signs * generator.uniform(0.5, 2, size=5), generator.normal(size=5)
    return x, gamma, beta, float(generator.uniform(0.05, 0.15))


def _statistics(generator):
    """Return a random moving mean and moving variance."""
    return generator.normal(size=5), generator.uniform(0.3, 3, size=5)


def _forward(x, gamma, beta, epsilon):
    return layers.batchnorm_forward(x, gamma, beta, epsilon)[0]


def _moved(mean, variance, x, momentum, training):
    """Return the moving statistics after one batch."""
    if not training:
        return mean, variance
    return (
        layers.moving_average(mean, np.mean(x, axis=0), momentum),
        layers.moving_average(variance, np.var(x, axis=0), momentum),
    )
