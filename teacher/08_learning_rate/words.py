"""Words of the exercises of lab 08, and answers that do not heed them."""

DIAGNOSIS = """def answer(losses):
    {numbers}
    if not end < {lost}:
        return 'lost'
    if end > 0.4:
        return 'too large' if jumps else 'too small'
    return 'small batch' if jumps else 'right'
"""
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
        "08-smooth",
        "num_steps - window + 1",
        "lambda losses, window: np.convolve(losses, np.ones(window) / window, 'valid') if window > 1 else losses[:0]",
    ),
    (
        "08-diagnosis",
        "the last 40 losses",
        DIAGNOSIS.format(
            numbers="end, jumps = np.mean(losses) / losses[0], np.std(np.diff(losses)) > losses[0] / 10",
            lost=0.9,
        ),
    ),
    (
        "08-diagnosis",
        "(num_steps,)",
        DIAGNOSIS.format(
            numbers="end = np.mean(losses[260:300]) / losses[0]\n    jumps = np.std(np.diff(losses)) > losses[0] / 10",
            lost=0.9,
        ),
    ),
    (
        "08-diagnosis",
        "a tenth of the first loss",
        DIAGNOSIS.format(
            numbers="end = np.mean(losses[-40:]) / losses[0]\n    jumps = np.std(np.diff(losses)) > np.mean(losses) / 10",
            lost=0.9,
        ),
    ),
    (
        "08-diagnosis",
        "midway between lost and high, and between high and low",
        DIAGNOSIS.format(
            numbers="end = np.mean(losses[-40:]) / losses[0]\n    jumps = np.std(np.diff(losses)) > losses[0] / 10",
            lost=0.73,
        ),
    ),
    (
        "08-diagnosis",
        "the end: the mean",
        """def answer(losses):
    end = np.mean(losses[-40:]) / losses[0]
    if np.std(np.diff(losses)) > losses[0] / 10:
        return 'too large' if end > 0.4 else 'small batch'
    if not end < 0.9:
        return 'lost'
    return 'too small' if end > 0.4 else 'right'
""",
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
        "the step of this loss included",
        """def answer(rates, losses, window):
    steps = np.arange(window, np.argmin(losses))
    falls = [np.mean(losses[t - window : t] - losses[t : t + window]) for t in steps]
    return rates[steps[np.argmax(falls)]]
""",
    ),
    (
        "08-range-test",
        "lowest single loss",
        """def answer(rates, losses, window):
    lowest = np.argmin(np.convolve(losses, np.ones(window), 'valid'))
    steps = np.arange(window, min(lowest + window, len(losses) - window + 1))
    falls = [np.mean(losses[t - window : t] - losses[t : t + window]) for t in steps]
    return rates[steps[np.argmax(falls)]]
""",
    ),
    (
        "08-range-test",
        "the `window` losses before",
        """def answer(rates, losses, window):
    steps = np.arange(1, np.argmin(losses) + 1)
    before = [np.mean(losses[max(0, t - window) : t]) for t in steps]
    falls = [b - np.mean(losses[t : t + window]) for b, t in zip(before, steps)]
    return rates[steps[np.argmax(falls)]]
""",
    ),
    (
        "08-range-test",
        "the mean of the `window` losses from",
        """def answer(rates, losses, window):
    losses = losses[: np.argmin(losses) + 1]
    steps = np.arange(window, len(losses) - window + 1)
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
