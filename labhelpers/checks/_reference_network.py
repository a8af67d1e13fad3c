"""Compute the convolutional network of lab 02 in NumPy: outputs, and steps of Adam.

What the answer's network is held to. No TensorFlow is needed, so that the process that
holds the check starts none.
"""

import numpy as np

ACTIVATIONS = {  # name: the function, and its derivative from its value
    "tanh": (np.tanh, lambda value: 1 - value**2),
    "sigmoid": (lambda z: 0.5 + 0.5 * np.tanh(z / 2), lambda value: value - value**2),
    "elu": (
        lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
        lambda value: np.where(value > 0, 1.0, value + 1),
    ),
}


def hidden(x, weights, activation):
    """Return what reaches the output layer, shape (images, units).

    Args:
        x: Images, shape (images, rows, columns, channels).
        weights: Kernel and bias of each convolution, then of the output layer.
        activation: One of `ACTIVATIONS`.
    """
    return _layers(x, weights, activation)[-1].reshape(len(x), -1)


def probabilities(reached, weights):
    """Return the softmax of the output layer for what reaches it."""
    sums = reached @ weights[-2] + weights[-1]
    powers = np.exp(sums - sums.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def adam(weights, activation, learning_rate, x, y, steps=2):
    """Return the first loss of a batch, and the weights after steps of Adam on it.

    Source: Kingma and Ba 2015; epsilon and its place as in Keras.
    """
    weights = [np.asarray(each, dtype=float) for each in weights]
    first = second = [0.0] * len(weights)
    losses = []
    for step in range(1, steps + 1):
        loss, gradients = _gradients(weights, activation, x, y)
        losses.append(loss)
        first = [0.9 * m + 0.1 * g for m, g in zip(first, gradients, strict=True)]
        squares = [g**2 for g in gradients]
        second = [0.999 * v + 0.001 * s for v, s in zip(second, squares, strict=True)]
        rate = learning_rate * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        moved = zip(weights, first, second, strict=True)
        weights = [w - rate * m / (np.sqrt(v) + 1e-7) for w, m, v in moved]
    return losses[0], weights


def _layers(x, weights, activation):
    """Return the images and the outputs of each convolution."""
    outputs = [np.asarray(x, dtype=float)]
    for kernel, bias in zip(weights[:-2:2], weights[1:-2:2], strict=True):
        seen = _windows(outputs[-1], len(kernel), (len(kernel) - 1) // 2)
        sums = np.tensordot(seen, kernel, axes=([4, 5, 3], [0, 1, 2])) + bias
        outputs.append(ACTIVATIONS[activation][0](sums))
    return outputs


def _windows(images, size, before):
    """Return what a kernel sees at each place, shape (n, rows, columns, c, size, size).

    Args:
        images: Shape (n, rows, columns, c).
        size: Rows and columns of the kernel.
        before: Rows and columns of zeros in front; behind are `size - 1 - before`.
    """
    edge = (before, size - 1 - before)
    padded = np.pad(images, ((0, 0), edge, edge, (0, 0)))
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))


def _gradients(weights, activation, x, y):
    """Return the mean cross-entropy and its gradient for each of the weights."""
    outputs = _layers(x, weights, activation)
    reached = outputs[-1].reshape(len(x), -1)
    predicted = probabilities(reached, weights)
    loss = -np.mean(np.log(predicted[np.arange(len(y)), y]))
    errors = (predicted - np.eye(predicted.shape[1])[y]) / len(y)
    gradients = [reached.T @ errors, errors.sum(axis=0)]
    back = (errors @ weights[-2].T).reshape(outputs[-1].shape)
    for place in range(len(outputs) - 2, -1, -1):
        kernel, size = weights[2 * place], len(weights[2 * place])
        back = back * ACTIVATIONS[activation][1](outputs[place + 1])
        seen = _windows(outputs[place], size, (size - 1) // 2)
        of_kernel = np.tensordot(seen, back, axes=([0, 1, 2], [0, 1, 2]))
        gradients[:0] = [of_kernel.transpose(1, 2, 0, 3), back.sum(axis=(0, 1, 2))]
        seen = _windows(back, size, size - 1 - (size - 1) // 2)
        turned = kernel[::-1, ::-1]
        back = np.tensordot(seen, turned, axes=([4, 5, 3], [0, 1, 3]))
    return loss, gradients
