"""Get momentum wrong in the usual ways."""

import numpy as np


def averaged_step__sum_for_average(w, average, gradient, learning_rate, momentum):
    """`average` grows like a sum: in this form the new gradient has a weight, too."""
    average = momentum * average + gradient
    return w - learning_rate * average, average


def averaged_step__plus_sign(w, average, gradient, learning_rate, momentum):
    """The weights move uphill: look at the sign in front of the learning rate."""
    average = momentum * average + (1 - momentum) * gradient
    return w + learning_rate * average, average


def averaged_step__old_average(w, average, gradient, learning_rate, momentum):
    """The weights moved by the average of the last step: update the average first."""
    new_average = momentum * average + (1 - momentum) * gradient
    return w - learning_rate * average, new_average


def averaged_step__weights_swapped(w, average, gradient, learning_rate, momentum):
    """The two weights changed places: `momentum` belongs to the old average."""
    average = (1 - momentum) * average + momentum * gradient
    return w - learning_rate * average, average


def averaged_step__first_form(w, average, gradient, learning_rate, momentum):
    """This is the first form: here `average` holds gradients, without learning rate."""
    average = momentum * average - learning_rate * gradient
    return w + average, average


def averaged_step__rate_inside(w, average, gradient, learning_rate, momentum):
    """`average` holds gradients: multiply by the learning rate when `w` moves."""
    average = momentum * average + (1 - momentum) * learning_rate * gradient
    return w - average, average


def averaged_step__no_rate(w, average, gradient, learning_rate, momentum):
    """`w` moves by the whole average: the learning rate is missing."""
    average = momentum * average + (1 - momentum) * gradient
    return w - average, average


def averaged_step__matched_rate(w, average, gradient, learning_rate, momentum):
    """`learning_rate` is already that of this form: do not divide by 1 - momentum."""
    average = momentum * average + (1 - momentum) * gradient
    return w - learning_rate / (1 - momentum) * average, average


def averaged_step__order_swapped(w, average, gradient, learning_rate, momentum):
    """The results are in the wrong order: return the new `w` first, then `average`."""
    average = momentum * average + (1 - momentum) * gradient
    return average, w - learning_rate * average


def nesterov_step__plain_momentum(w, velocity, gradient, learning_rate, momentum):
    """This is momentum without the look ahead: `w` moves not only by the velocity."""
    velocity = momentum * velocity - learning_rate * gradient
    return w + velocity, velocity


def nesterov_step__movement_kept(w, velocity, gradient, learning_rate, momentum):
    """`velocity` holds the whole movement of w: keep it without the look ahead."""
    velocity = momentum * velocity - learning_rate * gradient
    movement = momentum * velocity - learning_rate * gradient
    return w + movement, movement


def nesterov_step__weights_without_look_ahead(
    w, velocity, gradient, learning_rate, momentum
):
    """This returns the weights without the look ahead: here `w` is u + momentum * v."""
    new_velocity = momentum * velocity - learning_rate * gradient
    return w - momentum * velocity + new_velocity, new_velocity


def nesterov_step__plus_sign(w, velocity, gradient, learning_rate, momentum):
    """The velocity points uphill: look at the sign of the gradient in it."""
    velocity = momentum * velocity + learning_rate * gradient
    return w + momentum * velocity + learning_rate * gradient, velocity


def nesterov_step__no_gradient_in_w(w, velocity, gradient, learning_rate, momentum):
    """`w` moves by the momentum term alone: the gradient's own step is missing."""
    velocity = momentum * velocity - learning_rate * gradient
    return w + momentum * velocity, velocity


def velocity__averaged_gradients(gradients, learning_rate, momentum):
    """The gradients are averaged: in this form their weights do not add up to one."""
    ages = np.arange(len(gradients))[::-1]
    return -learning_rate * (1 - momentum) * momentum**ages @ gradients


def velocity__oldest_first(gradients, learning_rate, momentum):
    """The oldest gradient has the largest weight: it is the newest that counts most."""
    return -learning_rate * momentum ** np.arange(len(gradients)) @ gradients


def velocity__plus_sign(gradients, learning_rate, momentum):
    """The velocity points uphill: it is a sum of steps, and steps go downhill."""
    ages = np.arange(len(gradients))[::-1]
    return learning_rate * momentum**ages @ gradients


def velocity__newest_discounted(gradients, learning_rate, momentum):
    """The newest gradient is already discounted: its age is 0, not 1."""
    ages = np.arange(len(gradients))[::-1] + 1
    return -learning_rate * momentum**ages @ gradients


def velocity__no_rate(gradients, learning_rate, momentum):
    """The learning rate is missing: every gradient is a step of this size."""
    ages = np.arange(len(gradients))[::-1]
    return -(momentum**ages) @ gradients


