"""A deep network in NumPy that can be watched at every step, normalized or plain."""

import numpy as np

from labhelpers.layers._activations import ACTIVATIONS
from labhelpers.layers._batch_normalization import (
    batchnorm_backward,
    batchnorm_forward,
    batchnorm_inference,
    shaken,
)


class DeepNetwork:
    """Classify with hidden layers of one width, trained by mini-batch descent.

    A plain hidden layer computes activation(x @ kernel + beta). A normalized one
    computes activation(batchnorm(x @ kernel)) with its gamma and beta; it normalizes by
    the batch that it is given, as in training. The last layer is plain.

    Args:
        num_layers: Number of hidden layers, at least 1.
        normalized: Whether the hidden layers are normalized.
        seed: Seed of the weights and of the order of the examples.
        activation: "relu", "sigmoid", "tanh" or "elu".
        scale: Factor on He's initial kernels, positive.
        inputs: Number of features.
        units: Width of each hidden layer.
        classes: Number of classes.

    Attributes:
        weights: A tuple (kernel, gamma, beta) per layer; gamma of a plain layer is not
            used.
        used_weights: Those of the last step's gradient; they differ with `jolt` only.
        batch_statistics: Means and variances of the last batch, shape
            (num_layers, 2, units), of a normalized network.

    Example:
        >>> network = DeepNetwork(6, normalized=True, seed=0)
        >>> for loss in network.train(x, y, learning_rate=0.1, epochs=3):
        ...     inputs = network.layer_inputs(x[:128])
    """

    def __init__(
        self,
        num_layers,
        *,
        normalized,
        seed,
        activation="relu",
        scale=1.0,
        inputs=64,
        units=64,
        classes=10,
    ):
        self.normalized = normalized
        self._bend, self._slope = ACTIVATIONS[activation]
        self._generator = np.random.default_rng(seed)
        self.weights = []
        for after in [*[units] * num_layers, classes]:
            kernel = self._generator.normal(size=(inputs, after))
            kernel *= scale * np.sqrt(2 / inputs)
            self.weights.append((kernel, np.ones(after), np.zeros(after)))
            inputs = after
        self.used_weights = self.weights

    def train(self, x, y, learning_rate, *, epochs, batch_size=32, jolt=0.0):
        """Take one step after the other, and yield the loss of each batch.

        Args:
            x: Examples, shape (num_examples, inputs).
            y: Classes, shape (num_examples,), ints.
            learning_rate: Factor on the gradient, positive.
            epochs: Number of epochs.
            batch_size: Examples per step; some batches are one larger, so that no small
                one is left over.
            jolt: Largest random change of every hidden gamma and beta in each step; see
                `shaken`. The gradient is taken there, and the next step starts without
                the change.
        """
        for _ in range(epochs):
            order = self._generator.permutation(len(x))
            for rows in np.array_split(order, max(len(x) // batch_size, 1)):
                self.used_weights = shaken(self.weights, jolt, self._generator)
                loss, gradients = self._gradients(x[rows], y[rows], self.used_weights)
                self.weights = [
                    tuple(w - learning_rate * g for w, g in zip(*layer, strict=True))
                    for layer in zip(self.weights, gradients, strict=True)
                ]
                yield loss

    def gradients(self, x, y):
        """Return the mean loss, and per layer its gradients, as in `weights`."""
        return self._gradients(x, y, self.weights)

    def layer_inputs(self, x, weights=None):
        """Return what each layer receives, arrays of shape (num_examples, inputs).

        Args:
            x: Examples, shape (num_examples, inputs).
            weights: Others than the present ones, such as `used_weights`.
        """
        return self._forward(x, self.weights if weights is None else weights)[1]

    def statistics(self, x):
        """Return means and variances over `x`, shape (num_layers, 2, units)."""
        return _stacked(self._forward(x, self.weights)[3])

    def initial_averages(self):
        """Return the means 0 and variances 1 with which moving averages start."""
        units = len(self.weights[0][1])
        ones = np.ones((len(self.weights) - 1, units))
        return np.stack([0 * ones, ones], axis=1)

    def predict(self, x, statistics):
        """Return the classes at inference, with the means and variances given."""
        hidden = zip(self.weights[:-1], statistics, strict=True)
        for (kernel, gamma, beta), (mean, variance) in hidden:
            sums = batchnorm_inference(x @ kernel, gamma, beta, mean, variance)
            x = self._bend(sums)
        kernel, _, bias = self.weights[-1]
        return (x @ kernel + bias).argmax(axis=1)

    @property
    def batch_statistics(self):
        """Return means and variances of the last batch, as `statistics` does."""
        return _stacked(self._caches)

    def _forward(self, x, weights):
        """Return the logits, and lists of inputs, sums and what the norms keep."""
        inputs, sums, caches = [np.asarray(x, dtype=float)], [], []
        for kernel, gamma, beta in weights[:-1]:
            z, cache = inputs[-1] @ kernel, None
            if self.normalized:
                z, cache = batchnorm_forward(z, gamma, beta)
            else:
                z = z + beta
            sums.append(z)
            caches.append(cache)
            inputs.append(self._bend(z))
        kernel, _, bias = weights[-1]
        return inputs[-1] @ kernel + bias, inputs, sums, caches

    def _gradients(self, x, y, weights):
        logits, inputs, sums, caches = self._forward(x, weights)
        loss, delta = _cross_entropy(logits, y)
        gradients = [_dense_gradients(delta, inputs[-1], weights[-1])]
        for number in reversed(range(len(sums))):
            delta = delta @ weights[number + 1][0].T * self._slope(sums[number])
            if self.normalized:
                delta, *scales = batchnorm_backward(delta, caches[number])
                gradients.append((inputs[number].T @ delta, *scales))
            else:
                gradients.append(
                    _dense_gradients(delta, inputs[number], weights[number])
                )
        self._caches = caches
        return loss, gradients[::-1]


def _dense_gradients(delta, inputs, weights):
    """Return the gradients of kernel, gamma (none) and bias of a plain layer."""
    return inputs.T @ delta, np.zeros_like(weights[1]), delta.sum(axis=0)


def _cross_entropy(logits, y):
    """Return the mean loss and its gradient with respect to the logits."""
    logits = logits - logits.max(axis=1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    labels = np.eye(logits.shape[1])[y]
    return -np.sum(labels * log_p) / len(y), (np.exp(log_p) - labels) / len(y)


def _stacked(caches):
    return np.stack([(cache.mean, cache.variance) for cache in caches])
