"""Right answers to the exercises of lab 07, each written in several ways."""

import math

import numpy as np


def slope_from_exponentials(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


def slope_from_tanh(z):
    return 0.25 * (1 - np.tanh(z / 2) ** 2)


def slope_float32(z):
    value = 1 / (1 + np.exp(-z.astype(np.float32)))
    return value - value**2


def slope_by_loop(z):
    flat = [1 / (1 + math.exp(-each)) for each in z.ravel()]
    return np.reshape([each * (1 - each) for each in flat], z.shape).tolist()


def slope_in_place(z):
    np.exp(-z, out=z)
    z += 1
    np.reciprocal(z, out=z)
    z *= 1 - z
    return z


def elu_where(z, alpha):
    return np.where(z > 0, z, alpha * np.expm1(z)), np.where(
        z > 0, 1, alpha * np.exp(z)
    )


def elu_by_mask(z, alpha):
    below = z < 0
    slopes = np.ones_like(z)
    slopes[below] = alpha * np.exp(z[below])
    z[below] = alpha * (np.exp(z[below]) - 1)
    return z, slopes


def elu_by_loop(z, alpha):
    values = [v if v >= 0 else alpha * (math.exp(v) - 1) for v in z.ravel()]
    slopes = [1 if v >= 0 else alpha * math.exp(v) for v in z.ravel()]
    return [np.reshape(flat, z.shape).tolist() for flat in (values, slopes)]


def elu_float32(z, alpha):
    return elu_where(z.astype(np.float32), np.float32(alpha))


def maxout_by_pieces(x, kernel, bias):
    values = x @ kernel[:, 0] + bias[0]
    for piece in range(1, kernel.shape[1]):
        values = np.maximum(values, x @ kernel[:, piece] + bias[piece])
    return values


def maxout_einsum(x, kernel, bias):
    return (np.einsum("ni,ipu->npu", x, kernel) + bias).max(axis=1)


def maxout_lists(x, kernel, bias):
    _, pieces, units = kernel.shape
    return [
        [
            max(
                row @ kernel[:, piece, unit] + bias[piece, unit]
                for piece in range(pieces)
            )
            for unit in range(units)
        ]
        for row in x
    ]


def maxout_float32(x, kernel, bias):
    return maxout_by_pieces(*(each.astype(np.float32) for each in (x, kernel, bias)))


def pick_by_ratio(gradients):
    if (gradients[1] == 0).mean() > 0.05:
        return "relu"
    norms = [np.linalg.norm(each) for each in gradients]
    factor = (norms[-1] / norms[0]) ** (1 / (len(norms) - 1))
    return "sigmoid" if factor > 2 else "tanh"


def pick_by_slope(gradients):
    norms = np.array([np.sqrt((each**2).sum()) for each in gradients])
    if any((each == 0).any() for each in gradients):
        return "relu"
    slope = np.polyfit(np.arange(len(norms)), np.log2(norms), 1)[0]
    return "sigmoid" if slope > 1 else "tanh"


def pick_in_place(gradients):
    zeros = np.count_nonzero(gradients[0]) < 0.9 * gradients[0].size
    gradients[0] /= np.linalg.norm(gradients[-1])
    fades = np.linalg.norm(gradients[0]) < 0.5 ** len(gradients)
    return np.str_("relu" if zeros else "sigmoid" if fades else "tanh")


RIGHT_ANSWERS = {
    "sigmoid_derivative": {
        "exponentials": slope_from_exponentials,
        "tanh": slope_from_tanh,
        "float32": slope_float32,
        "a loop": slope_by_loop,
        "in place": slope_in_place,
    },
    "elu": {
        "where": elu_where,
        "by mask, in place": elu_by_mask,
        "a loop": elu_by_loop,
        "float32": elu_float32,
    },
    "maxout": {
        "piece by piece": maxout_by_pieces,
        "einsum": maxout_einsum,
        "lists": maxout_lists,
        "float32": maxout_float32,
    },
    "activation": {
        "by ratio": pick_by_ratio,
        "by slope": pick_by_slope,
        "in place": pick_in_place,
    },
}
