"""The reference network 64-64-64-10, its training written by hand in NumPy.

This is the yardstick of what a loop without any framework costs: float32, one array
operation per line of the derivation, Keras's formulas for SGD and Adam.
"""

import numpy as np


class Network:
    """A dense ReLU network with softmax and cross-entropy.

    Args:
        weights: kernels and biases in turn, as `model.get_weights()` gives them.
        optimizer: "sgd" or "adam".
        learning_rate: positive number.
    """

    def __init__(self, weights, optimizer="adam", learning_rate=0.001):
        self.weights = [np.array(w, dtype="float32") for w in weights]
        self.learning_rate = np.float32(learning_rate)
        self.first_moments = [np.zeros_like(w) for w in self.weights]
        self.second_moments = [np.zeros_like(w) for w in self.weights]
        self.step = 0
        self.update = {"sgd": self._sgd, "adam": self._adam}[optimizer]

    def fit(self, x, y, orders, batch_size, validation_data):
        """Train one epoch per element of `orders`; return the history.

        Args:
            x: float array of shape (num_examples, features).
            y: int array of shape (num_examples,).
            orders: for each epoch the order of the examples.
            batch_size: examples per step.
            validation_data: `(x, y)`.

        Returns:
            dict of lists, as in Keras's history.
        """
        history = {"loss": [], "accuracy": [], "val_loss": [], "val_accuracy": []}
        for order in orders:
            total = np.zeros(2)
            for start in range(0, len(order), batch_size):
                rows = order[start : start + batch_size]
                gradients, measures = self._gradients(x[rows], y[rows])
                self.update(gradients)
                total += measures
            x_val, y_val = validation_data
            validation = _measures(self._forward(x_val)[-1], y_val)
            values = [*(total / len(order)), *(validation / len(y_val))]
            for name, value in zip(history, values, strict=True):
                history[name].append(value)
        return history

    def _forward(self, x):
        """Return the activations of all layers, the input first."""
        activations = [x]
        for kernel, bias in zip(self.weights[:-2:2], self.weights[1:-2:2], strict=True):
            activations.append(np.maximum(activations[-1] @ kernel + bias, 0))
        logits = activations[-1] @ self.weights[-2] + self.weights[-1]
        exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
        activations.append(exponentials / exponentials.sum(axis=1, keepdims=True))
        return activations

    def _gradients(self, x, y):
        """Return the gradients of the mean loss and the batch's summed measures."""
        activations = self._forward(x)
        delta = activations.pop()
        measures = _measures(delta, y)
        delta[np.arange(len(y)), y] -= 1
        delta /= len(y)
        gradients = []
        for kernel, inputs in zip(self.weights[-2::-2], activations[::-1], strict=True):
            gradients += [delta.sum(axis=0), inputs.T @ delta]
            if inputs is not x:
                delta = (delta @ kernel.T) * (inputs > 0)
        return gradients[::-1], measures

    def _sgd(self, gradients):
        for weight, gradient in zip(self.weights, gradients, strict=True):
            weight -= self.learning_rate * gradient

    def _adam(self, gradients):
        self.step += 1
        correction = np.sqrt(1 - 0.999**self.step) / (1 - 0.9**self.step)
        rate = np.float32(self.learning_rate * correction)
        moments = zip(self.first_moments, self.second_moments, strict=True)
        for weight, gradient, (first, second) in zip(
            self.weights, gradients, moments, strict=True
        ):
            first += np.float32(0.1) * (gradient - first)
            second += np.float32(0.001) * (gradient * gradient - second)
            weight -= rate * first / (np.sqrt(second) + np.float32(1e-7))


def _measures(probabilities, y):
    """Return the summed loss and the number of correct predictions."""
    loss = -np.log(probabilities[np.arange(len(y)), y]).sum()
    return np.array([loss, (probabilities.argmax(axis=1) == y).sum()])
