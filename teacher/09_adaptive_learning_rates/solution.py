"""Solutions of lab 09: after each `# %% grade_id`, the code that solves it."""
# ruff: noqa: F821


# %% 09-adagrad
def my_adagrad_step(w, accumulator, gradient, learning_rate, epsilon):
    """Return the new `w` and the new `accumulator`, in Keras's form."""
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator


# %% 09-rmsprop
def my_rmsprop_step(w, second_moment, gradient, learning_rate, rho, epsilon):
    """Return the new `w` and the new `second_moment`, in the lecture's second form."""
    s = rho * second_moment + (1 - rho) * gradient**2
    return w - learning_rate * gradient / (np.sqrt(s) + epsilon), s


# %% 09-adam
def my_adam_step(
    w,
    first_moment,
    second_moment,
    step,
    gradient,
    learning_rate,
    beta_1,
    beta_2,
    epsilon,
):
    """Return the new `w`, `first_moment` and `second_moment`, as in algorithm 1."""
    m = beta_1 * first_moment + (1 - beta_1) * gradient
    v = beta_2 * second_moment + (1 - beta_2) * gradient**2
    m_hat, v_hat = m / (1 - beta_1**step), v / (1 - beta_2**step)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon), m, v
