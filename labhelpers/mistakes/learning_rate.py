"""Get schedules, loss curves and range tests wrong in the usual ways."""

import numpy as np


def smooth__padded(losses, window):
    """The curve is as long as before: keep only means of `window` whole losses."""
    return np.convolve(losses, np.ones(window) / window, mode="same")


def smooth__not_divided(losses, window):
    """These are sums: divide each by the window."""
    return np.convolve(losses, np.ones(window), mode="valid")


def smooth__last_missing(losses, window):
    """The last mean is missing: it ends with the last loss."""
    return np.convolve(losses, np.ones(window) / window, mode="valid")[:-1]


def smooth__separate_windows(losses, window):
    """The windows do not overlap: there is a mean for every step of the window."""
    count = len(losses) // window
    return np.reshape(losses[: count * window], (count, window)).mean(axis=1)


def smooth__mean_so_far(losses, window):
    """These are means of all losses so far: take only the last `window` of them."""
    means = np.cumsum(losses) / np.arange(1, len(losses) + 1)
    return means[window - 1 :]


def smooth__window_one_too_short(losses, window):
    """Each mean has one loss too few: `losses[t : t + window]` has `window` losses."""
    short = np.convolve(losses, np.ones(window - 1) / (window - 1), mode="valid")
    return short[:-1]


