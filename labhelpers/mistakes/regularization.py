"""Get penalties and weight decay wrong in the usual ways."""

import numpy as np


def _layer(
    kernel,
    bias,
    kernel_gradient,
    bias_gradient,
    learning_rate,
    weight_decay,
    share=np.multiply,
):
    """Take a step with weight decay; `share` is what a decay takes of the kernel."""
    decayed = (1 - share(learning_rate, weight_decay)) * kernel
    moved = decayed - learning_rate * kernel_gradient
    return moved, bias - learning_rate * bias_gradient


def _step(
    w, velocity, gradient, learning_rate, momentum, weight_decay, share=np.multiply
):
    """Take a step with momentum and weight decay; `share` as above."""
    velocity = momentum * velocity - learning_rate * gradient
    return (1 - share(learning_rate, weight_decay)) * w + velocity, velocity


def l2__bias_penalized(kernel, bias, strength):
    """The bias is penalized, too: only the kernel should feel the penalty."""
    penalty = strength / 2 * (np.sum(kernel**2) + np.sum(bias**2))
    return penalty, strength * kernel, strength * bias


def l2__bias_in_the_gradient(kernel, bias, strength):
    """The bias gets a gradient from a penalty in which it does not occur."""
    return strength / 2 * np.sum(kernel**2), strength * kernel, strength * bias


def l2__keras_factor(kernel, bias, strength):
    """Penalty and gradient are twice too large: this is Keras's form, with l2."""
    return strength * np.sum(kernel**2), 2 * strength * kernel, np.zeros_like(bias)


def l2__penalty_without_half(kernel, bias, strength):
    """The penalty is twice too large for its gradient: look at the factor of lambda."""
    return strength * np.sum(kernel**2), strength * kernel, np.zeros_like(bias)


def l2__gradient_of_keras(kernel, bias, strength):
    """The kernel gradient is twice too large here: differentiate half a square."""
    return strength / 2 * np.sum(kernel**2), 2 * strength * kernel, np.zeros_like(bias)


def l2__gradient_halved(kernel, bias, strength):
    """The kernel gradient is half of what it should be: differentiate half a square."""
    return strength / 2 * np.sum(kernel**2), strength / 2 * kernel, np.zeros_like(bias)


def l2__minus_sign(kernel, bias, strength):
    """The kernel gradient points to smaller weights: a gradient points uphill."""
    return strength / 2 * np.sum(kernel**2), -strength * kernel, np.zeros_like(bias)


def l2__mean_for_sum(kernel, bias, strength):
    """The penalty is a mean over weights: it is a sum, however many there are."""
    penalty = strength / 2 * np.mean(kernel**2)
    return penalty, strength * kernel / kernel.size, np.zeros_like(bias)


def l2__mean_in_the_penalty(kernel, bias, strength):
    """The penalty is a mean over weights, and its gradient that of a sum."""
    return strength / 2 * np.mean(kernel**2), strength * kernel, np.zeros_like(bias)


def l2__not_squared(kernel, bias, strength):
    """The penalty is the norm itself: its square is what has this gradient."""
    penalty = strength / 2 * np.sqrt(np.sum(kernel**2))
    return penalty, strength * kernel, np.zeros_like(bias)


def l2__sizes_in_the_penalty(kernel, bias, strength):
    """The penalty adds up sizes: the one with this gradient adds up squares."""
    penalty = strength * np.sum(np.abs(kernel))
    return penalty, strength * kernel, np.zeros_like(bias)


def l2__sizes_for_squares(kernel, bias, strength):
    """This is the L1 penalty: L2 adds up squares."""
    penalty = strength * np.sum(np.abs(kernel))
    return penalty, strength * np.sign(kernel), np.zeros_like(bias)


def soft_threshold__hard(w, threshold):
    """Large weights did not move: this is a hard threshold, which only cuts."""
    return np.where(np.abs(w) > threshold, w, 0.0)


def soft_threshold__sign_lost(w, threshold):
    """Negative weights came back positive: the sign of each weight is lost."""
    return np.maximum(np.abs(w) - threshold, 0)


def soft_threshold__never_zero(w, threshold):
    """Small weights jumped over zero: they should stop there."""
    return w - threshold * np.sign(w)


def soft_threshold__positive_only(w, threshold):
    """Negative weights all became zero: they should move up and may stay negative."""
    return np.maximum(w - threshold, 0)


def soft_threshold__clipped(w, threshold):
    """Large weights were cut to the threshold: it is what each of them should lose."""
    return np.clip(w, -threshold, threshold)


def soft_threshold__equal_kept(w, threshold):
    """A weight as large as the threshold did not move: it comes to 0."""
    moved = np.sign(w) * np.maximum(np.abs(w) - threshold, 0)
    return np.where(np.abs(w) == threshold, w, moved)


def soft_threshold__outwards(w, threshold):
    """Large weights moved away from zero: look at the sign of the threshold."""
    return np.where(np.abs(w) > threshold, w + threshold * np.sign(w), 0.0)


