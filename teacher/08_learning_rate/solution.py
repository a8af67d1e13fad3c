"""Solutions of lab 08: after each `# %% grade_id`, the code that solves it."""
# ruff: noqa: F821


# %% 08-smooth
def my_smooth(losses, window):
    """Return the mean of each `window` neighbouring losses."""
    starts = range(len(losses) - window + 1)
    return np.array([np.mean(losses[t : t + window]) for t in starts])


# %% 08-diagnosis
def my_diagnosis(losses):
    """Return the word for a loss curve, shape (num_steps,), of any scale."""
    start, end = losses[0], np.mean(losses[-40:])  # smoothed
    if not end < 0.9 * start:
        return "lost"
    jumps = np.std(np.diff(losses)) > 0.08 * start
    if end > 0.35 * start:
        return "too large" if jumps else "too small"
    return "small batch" if jumps else "right"


# %% 08-rates
def my_rates(learning_rate, epochs, steps_per_epoch):
    """Return the rate of every step, shape (epochs * steps_per_epoch,)."""
    steps = np.arange(epochs * steps_per_epoch)
    return learning_rate / np.sqrt(steps + 1)


# %% 08-range-test
def my_range_test(rates, losses, window):
    """Return the rate at the step where the mean loss falls most."""
    steps = np.arange(window, np.argmin(losses) + 1)
    falls = [np.mean(losses[t - window : t] - losses[t : t + window]) for t in steps]
    return rates[steps[np.argmax(falls)]]
