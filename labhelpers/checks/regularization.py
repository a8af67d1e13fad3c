"""Check the exercises of lab 13."""

import numpy as np

from labhelpers import layers, optimizers
from labhelpers.checks._answers import compare, fresh_generator, known
from labhelpers.checks._verdict import exercise
from labhelpers.mistakes import regularization as mistakes


@exercise
def l2(answer):
    """Check `my_l2(kernel, bias, strength)`."""
    generator = fresh_generator()
    cases = [
        (
            generator.normal(size=(4, units)),
            generator.permutation(np.append(generator.uniform(1, 2, units - 1), 0)),
            float(generator.uniform(0.2, 0.8)),
        )
        for units in (2, 3, 5)
    ]
    compare(
        answer,
        _l2,
        cases,
        names=["penalty", "kernel gradient", "bias gradient"],
        mistakes=known(mistakes, "l2"),
        blocked=["layers.l2_penalty", "layers.l2_gradient"],
    )
    return "Penalty and gradients are right on random layers; the bias feels nothing."


@exercise
def soft_threshold(answer):
    """Check `my_soft_threshold(w, threshold)`.

    Every case has weights of both signs on both sides of the threshold and on it, and
    one is 0.
    """
    generator = fresh_generator()
    compare(
        answer,
        layers.soft_threshold,
        [
            _weights_about_a_threshold(generator, shape, scale)
            for shape, scale in [((10,), 1), ((2, 10), 0.1), ((2, 2, 10), 10)]
        ],
        names=["the result"],
        mistakes=known(mistakes, "soft_threshold"),
        blocked=["layers.soft_threshold"],
    )
    return "Large weights lose the threshold, small ones become zero, signs are kept."


@exercise
def decayed_layer(answer):
    """Check `my_decayed_layer`: plain descent in which only the kernel decays."""
    generator = fresh_generator()
    cases = []
    for units in (2, 3, 5):
        kernels = generator.normal(size=(2, 4, units))
        biases = generator.uniform(1, 2, size=(2, units))
        rates = generator.uniform((0.2, 0.5), (0.4, 0.9))
        parts = (kernels[0], biases[0], kernels[1], biases[1])
        cases.append((*parts, *map(float, rates)))
    compare(
        answer,
        _decayed_layer,
        cases,
        names=["kernel", "bias"],
        mistakes=known(mistakes, "decayed_layer"),
        blocked=["optimizers.sgd_decay_step"],
    )
    return "The kernel decays and moves, and the bias only moves."


@exercise
def decayed_step(answer):
    """Check `my_decayed_step`: momentum with weight decay in Keras's order."""
    generator = fresh_generator()
    cases = [
        (
            *generator.normal(size=(3, *shape)),
            float(generator.uniform(0.2, 0.4)),
            float(generator.uniform(0.6, 0.9)),
            float(generator.uniform(0.5, 0.9)),
        )
        for shape in [(2,), (5,), (2, 3), (4, 2), (2, 2, 3)]
    ]
    compare(
        answer,
        optimizers.momentum_decay_step,
        cases,
        names=["w", "velocity"],
        first=["velocity"],
        mistakes=known(mistakes, "decayed_step"),
        blocked=["optimizers.momentum_decay_step"],
    )
    return "`w` shrinks and moves as in Keras, and `velocity` holds no decay."


def _l2(kernel, bias, strength):
    """Return the penalty of the kernel, and its gradients for kernel and bias."""
    gradient = layers.l2_gradient(kernel, strength)
    return layers.l2_penalty(kernel, strength), gradient, np.zeros_like(bias)


def _decayed_layer(kernel, bias, kernel_gradient, bias_gradient, rate, weight_decay):
    """Return the new kernel and bias after a step in which the kernel decays."""
    moved = optimizers.sgd_decay_step(kernel, kernel_gradient, rate, weight_decay)
    return moved, bias - rate * bias_gradient


def _weights_about_a_threshold(generator, shape, scale):
    """Return weights, ten in a row, and a threshold between their sizes.

    Large weights, small ones and those equal to the threshold have both signs.
    """
    threshold = scale * float(generator.uniform(0.3, 0.7))
    sizes = np.empty(shape)
    sizes[..., ::2] = generator.uniform(0.1, 0.8, size=sizes[..., ::2].shape)
    sizes[..., 1::2] = generator.uniform(1.3, 3, size=sizes[..., 1::2].shape)
    sizes[..., 0] = 0
    sizes[..., [6, 8]] = 1
    signs = np.resize([1, 1, -1, -1], shape[-1])
    return threshold * sizes * signs, threshold
