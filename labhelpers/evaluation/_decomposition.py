"""Take an error apart into bias and variance."""

import numpy as np


def bias_and_variance(predictions, truth):
    """Return squared bias and variance of a way to learn, each averaged over inputs.

    At one input the predictions of many training sets scatter around their mean. The
    mean misses the truth by the bias; the scatter is the variance. Noise is neither:
    squared distances to noisy targets exceed bias^2 + variance by the noise's variance.

    Args:
        predictions: One row per training set, shape (num_sets, num_inputs): what the
            model fitted to that set predicts at each input. At least two sets.
        truth: The best prediction at each input, shape (num_inputs,), without noise.

    Returns:
        Two floats, in the squared unit of the targets: squared bias and variance. The
        variance divides by the number of sets, so that both add up to the mean squared
        distance of predictions and truth, exactly.

    Raises:
        ValueError: The shapes do not fit, or there are fewer than two sets.

    Example:
        >>> bias_and_variance([[1.0, 5.0], [3.0, 5.0]], [0.0, 5.0])
        (2.0, 0.5)

    Source:
        S. Geman, E. Bienenstock, R. Doursat (1992), Neural networks and the
        bias/variance dilemma, section 3.
    """
    predictions = np.asarray(predictions, dtype=float)
    truth = np.asarray(truth, dtype=float)
    if predictions.ndim != 2 or truth.shape != predictions.shape[1:]:
        raise ValueError(
            "bias_and_variance needs predictions of shape (num_sets, num_inputs) and "
            f"truth of shape (num_inputs,); received shapes {predictions.shape} and "
            f"{truth.shape}"
        )
    if len(predictions) < 2 or not truth.size:
        raise ValueError(
            "bias_and_variance needs at least two training sets and one input; "
            f"received predictions of shape {predictions.shape}"
        )
    squared_bias = (predictions.mean(axis=0) - truth) ** 2
    variance = predictions.var(axis=0)
    return float(squared_bias.mean()), float(variance.mean())
