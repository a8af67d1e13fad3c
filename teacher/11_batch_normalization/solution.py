"""Solutions of lab 11: after each `# %% grade_id`, the code that solves it."""
# ruff: noqa: F821


# %% 11-forward
def my_batchnorm(x, gamma, beta, epsilon):
    """Return the normalized batch, scaled by `gamma` and shifted by `beta`."""
    mean, variance = x.mean(axis=0), x.var(axis=0)
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


# %% 11-statistics
def my_moving_statistics(mean, variance, x, momentum, training):
    """Return the moving mean and the moving variance after the batch `x`."""
    if not training:
        return mean, variance
    mean = momentum * mean + (1 - momentum) * x.mean(axis=0)
    variance = momentum * variance + (1 - momentum) * x.var(axis=0)
    return mean, variance


# %% 11-fold
def my_fold(kernel, bias, gamma, beta, mean, variance, epsilon):
    """Return kernel and bias of one dense layer that does what the two layers do."""
    scale = gamma / np.sqrt(variance + epsilon)
    return kernel * scale, (bias - mean) * scale + beta
