"""Solutions of lab 13: after each `# %% grade_id`, the code that solves it."""
# ruff: noqa: F821


# %% 13-l2
def my_l2(kernel, bias, strength):
    """Return the penalty, its kernel gradient and its bias gradient."""
    penalty = strength / 2 * np.sum(kernel**2)
    return penalty, strength * kernel, np.zeros_like(bias)


# %% 13-soft-threshold
def my_soft_threshold(w, threshold):
    """Return `w` moved towards zero by `threshold`, and no farther."""
    return np.sign(w) * np.maximum(np.abs(w) - threshold, 0)


# %% 13-decayed-layer
def my_decayed_layer(
    kernel, bias, kernel_gradient, bias_gradient, learning_rate, weight_decay
):
    """Return the new `kernel` and the new `bias`."""
    shrunk = (1 - learning_rate * weight_decay) * kernel
    new_kernel = shrunk - learning_rate * kernel_gradient
    return new_kernel, bias - learning_rate * bias_gradient


# %% 13-decayed-step
def my_decayed_step(w, velocity, gradient, learning_rate, momentum, weight_decay):
    """Return the new `w` and the new `velocity`."""
    velocity = momentum * velocity - learning_rate * gradient
    return w - learning_rate * weight_decay * w + velocity, velocity
