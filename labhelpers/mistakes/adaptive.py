"""Get the adaptive rules wrong in the usual ways."""

import numpy as np


def adagrad__epsilon_outside(w, accumulator, gradient, learning_rate, epsilon):
    """`epsilon` stands beside the root: in Keras's form it is rooted as well."""
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / (np.sqrt(accumulator) + epsilon), accumulator


def adagrad__epsilon_added_to_w(w, accumulator, gradient, learning_rate, epsilon):
    """`epsilon` is added to `w` itself: look where the divisor ends."""
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / np.sqrt(accumulator) + epsilon, accumulator


def adagrad__no_epsilon(w, accumulator, gradient, learning_rate, epsilon):
    """`epsilon` is not used: the divisor of `w` needs it, the accumulator does not."""
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / np.sqrt(accumulator), accumulator


def adagrad__epsilon_kept(w, accumulator, gradient, learning_rate, epsilon):
    """`accumulator` grows by `epsilon` at each step: it holds squares only."""
    accumulator = accumulator + gradient**2 + epsilon
    return w - learning_rate * gradient / np.sqrt(accumulator), accumulator


def adagrad__mean_for_sum(w, accumulator, gradient, learning_rate, epsilon):
    """`accumulator` does not grow like a sum: nothing of the past is weighted down."""
    accumulator = (accumulator + gradient**2) / 2
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator


def adagrad__not_squared(w, accumulator, gradient, learning_rate, epsilon):
    """`accumulator` grows by the gradients: it is their squares that it collects."""
    accumulator = accumulator + np.abs(gradient)
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator


def adagrad__old_accumulator(w, accumulator, gradient, learning_rate, epsilon):
    """`w` is divided by the old accumulator: the newest gradient belongs to it."""
    new_w = w - learning_rate * gradient / np.sqrt(accumulator + epsilon)
    return new_w, accumulator + gradient**2


def adagrad__plus_sign(w, accumulator, gradient, learning_rate, epsilon):
    """`w` moves uphill: look at the sign in front of the learning rate."""
    accumulator = accumulator + gradient**2
    return w + learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator


def adagrad__no_root(w, accumulator, gradient, learning_rate, epsilon):
    """`w` is divided by the sum of squares: it has another unit, take the root."""
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / (accumulator + epsilon), accumulator


def rmsprop__no_root(w, second_moment, gradient, learning_rate, rho, epsilon):
    """`w` is divided by the mean square: take its root, in the unit of a gradient."""
    second_moment = rho * second_moment + (1 - rho) * gradient**2
    return w - learning_rate * gradient / (second_moment + epsilon), second_moment


def rmsprop__epsilon_inside(w, second_moment, gradient, learning_rate, rho, epsilon):
    """`epsilon` stands under the root, as in Keras: here it is added to the root."""
    second_moment = rho * second_moment + (1 - rho) * gradient**2
    root = np.sqrt(second_moment + epsilon)
    return w - learning_rate * gradient / root, second_moment


def rmsprop__epsilon_added_to_w(
    w, second_moment, gradient, learning_rate, rho, epsilon
):
    """`epsilon` is added to `w` itself: look where the divisor ends."""
    second_moment = rho * second_moment + (1 - rho) * gradient**2
    root = np.sqrt(second_moment)
    return w - learning_rate * gradient / root + epsilon, second_moment


def rmsprop__no_epsilon(w, second_moment, gradient, learning_rate, rho, epsilon):
    """`epsilon` is not used: a gradient of zero would divide zero by zero."""
    second_moment = rho * second_moment + (1 - rho) * gradient**2
    return w - learning_rate * gradient / np.sqrt(second_moment), second_moment


def rmsprop__sum_for_mean(w, second_moment, gradient, learning_rate, rho, epsilon):
    """`second_moment` grows like a sum: the new square has a weight, too."""
    second_moment = rho * second_moment + gradient**2
    root = np.sqrt(second_moment) + epsilon
    return w - learning_rate * gradient / root, second_moment


def rmsprop__adagrad(w, second_moment, gradient, learning_rate, rho, epsilon):
    """`second_moment` forgets nothing: this is the sum of Adagrad."""
    second_moment = second_moment + gradient**2
    root = np.sqrt(second_moment) + epsilon
    return w - learning_rate * gradient / root, second_moment


def rmsprop__weights_swapped(w, second_moment, gradient, learning_rate, rho, epsilon):
    """The two weights changed places: `rho` belongs to the old average."""
    second_moment = (1 - rho) * second_moment + rho * gradient**2
    root = np.sqrt(second_moment) + epsilon
    return w - learning_rate * gradient / root, second_moment


def rmsprop__old_average(w, second_moment, gradient, learning_rate, rho, epsilon):
    """`w` is divided by the average of the last step: update the average first."""
    new_w = w - learning_rate * gradient / (np.sqrt(second_moment) + epsilon)
    return new_w, rho * second_moment + (1 - rho) * gradient**2


