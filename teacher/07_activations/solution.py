"""Solutions of lab 07: after each `# %% grade_id`, the code that solves it."""
# ruff: noqa: F821 - the names of the page are there when this runs


# %% 07-sigmoid-slope
def my_sigmoid_derivative(z):
    """Return the slope of the sigmoid at `z`, in the shape of `z`."""
    value = 1 / (1 + np.exp(-z))
    return value * (1 - value)


# %% 07-elu
def my_elu(z, alpha):
    """Return ELU of `z` and its slope at `z`."""
    below = alpha * np.exp(z)
    return np.where(z >= 0, z, below - alpha), np.where(z >= 0, 1, below)


# %% 07-maxout
def my_maxout(x, kernel, bias):
    """Return the largest piece of every unit for every example."""
    return (np.tensordot(x, kernel, axes=1) + bias).max(axis=1)


# %% 07-pick
def my_activation(gradients):
    """Return the name of the activation behind these gradients."""
    if np.mean(gradients[0] == 0) > 0.1:
        return "relu"
    fade = np.linalg.norm(gradients[0]) / np.linalg.norm(gradients[-1])
    return "sigmoid" if fade < 0.5 ** (len(gradients) - 1) else "tanh"