def rates__integer_division(learning_rate, epochs, steps_per_epoch):
    """The rate never falls: an exponent of `1 // 2` is an integer, and zero."""
    steps = np.arange(epochs * steps_per_epoch)
    return learning_rate / (steps + 1) ** (1 // 2)


def rates__root_cut_off(learning_rate, epochs, steps_per_epoch):
    """The rate falls in stairs: the root of the step is cut off to an integer."""
    steps = np.arange(epochs * steps_per_epoch)
    return learning_rate / np.floor(np.sqrt(steps + 1))


def rates__rounded_to_zero(learning_rate, epochs, steps_per_epoch):
    """All rates are whole numbers: `//` cuts off what a rate consists of."""
    return learning_rate // np.sqrt(np.arange(epochs * steps_per_epoch) + 1.0)


def rates__epoch_for_step(learning_rate, epochs, steps_per_epoch):
    """The rate stands still within an epoch: t counts steps here, not epochs."""
    epoch = np.arange(epochs * steps_per_epoch) // steps_per_epoch
    return learning_rate / np.sqrt(epoch + 1)


def rates__starts_at_one(learning_rate, epochs, steps_per_epoch):
    """The first step is already too small: look at the number t of the first step."""
    return learning_rate / np.sqrt(np.arange(epochs * steps_per_epoch) + 2)


def rates__one_over_t(learning_rate, epochs, steps_per_epoch):
    """This is a true 1/t decay: after a hundred steps a tenth should be left."""
    return learning_rate / (np.arange(epochs * steps_per_epoch) + 1)


def rates__restarts_each_epoch(learning_rate, epochs, steps_per_epoch):
    """The rate jumps back when an epoch begins: let t count on."""
    step = np.arange(epochs * steps_per_epoch) % steps_per_epoch
    return learning_rate / np.sqrt(step + 1)


def rates__divided_again(learning_rate, epochs, steps_per_epoch):
    """The rate falls far too fast: divide the first rate, not the one before."""
    steps = np.arange(epochs * steps_per_epoch)
    return learning_rate / np.cumprod(np.sqrt(steps + 1))


def diagnosis__too_small_read_as_too_large(losses):
    """A curve that ends high and smooth was read as "too large": does it jump?"""
    word = _read(losses)
    return "too large" if word == "too small" else word


def diagnosis__too_large_read_as_too_small(losses):
    """A curve that ends high and jumps was read as "too small": does it creep?"""
    word = _read(losses)
    return "too small" if word == "too large" else word


def diagnosis__jumps_before_level(losses):
    """Every curve that jumps was read as "small batch": look where it ends, too."""
    word = _read(losses)
    return "small batch" if word == "too large" else word


def diagnosis__jumps_overlooked(losses):
    """A curve that comes down was read by its end alone: compare neighbouring steps."""
    word = _read(losses)
    return "right" if word == "small batch" else word


def diagnosis__nan_overlooked(losses):
    """A loss that is no number compares as false with anything: look for it first."""
    if not np.all(np.isfinite(losses)):
        return "right"
    return _read(losses)


def diagnosis__explosion_overlooked(losses):
    """A curve that ends where it began was read by its jumps: look at its end first."""
    if not np.all(np.isfinite(losses)):
        return "lost"
    word = _read(losses)
    return "too large" if word == "lost" else word


def diagnosis__jumps_before_lost(losses):
    """A lost curve may jump, too: look at its end before you look at its jumps."""
    word = _read(losses)
    jumps = np.std(np.diff(losses)) > 0.1 * losses[0]
    return "too large" if word == "lost" and jumps else word


def diagnosis__middle_for_end(losses):
    """A curve was read by the mean of all its losses: look at the last 40."""
    losses = np.asarray(losses, dtype=float)
    end = np.mean(losses) / losses[0]
    jumps = np.std(np.diff(losses)) > 0.1 * losses[0]
    if not end < 0.9:
        return "lost"
    if end > 0.4:
        return "too large" if jumps else "too small"
    return "small batch" if jumps else "right"


def range_test__fewer_losses_before(rates, losses, window):
    """A mean of fewer losses than the window decided: the first step is `window`."""
    steps = range(1, min(np.argmin(losses), len(losses) - window) + 1)
    before = [np.mean(losses[max(0, t - window) : t]) for t in steps]
    after = [np.mean(losses[t : t + window]) for t in steps]
    return rates[1 + np.argmax(np.subtract(before, after))]


def range_test__at_the_minimum(rates, losses, window):
    """This is the rate of the lowest loss: there the loss has stopped falling."""
    return rates[np.argmin(losses)]


def range_test__minimum_divided_by_ten(rates, losses, window):
    """This is a tenth of the rate of the lowest loss: look for the fall itself."""
    return rates[np.argmin(losses)] / 10


def range_test__steepest_rise(rates, losses, window):
    """This is where the loss rises most: look at the sign of the difference."""
    falls = _falls(losses, window)
    return rates[window + np.argmin(falls)]


def range_test__single_steps(rates, losses, window):
    """One noisy step decides: compare means over the window, not single losses."""
    return rates[1 + np.argmax(-np.diff(losses[: np.argmin(losses) + 1]))]


def range_test__lowest_mean(rates, losses, window):
    """The steps end at the lowest mean: the lowest single loss ends them."""
    lowest = np.argmin(np.convolve(losses, np.ones(window), mode="valid"))
    return rates[window + np.argmax(_falls(losses, window)[:lowest])]


def range_test__after_the_explosion(rates, losses, window):
    """This fall comes after the lowest loss: it falls back from an explosion."""
    return rates[window + np.argmax(_falls(losses, window))]


def range_test__start_of_the_window(rates, losses, window):
    """This rate is a window too early: t is where the later losses begin."""
    last = np.argmin(losses) + 1 - window
    return rates[np.argmax(_falls(losses, window)[:last])]


def range_test__number_of_the_step(rates, losses, window):
    """This is the number of a step: return its rate."""
    last = np.argmin(losses) + 1 - window
    return window + np.argmax(_falls(losses, window)[:last])


def range_test__lowest_step_missing(rates, losses, window):
    """The step of the lowest loss is left out: a range ends before its last number."""
    last = np.argmin(losses) - window
    return rates[window + np.argmax(_falls(losses, window)[:last])]


def range_test__last_step_missing(rates, losses, window):
    """A step too few was tried: the last one has a whole window from `t` on."""
    last = np.argmin(losses) + 1 - window
    return rates[window + np.argmax(_falls(losses, window)[:-1][:last])]


def range_test__cut_at_the_lowest(rates, losses, window):
    """The later window stops at the lowest loss: only `t` stops there."""
    last = np.argmin(losses) + 1
    return rates[window + np.argmax(_falls(losses[:last], window))]


def _falls(losses, window):
    """Return how far the mean falls at each step from `window` on."""
    means = np.convolve(losses, np.ones(window) / window, mode="valid")
    return means[:-window] - means[window:]


def _read(losses):
    """Return the diagnosis of a curve by its end and by its jumps."""
    losses = np.asarray(losses, dtype=float)
    if not np.all(np.isfinite(losses)):
        return "lost"
    start, end = losses[0], losses[-40:].mean()
    if end > 0.9 * start:
        return "lost"
    jumps = np.std(np.diff(losses)) > 0.08 * start
    if end > 0.35 * start:
        return "too large" if jumps else "too small"
    return "small batch" if jumps else "right"