def decayed_layer__bias_decays(*arguments):
    """The bias decays, too: only the kernel should."""
    kernel, bias, kernel_gradient, bias_gradient, *settings = arguments
    return (
        _layer(kernel, bias, kernel_gradient, bias_gradient, *settings)[0],
        _layer(bias, kernel, bias_gradient, kernel_gradient, *settings)[0],
    )


def decayed_layer__no_learning_rate(*arguments):
    """The decay ignores the learning rate: it is multiplied by it, as a step is."""
    return _layer(*arguments, share=lambda rate, decay: decay)


def decayed_layer__plus_sign(*arguments):
    """The decay makes the kernel larger: look at its sign."""
    return _layer(*arguments, share=lambda rate, decay: -rate * decay)


def decayed_layer__keras_factor(*arguments):
    """The decay is twice too large: the factor 2 belongs to `l2`, not to the decay."""
    return _layer(*arguments, share=lambda rate, decay: 2 * rate * decay)


def decayed_layer__half(*arguments):
    """The decay is half of what it should be: half a square has the gradient `w`."""
    return _layer(*arguments, share=lambda rate, decay: rate * decay / 2)


def decayed_layer__no_decay(*arguments):
    """The kernel does not decay: `weight_decay` has no effect here."""
    return _layer(*arguments[:-1], weight_decay=0)


def decayed_layer__uphill(kernel, bias, kernel_gradient, bias_gradient, *settings):
    """Kernel and bias move uphill: look at the sign in front of the gradients."""
    return _layer(kernel, bias, -kernel_gradient, -bias_gradient, *settings)


def decayed_layer__bias_kept(*arguments):
    """The bias does not move: it has no decay, but it has a gradient."""
    return _layer(*arguments)[0], arguments[1]


def decayed_layer__after_the_step(*arguments):
    """The decay was taken off the new kernel: it is a share of the old one."""
    *_, learning_rate, weight_decay = arguments
    kernel, bias = _layer(*arguments[:-1], weight_decay=0)
    return (1 - learning_rate * weight_decay) * kernel, bias


def decayed_layer__by_a_constant(*arguments):
    """Each weight loses the same amount: a decay takes the same share of each."""
    *_, learning_rate, weight_decay = arguments
    kernel, bias = _layer(*arguments[:-1], weight_decay=0)
    return kernel - learning_rate * weight_decay * np.sign(arguments[0]), bias


def decayed_step__in_the_velocity(*arguments):
    """The decay went into the velocity: that is momentum on the L2 penalty."""
    w, velocity, gradient, *settings, weight_decay = arguments
    return _step(w, velocity, gradient + weight_decay * w, *settings, weight_decay=0)


def decayed_step__no_learning_rate(*arguments):
    """The decay ignores the learning rate: it is multiplied by it, as a step is."""
    return _step(*arguments, share=lambda rate, decay: decay)


def decayed_step__plus_sign(*arguments):
    """The decay makes the weights larger: look at its sign."""
    return _step(*arguments, share=lambda rate, decay: -rate * decay)


def decayed_step__after_the_step(*arguments):
    """The decay was taken off the new `w`: it is a share of the old one."""
    *_, learning_rate, _, weight_decay = arguments
    w, velocity = _step(*arguments[:-1], weight_decay=0)
    return (1 - learning_rate * weight_decay) * w, velocity


def decayed_step__keras_factor(*arguments):
    """The decay is twice too large: the factor 2 belongs to `l2`, not to the decay."""
    return _step(*arguments, share=lambda rate, decay: 2 * rate * decay)


def decayed_step__no_decay(*arguments):
    """The weights do not decay: `weight_decay` has no effect here."""
    return _step(*arguments[:-1], weight_decay=0)


def decayed_step__uphill(w, velocity, gradient, *settings):
    """The velocity points uphill: look at the sign of the gradient in it."""
    return _step(w, velocity, -gradient, *settings)


def soft_threshold__all_moved_down(w, threshold):
    """Negative weights move away from zero: those left of it have to move up."""
    return np.where(np.abs(w) > threshold, w - threshold, 0)


def soft_threshold__small_ones_kept(w, threshold):
    """Weights below the threshold keep their size: they become 0."""
    return np.where(np.abs(w) > threshold, w - threshold * np.sign(w), w)


def decayed_step__velocity_subtracted(*arguments):
    """`w` moves against the velocity: the minus is in the velocity already."""
    w, velocity = _step(*arguments)
    return w - 2 * velocity, velocity


def decayed_step__averaged(*arguments):
    """The velocity is an average here: in Keras's form the gradient counts in full."""
    w, velocity, gradient, rate, momentum, weight_decay = arguments
    return _step(w, velocity, (1 - momentum) * gradient, rate, momentum, weight_decay)


def decayed_step__old_velocity(*arguments):
    """`w` moves by the velocity of the last step: update the velocity first."""
    w, velocity = _step(*arguments)
    return w - velocity + arguments[1], velocity
