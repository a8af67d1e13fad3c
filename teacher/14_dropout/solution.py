"""Solutions of lab 14: after each `# %% grade_id`, the code that solves it."""
# ruff: noqa: F821


# %% 14-dropout
def my_dropout(x, rate, training, generator):
    """Return `x` after inverted dropout; `rate` is the fraction that is dropped."""
    if not training:
        return x
    mask = generator.random(x.shape) >= rate
    return mask * x / (1 - rate)


# %% 14-backward
def my_dropout_backward(gradient, mask, rate):
    """Return the gradient with respect to the values before dropout."""
    return gradient * mask / (1 - rate)


# %% 14-ensemble
def my_ensemble_mean(outputs, masks, rate):
    """Return the expectation of `outputs` over the masks, shape (values,)."""
    probabilities = np.where(masks == 1, 1 - rate, rate).prod(axis=1)
    return probabilities @ outputs
