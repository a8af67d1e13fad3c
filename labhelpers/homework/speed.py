"""Measure how fast this machine is, so that limits in seconds mean work.

A submission gets the same points on a slow machine: its limits grow by as much as a
fixed piece of work takes longer. The time that other programs take from it is not
counted (see `watch`).
"""

import functools
import time

import numpy as np

USUAL = 0.017  # seconds for `_work` where the limits were chosen
REPEATS = 5
LARGEST = 10.0


@functools.cache
def factor():
    """Return how many times as long this machine takes, from 1 to `LARGEST`."""
    return limited(min(_seconds() for _ in range(REPEATS)) / USUAL)


def limited(ratio):
    """Return a ratio of times as a factor for limits: never below 1, in halves."""
    return min(max(1.0, -(-2 * ratio // 1) / 2 if ratio > 1.25 else 1.0), LARGEST)


def _seconds():
    """Return the processor's seconds for the work, whatever else runs."""
    began = time.thread_time()
    _work()
    return time.thread_time() - began


def _work():
    """Do what submissions do: loops of Python, and small arrays."""
    total = 0
    for number in range(100_000):
        total += number % 7
    values = np.arange(1000.0)
    for _ in range(2000):
        values = values * 0.5 + 1.0
    return total + values[0]
