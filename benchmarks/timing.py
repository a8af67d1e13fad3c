"""Times taken alternately in one run, and their ratios: other times mean little."""

import statistics
import time


def seconds_of(contenders, repeats):
    """Run all contenders in turn, `repeats` times.

    Args:
        contenders: from name to a function without arguments.
        repeats: number of rounds.

    Returns:
        From name to the list of seconds, one per round.
    """
    seconds = {name: [] for name in contenders}
    for _ in range(repeats):
        for name, run in contenders.items():
            began = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - began)
    return seconds


def ratio(numerators, denominators):
    """Return the median and range of the ratios of two contenders, round by round."""
    ratios = [a / b for a, b in zip(numerators, denominators, strict=True)]
    low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
    return f"{middle:.3g} ({low:.3g} to {high:.3g})"
