"""Right answers to the exercises of a lab, each written in several ways.

Loops, float32, lists, work in place, other libraries: all of them must pass.
"""

import numpy as np


def differences_vectorised(loss, w, push):
    pushes = push * np.eye(len(w))
    return (loss(w + pushes) - loss(w - pushes)) / (2 * push)


def differences_in_place(loss, w, push):
    gradient = []
    for place in range(len(w)):
        w[place] += push
        ahead = loss(w)
        w[place] -= 2 * push
        gradient.append((ahead - loss(w)) / (2 * push))
        w[place] += push
    return gradient


def differences_of_lists(loss, w, push):
    gradient = [0.0] * len(w)
    for place in range(len(w)):
        ahead = [v + push * (i == place) for i, v in enumerate(w)]
        behind = [v - push * (i == place) for i, v in enumerate(w)]
        gradient[place] = float(loss(ahead) - loss(behind)) / push / 2
    return gradient


def step_vectorised(w, b, x, y, learning_rate):
    inputs = np.stack([x**2, np.ones_like(x)], axis=1)
    gradient = 2 / len(x) * inputs.T @ (inputs @ [w, b] - y)
    return tuple(np.array([w, b]) - learning_rate * gradient)


def step_loop(w, b, x, y, learning_rate):
    w_gradient = b_gradient = 0.0
    for x_i, y_i in zip(x, y, strict=True):
        error = w * x_i * x_i + b - y_i
        w_gradient += 2 * error * x_i * x_i / len(x)
        b_gradient += 2 * error / len(x)
    return [w - learning_rate * w_gradient, b - learning_rate * b_gradient]


def step_float32(w, b, x, y, learning_rate):
    x, y = x.astype(np.float32), y.astype(np.float32)
    errors = np.float32(w) * x**2 + np.float32(b) - y
    rate = np.float32(2 * learning_rate)
    return w - rate * (errors * x**2).mean(), b - rate * errors.mean()


def step_tape(w, b, x, y, learning_rate):
    import tensorflow as tf

    w, b = tf.Variable(w, dtype="float64"), tf.Variable(b, dtype="float64")
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((w * x**2 + b - y) ** 2)
    gradients = tape.gradient(loss, [w, b])
    return [v - learning_rate * g for v, g in zip([w, b], gradients, strict=True)]


def rate_of_eigenvalues(hessian):
    return 2 / max(np.linalg.eigvals(hessian).real)


def rate_by_the_norm(hessian):
    return 2.0 / np.linalg.norm(hessian, ord=2)


def rate_float32(hessian):
    return np.float32(2) / np.linalg.eigvalsh(hessian.astype(np.float32))[-1]


def rate_by_power_iteration(hessian):
    w = np.ones(len(hessian))
    for _ in range(20_000):
        w = hessian @ w
        w /= np.linalg.norm(w)
    return 2 / (w @ hessian @ w)


RIGHT_ANSWERS = {
    "central_differences": {
        "vectorised": differences_vectorised,
        "in place": differences_in_place,
        "lists": differences_of_lists,
    },
    "one_step": {
        "vectorised": step_vectorised,
        "a loop": step_loop,
        "float32": step_float32,
        "the tape": step_tape,
    },
    "largest_rate": {
        "all eigenvalues": rate_of_eigenvalues,
        "the norm": rate_by_the_norm,
        "float32": rate_float32,
        "power iteration": rate_by_power_iteration,
    },
}
