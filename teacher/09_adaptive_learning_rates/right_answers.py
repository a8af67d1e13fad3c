"""Right answers to the exercises of a lab, each written in several ways.

Loops, float32, lists, work in place, other libraries: all of them must pass.
"""

import math

import numpy as np


def adagrad_plain(w, accumulator, gradient, learning_rate, epsilon):
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator


def adagrad_in_place(w, accumulator, gradient, learning_rate, epsilon):
    accumulator += np.square(gradient)
    w -= learning_rate * gradient * (accumulator + epsilon) ** -0.5
    return w, accumulator


def adagrad_loop(w, accumulator, gradient, learning_rate, epsilon):
    new_w, new_accumulator = [], []
    for value, total, slope in zip(w, accumulator, gradient, strict=True):
        total = total + slope * slope
        new_w.append(value - learning_rate * slope / math.sqrt(total + epsilon))
        new_accumulator.append(total)
    return [new_w, new_accumulator]


def adagrad_float32(*arguments):
    return adagrad_plain(*map(np.float32, arguments))


def rmsprop_plain(w, second_moment, gradient, learning_rate, rho, epsilon):
    second_moment = rho * second_moment + (1 - rho) * gradient**2
    divisor = np.sqrt(second_moment) + epsilon
    return w - learning_rate * gradient / divisor, second_moment


def rmsprop_in_place(w, second_moment, gradient, learning_rate, rho, epsilon):
    second_moment += (1 - rho) * (gradient**2 - second_moment)
    w -= learning_rate * gradient / (epsilon + second_moment**0.5)
    return w, second_moment


def rmsprop_lists(w, second_moment, gradient, learning_rate, rho, epsilon):
    parts = [
        rmsprop_plain(*values, learning_rate, rho, epsilon)
        for values in zip(w, second_moment, gradient, strict=True)
    ]
    return [list(part) for part in zip(*parts, strict=True)]


def rmsprop_float32(*arguments):
    return rmsprop_plain(*map(np.float32, arguments))


def adam_plain(
    w,
    first_moment,
    second_moment,
    step,
    gradient,
    learning_rate,
    beta_1,
    beta_2,
    epsilon,
):
    first_moment = beta_1 * first_moment + (1 - beta_1) * gradient
    second_moment = beta_2 * second_moment + (1 - beta_2) * gradient**2
    average = first_moment / (1 - beta_1**step)
    root = np.sqrt(second_moment / (1 - beta_2**step))
    return w - learning_rate * average / (root + epsilon), first_moment, second_moment


def adam_in_place(
    w,
    first_moment,
    second_moment,
    step,
    gradient,
    learning_rate,
    beta_1,
    beta_2,
    epsilon,
):
    first_moment += (1 - beta_1) * (gradient - first_moment)
    second_moment += (1 - beta_2) * (gradient**2 - second_moment)
    both = np.sqrt(1 - beta_2**step)
    rate = learning_rate * both / (1 - beta_1**step)
    w -= rate * first_moment / (np.sqrt(second_moment) + epsilon * both)
    return w, first_moment, second_moment


def adam_lists(w, first_moment, second_moment, step, gradient, *rates):
    parts = [
        adam_plain(*values[:3], step, values[3], *rates)
        for values in zip(w, first_moment, second_moment, gradient, strict=True)
    ]
    return [list(part) for part in zip(*parts, strict=True)]


def adam_float32(*arguments):
    return adam_plain(*map(np.float32, arguments))


RIGHT_ANSWERS = {
    "adagrad": {
        "plain": adagrad_plain,
        "in place": adagrad_in_place,
        "a loop": adagrad_loop,
        "float32": adagrad_float32,
    },
    "rmsprop": {
        "plain": rmsprop_plain,
        "in place": rmsprop_in_place,
        "lists": rmsprop_lists,
        "float32": rmsprop_float32,
    },
    "adam": {
        "plain": adam_plain,
        "in place": adam_in_place,
        "lists": adam_lists,
        "float32": adam_float32,
    },
}
