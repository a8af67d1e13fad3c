"""Get activations, their slopes and their profiles wrong in the usual ways."""

import numpy as np


def sigmoid_derivative__from_the_output(z):
    """Your formula takes the output of the sigmoid: here `z` is what comes into it."""
    return z * (1 - z)


def sigmoid_derivative__factor_forgotten(z):
    """This is the sigmoid itself: its slope is largest at zero."""
    return _sigmoid(z)


def sigmoid_derivative__plus_for_minus(z):
    """The slope grows with `z`: look at the sign in the second factor."""
    return _sigmoid(z) * (1 + _sigmoid(z))


def sigmoid_derivative__applied_twice(z):
    """The sigmoid is applied twice: at zero the slope must be a quarter."""
    value = _sigmoid(_sigmoid(z))
    return value * (1 - value)


def sigmoid_derivative__of_tanh(z):
    """This is the slope of tanh: that of the sigmoid is never above a quarter."""
    return 1 - np.tanh(z) ** 2


def sigmoid_derivative__wrong_sign(z):
    """The slope is negative: the sigmoid rises everywhere."""
    return -_sigmoid(z) * (1 - _sigmoid(z))


def sigmoid_derivative__square_forgotten(z):
    """The denominator needs its square: you differentiate one over something."""
    return np.exp(-z) / (1 + np.exp(-z))


def sigmoid_derivative__inner_forgotten(z):
    """The inner derivative is missing: the chain rule needs that of exp(-z), too."""
    return 1 / (1 + np.exp(-z)) ** 2


def sigmoid_derivative__inner_forgotten_negative(z):
    """The slope is negative: multiply by the inner derivative, that of exp(-z)."""
    return -1 / (1 + np.exp(-z)) ** 2


def sigmoid_derivative__rule_of_tanh(z):
    """1 - s^2 is the rule for tanh: at zero the sigmoid's slope must be a quarter."""
    return 1 - _sigmoid(z) ** 2


def elu__alpha_outside(z, alpha):
    """`alpha` multiplies both sides: where z is not negative, ELU is z itself."""
    return (
        alpha * np.where(z >= 0, z, np.expm1(z)),
        alpha * np.where(z >= 0, 1, np.exp(z)),
    )


def elu__wrong_side(z, alpha):
    """The sides are swapped: ELU bends where z is negative."""
    return (
        np.where(z < 0, z, alpha * np.expm1(z)),
        np.where(z < 0, 1, alpha * np.exp(z)),
    )


def elu__no_alpha(z, alpha):
    """`alpha` has no effect: far below zero ELU levels off at minus alpha."""
    return np.where(z >= 0, z, np.expm1(z)), np.where(z >= 0, 1, np.exp(z))


def elu__jump_at_zero(z, alpha):
    """The values jump at zero: look at what is taken away from the exponential."""
    below = alpha * np.exp(z)
    return np.where(z >= 0, z, below), np.where(z >= 0, 1, below)


def elu__one_taken_outside(z, alpha):
    """The values jump at zero unless alpha is 1: `alpha` multiplies the bracket."""
    below = alpha * np.exp(z)
    return np.where(z >= 0, z, below - 1), np.where(z >= 0, 1, below)


def elu__slope_is_the_value(z, alpha):
    """The slope below zero is negative: ELU rises everywhere."""
    values = np.where(z >= 0, z, alpha * np.expm1(z))
    return values, np.where(z >= 0, 1, values)


def elu__slope_of_relu(z, alpha):
    """The slope below zero is zero, as if this were ReLU."""
    return np.where(z >= 0, z, alpha * np.expm1(z)), (z >= 0).astype(float)


def elu__slope_without_alpha(z, alpha):
    """The slope below zero lacks `alpha`: differentiate the values once more."""
    return np.where(z >= 0, z, alpha * np.expm1(z)), np.where(z >= 0, 1, np.exp(z))


def elu__values_without_alpha(z, alpha):
    """The values below zero lack `alpha`: they level off at minus alpha."""
    slopes = np.where(z >= 0, 1, alpha * np.exp(z))
    return np.where(z >= 0, z, np.expm1(z)), slopes


def elu__slope_is_the_value_plus_one(z, alpha):
    """The slope below zero is the value plus 1 only if alpha is 1: differentiate."""
    values = np.where(z >= 0, z, alpha * np.expm1(z))
    return values, np.where(z >= 0, 1, values + 1)


def elu__no_side_at_zero(z, alpha):
    """The slope at 0 is that of neither side: give 0 to one side, and only to one."""
    slopes = (z > 0) + (z < 0) * alpha * np.exp(np.minimum(z, 0))
    return np.where(z >= 0, z, alpha * np.expm1(z)), slopes