def velocity__newest_only(gradients, learning_rate, momentum):
    """Only the newest gradient counts: the earlier ones belong to the sum, too."""
    return -learning_rate * gradients[-1]


def velocity__equal_weights(gradients, learning_rate, momentum):
    """All gradients have the same weight: a gradient of age a has momentum**a."""
    return -learning_rate * np.sum(gradients, axis=0)


def new_rate__upside_down(learning_rate, momentum, new_momentum):
    """The fraction is upside down: a larger momentum needs a smaller learning rate."""
    return learning_rate * (1 - momentum) / (1 - new_momentum)


def new_rate__effective_rate(learning_rate, momentum, new_momentum):
    """This is the effective learning rate: which learning rate gives it now?"""
    return learning_rate / (1 - momentum)


def new_rate__new_effective_rate(learning_rate, momentum, new_momentum):
    """This is the effective rate with the new momentum and the old learning rate."""
    return learning_rate / (1 - new_momentum)


def new_rate__from_no_momentum(learning_rate, momentum, new_momentum):
    """This is right only if the old momentum is 0: the old one counts, too."""
    return learning_rate * (1 - new_momentum)


def new_rate__old_momentum_only(learning_rate, momentum, new_momentum):
    """The new momentum is not used: it decides how many steps add up now."""
    return learning_rate * (1 - momentum)


def new_rate__ratio_of_momenta(learning_rate, momentum, new_momentum):
    """The momenta themselves are divided: what counts is 1 minus each of them."""
    return learning_rate * momentum / new_momentum


def new_rate__ratio_of_momenta_upside_down(learning_rate, momentum, new_momentum):
    """The momenta are divided, and upside down: what counts is 1 minus each of them."""
    return learning_rate * new_momentum / momentum


def new_rate__unchanged(learning_rate, momentum, new_momentum):
    """The learning rate is unchanged, but now another number of steps adds up."""
    return learning_rate


def velocity__returned_in_the_loop(gradients, learning_rate, momentum):
    """Only the first gradient counts: `return` stands inside the loop."""
    return -learning_rate * gradients[0]


def velocity__last_left_out(gradients, learning_rate, momentum):
    """The newest gradient is missing: the velocity is the one after the last step."""
    ages = np.arange(len(gradients) - 1)[::-1]
    return -learning_rate * (momentum**ages @ gradients[:-1])


def velocity__rate_and_momentum_swapped(gradients, learning_rate, momentum):
    """Rate and momentum changed places: momentum multiplies the old velocity."""
    ages = np.arange(len(gradients))[::-1]
    return -momentum * learning_rate**ages @ gradients


def velocity__starts_with_a_gradient(gradients, learning_rate, momentum):
    """The velocity starts with a whole gradient: before the first step it is 0."""
    ages = np.arange(len(gradients))[::-1]
    weights = -learning_rate * momentum**ages
    weights[0] = momentum ** ages[0]
    return weights @ gradients


def velocity__looks_ahead(gradients, learning_rate, momentum):
    """The last gradient is added once more: this is how far Nesterov's rule moves."""
    ages = np.arange(len(gradients))[::-1]
    velocity = -learning_rate * momentum**ages @ gradients
    return momentum * velocity - learning_rate * gradients[-1]


def averaged_step__gradient_alone(w, average, gradient, learning_rate, momentum):
    """`w` moves by the new gradient alone: it moves by the new average."""
    average = momentum * average + (1 - momentum) * gradient
    return w - learning_rate * gradient, average


def averaged_step__gradient_subtracted(w, average, gradient, learning_rate, momentum):
    """The gradient is subtracted inside the average: the minus belongs to `w`."""
    average = momentum * average - (1 - momentum) * gradient
    return w - learning_rate * average, average


def nesterov_step__whole_velocity(w, velocity, gradient, learning_rate, momentum):
    """`w` moves by the whole velocity: the look ahead is `momentum` times it."""
    velocity = momentum * velocity - learning_rate * gradient
    return w + velocity - learning_rate * gradient, velocity


def nesterov_step__old_velocity(w, velocity, gradient, learning_rate, momentum):
    """The look ahead uses the old velocity: use the new one."""
    new = momentum * velocity - learning_rate * gradient
    return w + momentum * velocity + new, new


def nesterov_step__look_ahead_added(w, velocity, gradient, learning_rate, momentum):
    """`w` moves by the velocity and by the look ahead: one of the two is too much."""
    velocity = momentum * velocity - learning_rate * gradient
    return w + velocity + momentum * velocity, velocity


def nesterov_step__gradient_uphill_in_w(w, velocity, gradient, learning_rate, momentum):
    """The gradient's own step goes uphill in `w`: look at its sign there."""
    velocity = momentum * velocity - learning_rate * gradient
    return w + momentum * velocity + learning_rate * gradient, velocity
