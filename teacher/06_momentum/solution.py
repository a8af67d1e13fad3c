"""Solutions of lab 06: after each `# %% grade_id`, the code that solves it."""


# %% 06-velocity
def my_velocity(gradients, learning_rate, momentum):
    """Return the velocity that momentum builds up over all `gradients`."""
    velocity = 0
    for gradient in gradients:
        velocity = momentum * velocity - learning_rate * gradient
    return velocity


# %% 06-effective-rate
def my_new_rate(learning_rate, momentum, new_momentum):
    """Return the learning rate to use with `new_momentum`."""
    effective = learning_rate / (1 - momentum)
    return effective * (1 - new_momentum)


# %% 06-averaged-step
def my_averaged_step(w, average, gradient, learning_rate, momentum):
    """Return the new `w` and the new `average`."""
    average = momentum * average + (1 - momentum) * gradient
    return w - learning_rate * average, average


# %% 06-nesterov-step
def my_nesterov_step(w, velocity, gradient, learning_rate, momentum):
    """Return the new `w` and the new `velocity`."""
    velocity = momentum * velocity - learning_rate * gradient
    return w + momentum * velocity - learning_rate * gradient, velocity