def maxout__wrong_axis(x, kernel, bias):
    """The largest is taken over the units: compare the pieces of one unit."""
    return (np.tensordot(x, kernel, axes=1) + bias).max(axis=2)


def maxout__over_examples(x, kernel, bias):
    """The largest is taken over the examples: each example has values of its own."""
    return (np.tensordot(x, kernel, axes=1) + bias).max(axis=0)


def maxout__shared_bias(x, kernel, bias):
    """All pieces share one bias: add each piece's own bias, then take the largest."""
    return np.tensordot(x, kernel, axes=1).max(axis=1) + bias[0]


def maxout__largest_bias(x, kernel, bias):
    """The largest sum and bias are found apart: add each piece's bias to its sum."""
    return np.tensordot(x, kernel, axes=1).max(axis=1) + bias.max(axis=0)


def maxout__no_bias(x, kernel, bias):
    """The bias has no effect: add it to each piece, then take the largest."""
    return np.tensordot(x, kernel, axes=1).max(axis=1)


def maxout__two_pieces(x, kernel, bias):
    """Only the first two pieces are compared: there can be any number of them."""
    return (np.tensordot(x, kernel, axes=1) + bias)[:, :2].max(axis=1)


def maxout__summed(x, kernel, bias):
    """The pieces are added up: the layer is linear again."""
    return (np.tensordot(x, kernel, axes=1) + bias).sum(axis=1)


def maxout__averaged(x, kernel, bias):
    """The pieces are averaged: the layer is linear again."""
    return (np.einsum("ni,ipu->npu", x, kernel) + bias).mean(axis=1)


def maxout__largest_size(x, kernel, bias):
    """The largest absolute value is taken: take the largest number, with its sign."""
    pieces = np.tensordot(x, kernel, axes=1) + bias
    winners = np.abs(pieces).argmax(axis=1)[:, None]
    return np.take_along_axis(pieces, winners, axis=1)[:, 0]


def maxout__never_negative(x, kernel, bias):
    """Negative values become 0: begin with the first piece and not with 0."""
    return np.maximum((np.tensordot(x, kernel, axes=1) + bias).max(axis=1), 0)


def maxout__smallest(x, kernel, bias):
    """The smallest piece is taken: take the largest."""
    return (np.tensordot(x, kernel, axes=1) + bias).min(axis=1)


def maxout__first_piece(x, kernel, bias):
    """Only the first piece is used: compare all pieces of a unit."""
    return x @ kernel[:, 0] + bias[0]


def activation__wrong_end(gradients):
    """The profile is read from the wrong end: the first array is at the input."""
    return _name_of(gradients[::-1])


def activation__absolute_size(gradients):
    """The size of one gradient decides, but the loss may be scaled: compare layers."""
    if _zeros(gradients) > 0.1:
        return "relu"
    return "sigmoid" if np.linalg.norm(gradients[0]) < 1e-3 else "tanh"


def activation__no_look_at_zeros(gradients):
    """A ReLU network was called tanh: look for single entries that are exactly zero."""
    fades = _fade(gradients) < _least(gradients)
    return "sigmoid" if fades else "tanh"


def activation__small_is_zero(gradients):
    """Small entries were taken for zero: the slope of ReLU gives exact zeros."""
    small = np.mean([np.abs(each) < 1e-4 for each in gradients])
    return "relu" if small > 0.1 else _name_of(gradients)


def activation__never_sigmoid(gradients):
    """A sigmoid network was called tanh: its gradient shrinks by about 4 per layer."""
    return "relu" if _zeros(gradients) > 0.1 else "tanh"


def activation__fading_before_zeros(gradients):
    """A ReLU network was called sigmoid: its gradient shrinks, too; look for zeros."""
    if _fade(gradients) < 0.3:
        return "sigmoid"
    return "relu" if _zeros(gradients) > 0.1 else "tanh"


def activation__any_fading(gradients):
    """Tanh's gradient shrinks a little, too: the sigmoid's halves at every layer."""
    if _zeros(gradients) > 0.1:
        return "relu"
    return "sigmoid" if _fade(gradients) < 1 else "tanh"


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _zeros(gradients):
    """Return the fraction of exact zeros."""
    return np.mean([np.mean(np.asarray(each) == 0) for each in gradients])


def _fade(gradients):
    """Return the norm at the input divided by that at the output."""
    return np.linalg.norm(gradients[0]) / np.linalg.norm(gradients[-1])


def _least(gradients):
    """Return the fade of a network that loses half at every layer."""
    return 0.5 ** (len(gradients) - 1)


def _name_of(gradients):
    """Return the right name for gradients that are given in the right order."""
    if _zeros(gradients) > 0.1:
        return "relu"
    return "sigmoid" if _fade(gradients) < _least(gradients) else "tanh"
