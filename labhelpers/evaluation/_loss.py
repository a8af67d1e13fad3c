"""Average a loss over examples."""

import numpy as np


def squared_error(predictions, targets):
    """Return the squared difference of every prediction and its target.

    Args:
        predictions: Numbers, any shape.
        targets: Numbers, the same shape.

    Returns:
        Array of that shape, at least 0.
    """
    return (np.asarray(predictions) - np.asarray(targets)) ** 2


def empirical_loss(predictions, targets, loss=squared_error):
    """Return the mean loss over examples, what learning makes small.

    (1/n) sum of l(f(x_i), y_i): the loss that is known, since the examples are. The
    expected loss on the whole distribution is what we want, and is not known.

    Args:
        predictions: What the model gives for each example, shape (num_examples, ...).
        targets: What is right, one per example, shape (num_examples, ...).
        loss: A function of predictions and targets that returns the loss of every
            example, shape (num_examples,).

    Returns:
        float. Equal to the loss of Keras's `model.evaluate` without regularizers.

    Raises:
        ValueError: There are no examples, or predictions and targets differ in number,
            or `loss` does not return one number per example.

    Example:
        >>> empirical_loss([1.0, 2.0], [1.0, 4.0])
        2.0

    Source:
        V. Vapnik (1991), Principles of risk minimization for learning theory.
    """
    predictions, targets = np.asarray(predictions), np.asarray(targets)
    if not predictions.ndim or predictions.shape[:1] != targets.shape[:1]:
        raise ValueError(
            "empirical_loss needs as many predictions as targets; received shapes "
            f"{predictions.shape} and {targets.shape}"
        )
    if not len(targets):
        raise ValueError("empirical_loss needs at least one example; received none")
    losses = np.asarray(loss(predictions, targets), dtype=float)
    if losses.shape != (len(targets),):
        raise ValueError(
            f"The loss of every example is needed, shape ({len(targets)},); "
            f"received shape {losses.shape}"
        )
    return float(losses.mean())
