"""Right answers to the exercises of a lab, each written in several ways.

Loops, float32, lists, work in place, other libraries: all of them must pass.
"""

import itertools
import math
import statistics

import numpy as np


def smooth_convolved(losses, window):
    return np.convolve(losses, np.full(window, 1 / window), mode="valid")


def smooth_loop(losses, window):
    return [
        sum(losses[t : t + window]) / window for t in range(len(losses) - window + 1)
    ]


def smooth_sums(losses, window):
    sums = np.cumsum(np.insert(losses, 0, 0.0))
    return (sums[window:] - sums[:-window]) / window


def smooth_windows(losses, window):
    return np.lib.stride_tricks.sliding_window_view(losses, window).mean(axis=-1)


def smooth_float32(losses, window):
    return smooth_windows(losses.astype(np.float32), window)


def rates_array(learning_rate, epochs, steps_per_epoch):
    return learning_rate / np.sqrt(np.arange(1, epochs * steps_per_epoch + 1))


def rates_loops(learning_rate, epochs, steps_per_epoch):
    rates, step = [], 0
    for _ in range(epochs):
        for _ in range(steps_per_epoch):
            rates.append(learning_rate / math.sqrt(step + 1))
            step += 1
    return rates


def rates_float32(learning_rate, epochs, steps_per_epoch):
    steps = np.arange(epochs * steps_per_epoch, dtype=np.float32)
    return np.float32(learning_rate) * (steps + 1) ** np.float32(-0.5)


def rates_in_place(learning_rate, epochs, steps_per_epoch):
    rates = np.full(epochs * steps_per_epoch, learning_rate)
    rates /= np.sqrt(1 + np.arange(len(rates)))
    return rates


def diagnosis_end_and_jumps(losses):
    if not np.isfinite(losses).all() or losses[-40:].mean() > 0.95 * losses[0]:
        return "lost"
    high = losses[-40:].mean() > 0.4 * losses[0]
    jumps = np.abs(np.diff(losses)).mean() > 0.05 * losses[0]
    if high:
        return "too large" if jumps else "too small"
    return "small batch" if jumps else "right"


def diagnosis_middles(losses):
    """Use the middles of the gaps between the six curves of the page."""
    end = losses[-40:].mean() / losses[0]
    jumps = np.diff(losses).std() / losses[0] > 0.1
    if not end < 0.895:
        return "lost"
    if end < 0.475:
        return "small batch" if jumps else "right"
    return "too large" if jumps else "too small"


def diagnosis_lists(losses):
    losses = [float(loss) for loss in losses]
    if any(math.isnan(loss) or math.isinf(loss) for loss in losses):
        return "lost"
    first, end = losses[0], statistics.mean(losses[-len(losses) // 5 :])
    if end >= 0.9 * first:
        return "lost"
    changes = [b - a for a, b in itertools.pairwise(losses)]
    jumps = statistics.stdev(changes) > 0.1 * first
    words = {
        (True, True): "too large",
        (True, False): "too small",
        (False, True): "small batch",
        (False, False): "right",
    }
    return words[end > first / 2 - 0.1 * first, jumps]


def diagnosis_does_it_still_fall(losses):
    """Tell the two high curves apart by whether they still fall, not by jumps."""
    end = np.mean(losses[-40:])
    if not end < 0.9 * losses[0]:
        return "Lost"
    if end > losses[0] / 3:
        falls = np.corrcoef(losses, np.arange(len(losses)))[0, 1]
        return "too small" if falls < -0.9 else "too large"
    return "right" if np.std(np.diff(losses)) < 0.1 * losses[0] else "small batch "


def range_test_loop(rates, losses, window):
    best, found = -np.inf, None
    for step in range(window, int(np.argmin(losses)) + 1):
        before = losses[step - window : step].mean()
        after = losses[step : step + window].mean()
        if before - after > best:
            best, found = before - after, rates[step]
    return found


def range_test_sums(rates, losses, window):
    sums = np.concatenate([[0], np.cumsum(losses)])
    steps = np.arange(window, np.argmin(losses) + 1)
    falls = 2 * sums[steps] - sums[steps - window] - sums[steps + window]
    return [rates[steps[np.argmax(falls)]]][0]


def range_test_float32(rates, losses, window):
    losses = losses.astype(np.float32)
    kernel = np.repeat(np.float32([-1, 1]), window) / window
    falls = np.convolve(losses, kernel, mode="valid")
    last = np.argmin(losses) - window
    return np.float32(rates[window + np.argmax(falls[: last + 1])])


def range_test_lists(rates, losses, window):
    rates, losses = list(rates), list(losses)
    lowest = losses.index(min(losses))

    def fall(step):
        return statistics.fmean(losses[step - window : step]) - statistics.fmean(
            losses[step : step + window]
        )

    return rates[max(range(window, lowest + 1), key=fall)]


RIGHT_ANSWERS = {
    "smooth": {
        "convolved": smooth_convolved,
        "a loop": smooth_loop,
        "sums": smooth_sums,
        "windows": smooth_windows,
        "float32": smooth_float32,
    },
    "rates": {
        "an array": rates_array,
        "loops": rates_loops,
        "float32": rates_float32,
        "in place": rates_in_place,
    },
    "diagnosis": {
        "end and jumps": diagnosis_end_and_jumps,
        "middles of the gaps": diagnosis_middles,
        "lists": diagnosis_lists,
        "does it still fall": diagnosis_does_it_still_fall,
    },
    "range_test": {
        "a loop": range_test_loop,
        "sums": range_test_sums,
        "float32": range_test_float32,
        "lists": range_test_lists,
    },
}
