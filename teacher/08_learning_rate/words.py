"""Words of the exercises of lab 08, and answers that do not heed them."""

WORDS = [
    (
        "08-smooth",
        "each `window` neighbouring losses",
        "lambda losses, window: losses[: len(losses) // window * window].reshape(-1, window).mean(axis=1)",
    ),
    (
        "08-smooth",
        "the mean",
        "lambda losses, window: np.convolve(losses, np.ones(window), 'valid')",
    ),
    (
        "08-smooth",
        "the last one ends with the last loss",
        "lambda losses, window: np.array([losses[t : t + window].mean() for t in range(len(losses) - window)])",
    ),
    (
        "08-diagnosis",
        "compare with the first loss",
        """def answer(losses):
    end, jumps = np.mean(losses[-40:]), np.std(np.diff(losses)) > 0.2
    if not end < 2.5:
        return 'lost'
    if end > 1:
        return 'too large' if jumps else 'too small'
    return 'small batch' if jumps else 'right'
""",
    ),
    (
        "08-diagnosis",
        "five words",
        "lambda losses: 'right' if losses[-1] < 0.5 * losses[0] else 'too small'",
    ),
    (
        "08-rates",
        "$t$ = 0 for the first step",
        "lambda learning_rate, epochs, steps_per_epoch: learning_rate / np.sqrt(np.arange(epochs * steps_per_epoch) + 2)",
    ),
    (
        "08-rates",
        "every step",
        "lambda learning_rate, epochs, steps_per_epoch: np.repeat(learning_rate / np.sqrt(np.arange(epochs) + 1), steps_per_epoch)",
    ),
    (
        "08-rates",
        "sqrt",
        "lambda learning_rate, epochs, steps_per_epoch: learning_rate / (np.arange(epochs * steps_per_epoch) + 1)",
    ),
    (
        "08-range-test",
        "the mean of the `window` losses",
        "lambda rates, losses, window: rates[np.argmin(np.diff(losses[: np.argmin(losses)])) + 1]",
    ),
    (
        "08-range-test",
        "up to the lowest single loss",
        """def answer(rates, losses, window):
    steps = np.arange(window, len(losses) - window)
    falls = [np.mean(losses[t - window : t] - losses[t : t + window]) for t in steps]
    return rates[steps[np.argmax(falls)]]
""",
    ),
    (
        "08-range-test",
        "the rate at the step",
        """def answer(rates, losses, window):
    steps = np.arange(window, np.argmin(losses) + 1)
    falls = [np.mean(losses[t - window : t] - losses[t : t + window]) for t in steps]
    return steps[np.argmax(falls)]
""",
    ),
    (
        "08-range-test",
        "from $t$ on",
        """def answer(rates, losses, window):
    steps = np.arange(window, np.argmin(losses) + 1)
    falls = [np.mean(losses[t - window : t] - losses[t : t + window]) for t in steps]
    return rates[np.argmax(falls)]
""",
    ),
    (
        "08-range-test",
        "largest fall",
        """def answer(rates, losses, window):
    return rates[np.argmin(losses)]
""",
    ),
]
