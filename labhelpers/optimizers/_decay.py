"""Shrink the weights in the update itself, as Keras's argument `weight_decay` does.

The decay is taken off the old weights, times the learning rate, before the rule moves
them; the rule's state never sees it. `adamw_step` is the same for Adam.
"""

import numpy as np

from labhelpers.optimizers._momentum import momentum_step, sgd_step


def sgd_decay_step(w, gradient, learning_rate, weight_decay):
    """Take one step of plain gradient descent that also shrinks the weights.

    Equal to `sgd_step` on the loss plus weight_decay / 2 * sum(w**2), the L2 penalty.

    Args:
        w: Weights, any shape.
        gradient: Gradient of the loss at `w`, without any penalty, the shape of `w`.
        learning_rate: Step size, positive.
        weight_decay: Fraction of `learning_rate * w` taken off at each step.

    Returns:
        The new `w`: (1 - learning_rate * weight_decay) * w - learning_rate * gradient.

    Source: Krogh and Hertz 1991; `keras.optimizers.SGD(weight_decay=...)`.
    """
    return sgd_step(_shrunk(w, learning_rate, weight_decay), gradient, learning_rate)


def momentum_decay_step(w, velocity, gradient, learning_rate, momentum, weight_decay):
    """Take one step with momentum that also shrinks the weights.

    The velocity keeps gradients of the loss only. So this is not momentum on the L2
    penalty: where both come to rest, the penalty's share is 1 / (1 - momentum) times
    the decay's.

    `weight_decay` is that of `sgd_decay_step`; the other arguments and the result are
    those of `momentum_step`, with the movement without decay as velocity.

    Source: `keras.optimizers.SGD(momentum=..., weight_decay=...)`. In Loshchilov and
    Hutter 2019, algorithm 1, a schedule multiplies the decay, and the rate does not.
    """
    shrunk = _shrunk(w, learning_rate, weight_decay)
    return momentum_step(shrunk, velocity, gradient, learning_rate, momentum)


def _shrunk(w, learning_rate, weight_decay):
    return np.asarray(w) * (1 - learning_rate * weight_decay)
