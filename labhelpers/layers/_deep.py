"""Run a deep dense network forward and backward."""

import itertools

import numpy as np

from labhelpers.layers._activations import ACTIVATIONS


def glorot_weights(sizes, generator, gain=1.0):
    """Draw the weights of a dense network, with variance 2 / (inputs + outputs).

    Args:
        sizes: Number of inputs, then of units per layer, at least two numbers.
        generator: A `numpy.random.Generator`.
        gain: Factor on all kernels but the last; with layers of one size the square
            root of 2 gives He's weights.

    Returns:
        A list of pairs, one per layer: kernel, shape (inputs, units), and bias, zeros
        of shape (units,).

    Raises:
        ValueError: There are fewer than two sizes.

    Source: Glorot and Bengio 2010, equation 12; `keras.initializers.GlorotNormal`.
    """
    if len(sizes) < 2:
        raise ValueError(
            "A network needs the number of its inputs and of the units of one layer or "
            f"more; received sizes={list(sizes)}"
        )
    weights = []
    for number, (inputs, units) in enumerate(itertools.pairwise(sizes)):
        scale = gain if number < len(sizes) - 2 else 1.0
        kernel = generator.normal(size=(inputs, units))
        kernel *= scale * np.sqrt(2 / (inputs + units))
        weights.append((kernel, np.zeros(units)))
    return weights


def deep_forward(x, weights, activation):
    """Run a dense network, and keep what its backward pass needs.

    Args:
        x: Examples, shape (num_examples, inputs).
        weights: Pairs of kernel and bias, one per layer.
        activation: Name of the activation of all layers but the last: "sigmoid",
            "tanh", "relu" or "elu".

    Returns:
        Two lists, one entry per layer: what each layer computes before its activation
        (the last one: the logits), and what comes into it (the first one: `x`).

    Raises:
        ValueError: There is no such activation.
    """
    bend, _ = _named(activation)
    sums, inputs = [], [np.asarray(x, dtype=float)]
    for kernel, bias in weights:
        sums.append(inputs[-1] @ kernel + bias)
        inputs.append(bend(sums[-1]))
    return sums, inputs[:-1]


def deep_backward(y, weights, sums, inputs, activation):
    """Return the gradients of the mean cross-entropy, by backpropagation.

    Args:
        y: Classes, shape (num_examples,), ints.
        weights: Pairs of kernel and bias, one per layer.
        sums: From `deep_forward`.
        inputs: From `deep_forward`.
        activation: As in `deep_forward`.

    Returns:
        Two lists, one entry per layer: pairs of the gradients for kernel and bias, and
        the gradients with respect to what the layer computes before its activation.

    Raises:
        ValueError: There is no such activation.
    """
    _, slope = _named(activation)
    logits = sums[-1] - sums[-1].max(axis=1, keepdims=True)
    delta = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    delta[np.arange(len(y)), y] -= 1
    deltas = [delta / len(y)]
    for (kernel, _), z in zip(weights[:0:-1], sums[-2::-1], strict=True):
        deltas.append(deltas[-1] @ kernel.T * slope(z))
    deltas.reverse()
    gradients = [
        (before.T @ delta, delta.sum(axis=0))
        for before, delta in zip(inputs, deltas, strict=True)
    ]
    return gradients, deltas


def gradient_norms(gradients):
    """Return the Euclidean norm of each layer's gradient, kernel and bias together.

    Args:
        gradients: Pairs of arrays, one per layer, from `deep_backward`.

    Returns:
        An array of shape (layers,).
    """
    return np.array(
        [np.sqrt(np.sum(kernel**2) + np.sum(bias**2)) for kernel, bias in gradients]
    )


def _named(activation):
    """Return an activation and its derivative."""
    if activation not in ACTIVATIONS:
        raise ValueError(
            f"An activation of {list(ACTIVATIONS)} is needed; received {activation!r}"
        )
    return ACTIVATIONS[activation]
