"""Right answers to the exercises of a lab, each written in several ways.

Loops, float32, lists, work in place, other libraries: all of them must pass.
"""

import numpy as np


def velocity_loop(gradients, learning_rate, momentum):
    velocity = np.zeros(gradients.shape[1])
    for gradient in gradients:
        velocity = momentum * velocity - learning_rate * gradient
    return velocity


def velocity_lists(gradients, learning_rate, momentum):
    total = [0.0] * len(gradients[0])
    for age, gradient in enumerate(reversed(gradients)):
        for place, value in enumerate(gradient):
            total[place] -= learning_rate * momentum**age * value
    return total


def velocity_float32(gradients, learning_rate, momentum):
    gradients = gradients.astype(np.float32)
    weights = np.float32(momentum) ** np.arange(len(gradients), dtype=np.float32)[::-1]
    return -np.float32(learning_rate) * np.tensordot(weights, gradients, axes=1)


def velocity_in_place(gradients, learning_rate, momentum):
    for step in range(1, len(gradients)):
        gradients[step] += momentum * gradients[step - 1]
    return -learning_rate * gradients[-1]


def new_rate_plain(learning_rate, momentum, new_momentum):
    return learning_rate * (1 - new_momentum) / (1 - momentum)


def new_rate_float32(learning_rate, momentum, new_momentum):
    rate, old, new = map(np.float32, (learning_rate, momentum, new_momentum))
    return rate / (1 - old) * (1 - new)


def new_rate_series(learning_rate, momentum, new_momentum):
    old = sum(momentum**age for age in range(2000))
    new = sum(new_momentum**age for age in range(2000))
    return learning_rate * old / new


def new_rate_array(learning_rate, momentum, new_momentum):
    return np.array(learning_rate) * np.divide(1 - new_momentum, 1 - momentum)


def averaged_plain(w, average, gradient, learning_rate, momentum):
    average = momentum * average + (1 - momentum) * gradient
    return w - learning_rate * average, average


def averaged_in_place(w, average, gradient, learning_rate, momentum):
    average += (1 - momentum) * (gradient - average)
    w -= learning_rate * average
    return w, average


def averaged_lists(w, average, gradient, learning_rate, momentum):
    new_average = [
        momentum * old + (1 - momentum) * new
        for old, new in zip(average, gradient, strict=True)
    ]
    new_w = [x - learning_rate * a for x, a in zip(w, new_average, strict=True)]
    return [new_w, new_average]


def averaged_float32(*arguments):
    w, average, gradient, learning_rate, momentum = map(np.float32, arguments)
    return averaged_plain(w, average, gradient, learning_rate, momentum)


def nesterov_plain(w, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * gradient
    return w + momentum * velocity - learning_rate * gradient, velocity


def nesterov_from_positions(w, velocity, gradient, learning_rate, momentum):
    behind = w - momentum * velocity
    new_velocity = momentum * velocity - learning_rate * gradient
    return behind + new_velocity + momentum * new_velocity, new_velocity


def nesterov_lists(w, velocity, gradient, learning_rate, momentum):
    result = [
        nesterov_plain(a, b, c, learning_rate, momentum)
        for a, b, c in zip(w, velocity, gradient, strict=True)
    ]
    return [a for a, _ in result], [b for _, b in result]


def nesterov_in_place(w, velocity, gradient, learning_rate, momentum):
    velocity *= momentum
    velocity -= learning_rate * gradient
    w += momentum * velocity
    w -= learning_rate * gradient
    return w, velocity


RIGHT_ANSWERS = {
    "velocity": {
        "a loop": velocity_loop,
        "lists": velocity_lists,
        "float32": velocity_float32,
        "in place": velocity_in_place,
    },
    "new_rate": {
        "plain": new_rate_plain,
        "float32": new_rate_float32,
        "sums": new_rate_series,
        "array": new_rate_array,
    },
    "averaged_step": {
        "plain": averaged_plain,
        "in place": averaged_in_place,
        "lists": averaged_lists,
        "float32": averaged_float32,
    },
    "nesterov_step": {
        "plain": nesterov_plain,
        "from positions": nesterov_from_positions,
        "lists": nesterov_lists,
        "in place": nesterov_in_place,
    },
}
