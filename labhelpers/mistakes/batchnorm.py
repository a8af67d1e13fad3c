"""Get batch normalization wrong in the usual ways."""

import numpy as np


def _of(x, axis=0, ddof=0):
    return x.mean(axis=axis), x.var(axis=axis, ddof=ddof)


def forward__statistics_per_example(x, gamma, beta, epsilon):
    """Each example was normalized by itself: a feature is compared over the batch."""
    mean, variance = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


def forward__statistics_of_everything(x, gamma, beta, epsilon):
    """One mean serves all features: each feature has statistics of its own."""
    return gamma * (x - x.mean()) / np.sqrt(x.var() + epsilon) + beta


def forward__ddof_one(x, gamma, beta, epsilon):
    """The variance divides by one less than the batch: here it divides by the batch."""
    deviation = np.sqrt(x.var(axis=0, ddof=1) + epsilon)
    return gamma * (x - x.mean(axis=0)) / deviation + beta


def forward__epsilon_outside_the_root(x, gamma, beta, epsilon):
    """`epsilon` was added to the deviation: it belongs to the variance."""
    return gamma * (x - x.mean(axis=0)) / (x.std(axis=0) + epsilon) + beta


def forward__no_epsilon(x, gamma, beta, epsilon):
    """`epsilon` has no effect: a constant feature would be divided by zero."""
    return gamma * (x - x.mean(axis=0)) / x.std(axis=0) + beta


def forward__gamma_before_normalizing(x, gamma, beta, epsilon):
    """`gamma` came before the statistics, which cancel it: it scales what is normal."""
    x = gamma * x
    return (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + epsilon) + beta


def forward__shifted_before_normalizing(x, gamma, beta, epsilon):
    """`gamma` and `beta` came before the statistics, which cancel them."""
    x = gamma * x + beta
    return (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + epsilon)


def forward__variance_for_deviation(x, gamma, beta, epsilon):
    """The values were divided by the variance: look at its unit."""
    return gamma * (x - x.mean(axis=0)) / (x.var(axis=0) + epsilon) + beta


def forward__beta_scaled_too(x, gamma, beta, epsilon):
    """`beta` was multiplied by `gamma`: the shift comes last."""
    normalized = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + epsilon)
    return gamma * (normalized + beta)


def _moved(mean, variance, new, momentum, training, weight=None):
    if not training:
        return mean, variance
    weight = 1 - momentum if weight is None else weight
    return momentum * mean + weight * new[0], momentum * variance + weight * new[1]


def statistics__momentum_swapped(mean, variance, x, momentum, training):
    """The two weights changed places: `momentum` belongs to the old average."""
    return _moved(mean, variance, _of(x), 1 - momentum, training)


def statistics__updated_in_inference(mean, variance, x, momentum, training):
    """The averages moved at inference, too: then each answer changes the next ones."""
    return _moved(mean, variance, _of(x), momentum, True)


def statistics__swapped_and_updated_in_inference(mean, variance, x, momentum, training):
    """The averages moved at inference, and `momentum` weighs the wrong part."""
    return _moved(mean, variance, _of(x), 1 - momentum, True)


def statistics__training_and_inference_swapped(mean, variance, x, momentum, training):
    """The averages moved at inference and stood still in training."""
    return _moved(mean, variance, _of(x), momentum, not training)


def statistics__deviation_for_variance(mean, variance, x, momentum, training):
    """The average of the variance took in a standard deviation."""
    new = x.mean(axis=0), x.std(axis=0)
    return _moved(mean, variance, new, momentum, training)


def statistics__ddof_one(mean, variance, x, momentum, training):
    """Keras takes the variance that divides by the batch, not by one less."""
    return _moved(mean, variance, _of(x, ddof=1), momentum, training)


def statistics__last_batch_only(mean, variance, x, momentum, training):
    """The old averages were forgotten: only the last batch is left of them."""
    return _moved(mean, variance, _of(x), 0, training)


def statistics__per_example(mean, variance, x, momentum, training):
    """The statistics were taken per example: a feature is averaged over the batch."""
    return _moved(mean, variance, _of(x, axis=1), momentum, training)


def fold__bias_forgotten(kernel, bias, gamma, beta, mean, variance, epsilon):
    """The bias of the dense layer is lost: it went through the normalization, too."""
    scale = gamma / np.sqrt(variance + epsilon)
    return kernel * scale, beta - mean * scale


def fold__bias_not_scaled(kernel, bias, gamma, beta, mean, variance, epsilon):
    """The old bias was not scaled: what holds for the kernel holds for it."""
    scale = gamma / np.sqrt(variance + epsilon)
    return kernel * scale, bias - mean * scale + beta


def fold__mean_not_scaled(kernel, bias, gamma, beta, mean, variance, epsilon):
    """The mean was subtracted after the scaling: it has the unit of the sums."""
    scale = gamma / np.sqrt(variance + epsilon)
    return kernel * scale, bias * scale - mean + beta


def fold__mean_forgotten(kernel, bias, gamma, beta, mean, variance, epsilon):
    """The mean is missing in the bias: run an example whose sums equal the mean."""
    scale = gamma / np.sqrt(variance + epsilon)
    return kernel * scale, bias * scale + beta


