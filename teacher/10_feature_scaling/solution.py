"""Solutions of lab 10: after each `# %% grade_id`, the code that solves it."""
# ruff: noqa: F821


# %% 10-condition-number
def my_condition_number(x):
    """Return the condition number of a linear model with bias on `x`."""
    inputs = np.column_stack([x, np.ones(len(x))])
    curvatures = np.linalg.eigvalsh(inputs.T @ inputs)
    return curvatures.max() / curvatures.min()


# %% 10-standardize
def my_standardize(x_train, x_val):
    """Return both parts, standardized; no feature may become NaN or infinite."""
    mean, std = x_train.mean(axis=0), x_train.std(axis=0)
    std[np.ptp(x_train, axis=0) == 0] = 1
    return (x_train - mean) / std, (x_val - mean) / std


# %% 10-min-max
def my_min_max(x_train, x_val):
    """Return both parts, with every feature of the training part from -1 to 1."""
    low, high = x_train.min(axis=0), x_train.max(axis=0)
    middle, half = (high + low) / 2, (high - low) / 2
    return (x_train - middle) / half, (x_val - middle) / half


# %% 10-raw-weights
def my_raw_weights(kernel, bias, mean, std):
    """Return kernel and bias for the features as they were before scaling."""
    raw_kernel = kernel / std[:, None]
    return raw_kernel, bias - mean @ raw_kernel
