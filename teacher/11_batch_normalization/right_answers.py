"""Right answers to the exercises of a lab, each written in several ways.

Loops, float32, lists, work in place, other libraries: all of them must pass.
"""

import numpy as np


def forward_loop(x, gamma, beta, epsilon):
    result = np.empty_like(x)
    for feature, column in enumerate(x.T):
        deviation = np.sqrt(np.mean((column - np.mean(column)) ** 2) + epsilon)
        normalized = (column - np.mean(column)) / deviation
        result[:, feature] = gamma[feature] * normalized + beta[feature]
    return result


def forward_lists(x, gamma, beta, epsilon):
    number = len(x)
    columns = []
    for column, scale, shift in zip(zip(*x, strict=True), gamma, beta, strict=True):
        mean = sum(column) / number
        variance = sum((value - mean) ** 2 for value in column) / number
        root = (variance + epsilon) ** 0.5
        columns.append([scale * (value - mean) / root + shift for value in column])
    return [list(row) for row in zip(*columns, strict=True)]


def forward_in_place(x, gamma, beta, epsilon):
    x -= x.mean(axis=0)
    x *= gamma / np.sqrt((x**2).mean(axis=0) + epsilon)
    x += beta
    return x


def forward_float32(x, gamma, beta, epsilon):
    x, gamma, beta = (each.astype(np.float32) for each in (x, gamma, beta))
    scale = gamma / np.sqrt(x.var(axis=0) + np.float32(epsilon))
    return x * scale + (beta - x.mean(axis=0) * scale)


def forward_keras(x, gamma, beta, epsilon):
    from tensorflow import keras

    layer = keras.layers.BatchNormalization(epsilon=epsilon)
    layer.build(x.shape)
    layer.gamma.assign(gamma)
    layer.beta.assign(beta)
    return layer(x.astype("float32"), training=True)


def statistics_plain(mean, variance, x, momentum, training):
    if training:
        mean = momentum * mean + (1 - momentum) * np.mean(x, axis=0)
        variance = momentum * variance + (1 - momentum) * np.var(x, axis=0)
    return mean, variance


def statistics_in_place(mean, variance, x, momentum, training):
    weight = (1 - momentum) * bool(training)
    mean += weight * (x.mean(axis=0) - mean)
    variance += weight * (x.var(axis=0) - variance)
    return mean, variance


def statistics_lists(mean, variance, x, momentum, training):
    if not training:
        return list(mean), list(variance)
    means, variances = [], []
    for old_mean, old_variance, column in zip(mean, variance, x.T, strict=True):
        centre = sum(column) / len(column)
        spread = sum((value - centre) ** 2 for value in column) / len(column)
        means.append(momentum * old_mean + (1 - momentum) * centre)
        variances.append(momentum * old_variance + (1 - momentum) * spread)
    return [means, variances]


def statistics_float32(mean, variance, x, momentum, training):
    mean, variance, x = (each.astype(np.float32) for each in (mean, variance, x))
    return statistics_plain(mean, variance, x, np.float32(momentum), training)


def fold_plain(kernel, bias, gamma, beta, mean, variance, epsilon):
    scale = gamma / np.sqrt(variance + epsilon)
    return kernel * scale, bias * scale + beta - mean * scale


def fold_diagonal(kernel, bias, gamma, beta, mean, variance, epsilon):
    scale = np.diag(gamma / np.sqrt(variance + epsilon))
    return kernel @ scale, (bias - mean) @ scale + beta


def fold_loop(kernel, bias, gamma, beta, mean, variance, epsilon):
    kernel, bias = kernel.tolist(), list(bias)
    for unit in range(len(bias)):
        scale = gamma[unit] / (variance[unit] + epsilon) ** 0.5
        bias[unit] = (bias[unit] - mean[unit]) * scale + beta[unit]
        for row in kernel:
            row[unit] *= scale
    return kernel, bias


def fold_in_place(kernel, bias, gamma, beta, mean, variance, epsilon):
    gamma /= np.sqrt(variance + epsilon)
    kernel *= gamma
    bias -= mean
    bias *= gamma
    bias += beta
    return kernel, bias


def fold_float32(*arguments):
    return fold_plain(*map(np.float32, arguments))


RIGHT_ANSWERS = {
    "forward": {
        "a loop": forward_loop,
        "lists": forward_lists,
        "in place": forward_in_place,
        "float32": forward_float32,
        "Keras": forward_keras,
    },
    "statistics": {
        "plain": statistics_plain,
        "in place": statistics_in_place,
        "lists": statistics_lists,
        "float32": statistics_float32,
    },
    "fold": {
        "plain": fold_plain,
        "a diagonal matrix": fold_diagonal,
        "a loop": fold_loop,
        "in place": fold_in_place,
        "float32": fold_float32,
    },
}