def fold__inputs_scaled(kernel, bias, gamma, beta, mean, variance, epsilon):
    """The kernel was scaled per input: the scales belong to its units."""
    scale = gamma / np.sqrt(variance + epsilon)
    return kernel * scale[:, None], (bias - mean) * scale + beta


def fold__variance_for_deviation(kernel, bias, gamma, beta, mean, variance, epsilon):
    """The scale divides by the variance: look at its unit."""
    scale = gamma / (variance + epsilon)
    return kernel * scale, (bias - mean) * scale + beta


def fold__epsilon_forgotten(kernel, bias, gamma, beta, mean, variance, epsilon):
    """`epsilon` is missing in the scale: it belongs to the variance."""
    scale = gamma / np.sqrt(variance)
    return kernel * scale, (bias - mean) * scale + beta


def forward__gamma_and_beta_swapped(x, gamma, beta, epsilon):
    """Scale and shift changed places: `gamma` multiplies, `beta` is added."""
    return beta * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + epsilon) + gamma


def forward__mean_of_the_squares(x, gamma, beta, epsilon):
    """This is the mean of the squares: subtract the mean before you square."""
    square = np.mean(x**2, axis=0)
    return gamma * (x - x.mean(axis=0)) / np.sqrt(square + epsilon) + beta


def forward__mean_not_subtracted(x, gamma, beta, epsilon):
    """The mean is not subtracted, or the parentheses around `x - mean` are missing."""
    return gamma * x / np.sqrt(x.var(axis=0) + epsilon) + beta


def forward__parentheses_missing(x, gamma, beta, epsilon):
    """Only the mean is divided by the deviation: put parentheses around `x - mean`."""
    return gamma * x - x.mean(axis=0) / np.sqrt(x.var(axis=0) + epsilon) + beta


def statistics__around_the_moving_mean(mean, variance, x, momentum, training):
    """The variance is taken around the moving mean: take it around the batch's own."""
    new = x.mean(axis=0), np.mean((x - mean) ** 2, axis=0)
    return _moved(mean, variance, new, momentum, training)


def statistics__batch_in_inference(mean, variance, x, momentum, training):
    """At inference these are the batch's own statistics: return the averages."""
    return _moved(mean, variance, _of(x), momentum if training else 0, True)


def statistics__new_value_not_weighed(mean, variance, x, momentum, training):
    """The batch counts in full: in an average the two weights add up to one."""
    return _moved(mean, variance, _of(x), momentum, training, weight=1)


def statistics__old_value_not_weighed(mean, variance, x, momentum, training):
    """The old average counts in full: in an average the two weights add up to one."""
    return _moved(mean, variance, _of(x), 1, training, weight=1 - momentum)


def fold__epsilon_outside_the_root(kernel, bias, gamma, beta, mean, variance, epsilon):
    """`epsilon` was added to the deviation: it belongs to the variance."""
    scale = gamma / (np.sqrt(variance) + epsilon)
    return kernel * scale, (bias - mean) * scale + beta


def fold__mean_added(kernel, bias, gamma, beta, mean, variance, epsilon):
    """The mean is added to the bias: the normalization subtracts it."""
    scale = gamma / np.sqrt(variance + epsilon)
    return kernel * scale, (bias + mean) * scale + beta


def fold__beta_scaled(kernel, bias, gamma, beta, mean, variance, epsilon):
    """`beta` was scaled with the bias: the shift comes last."""
    scale = gamma / np.sqrt(variance + epsilon)
    return kernel * scale, (bias - mean + beta) * scale


def fold__bias_without_gamma(kernel, bias, gamma, beta, mean, variance, epsilon):
    """`gamma` is missing in the bias: it multiplies all that is normalized."""
    deviation = np.sqrt(variance + epsilon)
    return kernel * gamma / deviation, (bias - mean) / deviation + beta


def statistics__of_everything(mean, variance, x, momentum, training):
    """One mean of the batch served all features: an axis is missing."""
    return _moved(mean, variance, _of(x, axis=None), momentum, training)


def statistics__around_the_new_average(mean, variance, x, momentum, training):
    """The variance is taken around the new average: take it around the batch's mean."""
    new_mean, _ = _moved(mean, variance, _of(x), momentum, training)
    new = x.mean(axis=0), np.mean((x - new_mean) ** 2, axis=0)
    return _moved(mean, variance, new, momentum, training)


def fold__kernel_shifted(kernel, bias, gamma, beta, mean, variance, epsilon):
    """The mean was subtracted from the kernel, too: a shift belongs to the bias."""
    scale = gamma / np.sqrt(variance + epsilon)
    return (kernel - mean) * scale, (bias - mean) * scale + beta


def fold__kernel_normalized(kernel, bias, gamma, beta, mean, variance, epsilon):
    """The kernel was shifted by mean and `beta`: only the bias takes in a shift."""
    scale = gamma / np.sqrt(variance + epsilon)
    return (kernel - mean) * scale + beta, (bias - mean) * scale + beta


def fold__mean_in_the_kernel_only(kernel, bias, gamma, beta, mean, variance, epsilon):
    """The mean was subtracted from the kernel: as a shift it belongs to the bias."""
    scale = gamma / np.sqrt(variance + epsilon)
    return (kernel - mean) * scale, bias * scale + beta
