"""Say the size of an effect in words."""

import numpy as np

from labhelpers.claims._judging import number


def against(first, second, typical, part):
    """Return the medians of both sides in words: "0.97 against 0.85".

    Both have as many digits as show which is larger. Where the medians say otherwise
    than the typical difference, that difference stands alone: "+0.002".
    """
    one, other = np.median(first), np.median(second)
    if np.sign(one - part * other) != np.sign(typical):
        return number(typical, "+")
    for digits in (2, 3, 4):
        words = [number(value, digits=digits) for value in (one, other)]
        if words[0] != words[1]:
            break
    return " against ".join(words)


def times_words(log_ratio):
    """Return a ratio in words: "3.4 times larger" or "3.4 times smaller"."""
    with np.errstate(over="ignore"):
        ratio = np.exp(abs(log_ratio))
    return f"{number(ratio)} times {'larger' if log_ratio >= 0 else 'smaller'}"
