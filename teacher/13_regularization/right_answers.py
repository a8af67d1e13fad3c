"""Right answers to the exercises of lab 13, each written in several ways."""

import numpy as np


def l2_plain(kernel, bias, strength):
    penalty = 0.5 * strength * (kernel**2).sum()
    return penalty, strength * kernel, np.zeros(bias.shape)


def l2_loop(kernel, bias, strength):
    total = 0.0
    for row in kernel:
        for w in row:
            total += w * w
    gradient = [[strength * w for w in row] for row in kernel]
    return [total * strength / 2, gradient, [0] * len(bias)]


def l2_float32(kernel, bias, strength):
    kernel = kernel.astype(np.float32)
    strength = np.float32(strength)
    return strength / 2 * np.vdot(kernel, kernel), strength * kernel, 0 * bias


def l2_in_place(kernel, bias, strength):
    penalty = strength / 2 * np.linalg.norm(kernel) ** 2
    kernel *= strength
    bias *= 0
    return penalty, kernel, bias


def threshold_sign(w, threshold):
    return np.sign(w) * np.maximum(np.abs(w) - threshold, 0)


def threshold_clip(w, threshold):
    return w - np.clip(w, -threshold, threshold)


def threshold_where(w, threshold):
    moved = np.where(w > 0, w - threshold, w + threshold)
    return np.where(np.abs(w) > threshold, moved, 0)


def threshold_lists(w, threshold):
    def one(value):
        if isinstance(value, np.ndarray):
            return [one(each) for each in value]
        if value > threshold:
            return value - threshold
        return value + threshold if value < -threshold else 0

    return one(w)


def threshold_float32(w, threshold):
    return threshold_clip(w.astype(np.float32), np.float32(threshold))


def threshold_in_place(w, threshold):
    small = np.abs(w) <= threshold
    w -= threshold * np.sign(w)
    w[small] = 0
    return w


def layer_plain(kernel, bias, kernel_gradient, bias_gradient, rate, decay):
    kernel = kernel - rate * (kernel_gradient + decay * kernel)
    return kernel, bias - rate * bias_gradient


def layer_in_place(kernel, bias, kernel_gradient, bias_gradient, rate, decay):
    kernel *= 1 - rate * decay
    kernel -= rate * kernel_gradient
    bias -= rate * bias_gradient
    return kernel, bias


def layer_lists(kernel, bias, kernel_gradient, bias_gradient, rate, decay):
    new_kernel = [
        [w - rate * decay * w - rate * g for w, g in zip(row, slopes, strict=True)]
        for row, slopes in zip(kernel, kernel_gradient, strict=True)
    ]
    pairs = zip(bias, bias_gradient, strict=True)
    return [new_kernel, [b - rate * g for b, g in pairs]]


def layer_float32(*arguments):
    return layer_plain(*map(np.float32, arguments))


def decayed_plain(w, velocity, gradient, learning_rate, momentum, weight_decay):
    velocity = momentum * velocity - learning_rate * gradient
    return (1 - learning_rate * weight_decay) * w + velocity, velocity


def decayed_in_place(w, velocity, gradient, learning_rate, momentum, weight_decay):
    w *= 1 - learning_rate * weight_decay
    velocity *= momentum
    velocity -= learning_rate * gradient
    w += velocity
    return w, velocity


def decayed_lists(w, velocity, gradient, learning_rate, momentum, weight_decay):
    result = [
        decayed_plain(a, b, c, learning_rate, momentum, weight_decay)
        for a, b, c in zip(w, velocity, gradient, strict=True)
    ]
    return [a for a, _ in result], [b for _, b in result]


def decayed_float32(*arguments):
    return decayed_plain(*map(np.float32, arguments))


RIGHT_ANSWERS = {
    "l2": {
        "plain": l2_plain,
        "a loop": l2_loop,
        "float32": l2_float32,
        "in place": l2_in_place,
    },
    "soft_threshold": {
        "by sign": threshold_sign,
        "by clip": threshold_clip,
        "by cases": threshold_where,
        "lists": threshold_lists,
        "float32": threshold_float32,
        "in place": threshold_in_place,
    },
    "decayed_layer": {
        "plain": layer_plain,
        "in place": layer_in_place,
        "lists": layer_lists,
        "float32": layer_float32,
    },
    "decayed_step": {
        "plain": decayed_plain,
        "in place": decayed_in_place,
        "lists": decayed_lists,
        "float32": decayed_float32,
    },
}