def rmsprop__plus_sign(w, second_moment, gradient, learning_rate, rho, epsilon):
    """`w` moves uphill: look at the sign in front of the learning rate."""
    second_moment = rho * second_moment + (1 - rho) * gradient**2
    root = np.sqrt(second_moment) + epsilon
    return w + learning_rate * gradient / root, second_moment


def adam__no_bias_correction(*arguments):
    """No bias is corrected: the moments are used as they are, at every step."""
    return _adam(*arguments, corrections=lambda a, b, t: (1, 1))


def adam__counter_stuck(*arguments):
    """The correction is that of the first step, always: it has to fade with `step`."""
    return _adam(*arguments, corrections=lambda a, b, t: (1 - a, 1 - b))


def adam__power_one_less(*arguments):
    """The power in the correction is one too small: `step` counts from 1 already."""
    return _adam(
        *arguments, corrections=lambda a, b, t: (1 - a ** (t - 1), 1 - b ** (t - 1))
    )


def adam__power_one_more(*arguments):
    """The power in the correction is one too large: `step` counts from 1 already."""
    return _adam(
        *arguments, corrections=lambda a, b, t: (1 - a ** (t + 1), 1 - b ** (t + 1))
    )


def adam__betas_swapped(*arguments):
    """Each moment is corrected with the beta of the other one."""
    return _adam(*arguments, corrections=lambda a, b, t: (1 - b**t, 1 - a**t))


def adam__first_moment_only(*arguments):
    """Only the first moment is corrected: the second one starts at zero as well."""
    return _adam(*arguments, corrections=lambda a, b, t: (1 - a**t, 1))


def adam__second_moment_only(*arguments):
    """Only the second moment is corrected: the first one starts at zero as well."""
    return _adam(*arguments, corrections=lambda a, b, t: (1, 1 - b**t))


def adam__multiplied_by_the_step(*arguments):
    """The betas are multiplied by `step`: they are taken to this power."""
    return _adam(*arguments, corrections=lambda a, b, t: (1 - a * t, 1 - b * t))


def adam__no_root(*arguments):
    """`w` is divided by the mean square: take its root, in the unit of a gradient."""
    return _adam(*arguments, divisor=lambda square, epsilon: square + epsilon)


def adam__old_moments(*arguments):
    """`w` moves by the moments of the last step: update them first."""
    w, m, v, step, _, rate, beta_1, beta_2, epsilon = arguments
    with np.errstate(all="ignore"):
        root = np.sqrt(v / (1 - beta_2**step)) + epsilon
    new_w = w - rate * m / (1 - beta_1**step) / root
    return (new_w, *_adam(*arguments)[1:])


def adam__correction_kept(*arguments):
    """The returned moments are corrected ones: the next step would correct again."""
    *_, step, _, _, beta_1, beta_2, _ = arguments
    new_w, first, second = _adam(*arguments)
    return new_w, first / (1 - beta_1**step), second / (1 - beta_2**step)


def adam__epsilon_hat(*arguments):
    """`epsilon` is added before the root is corrected, as in Keras: correct first."""
    *_, step, _, _, _, beta_2, epsilon = arguments
    moved = epsilon / np.sqrt(1 - beta_2**step)
    return _adam(*arguments[:-1], moved)


def adam__epsilon_inside(*arguments):
    """`epsilon` stands under the root: in algorithm 1 it is added to the root."""
    return _adam(*arguments, divisor=lambda square, epsilon: np.sqrt(square + epsilon))


def adam__epsilon_added_to_w(*arguments):
    """`epsilon` is added to `w` itself: look where the divisor ends."""
    epsilon = arguments[-1]
    new_w, *moments = _adam(*arguments[:-1], 0.0)
    return (new_w + epsilon, *moments)


def adam__sum_for_mean(*arguments):
    """The moments grow like sums: a new gradient and its square have weights, too."""
    w, m, v, step, gradient, rate, beta_1, beta_2, epsilon = arguments
    m, v = beta_1 * m + gradient, beta_2 * v + gradient**2
    root = np.sqrt(v / (1 - beta_2**step))
    return w - rate * m / (1 - beta_1**step) / (root + epsilon), m, v


def adam__plus_sign(*arguments):
    """`w` moves uphill: look at the sign in front of the learning rate."""
    new_w, *moments = _adam(*arguments)
    return (2 * arguments[0] - new_w, *moments)


def _adam(
    w,
    first_moment,
    second_moment,
    step,
    gradient,
    learning_rate,
    beta_1,
    beta_2,
    epsilon,
    corrections=lambda a, b, t: (1 - a**t, 1 - b**t),
    divisor=lambda square, epsilon: np.sqrt(square) + epsilon,
):
    """Take a step of algorithm 1 with one part replaced."""
    first_moment = beta_1 * first_moment + (1 - beta_1) * gradient
    second_moment = beta_2 * second_moment + (1 - beta_2) * gradient**2
    first, second = corrections(beta_1, beta_2, step)
    with np.errstate(all="ignore"):  # one of the mistakes divides by zero
        step_size = first_moment / first / divisor(second_moment / second, epsilon)
    return w - learning_rate * step_size, first_moment, second_moment
