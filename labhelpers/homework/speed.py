"""Measure how fast this machine is, and what of it a submission has.

So limits in seconds mean work, and a submission gets the same points on a slow machine
or a busy one: limits grow by as much as a fixed piece of work takes longer (`factor`),
and time in which other programs have the processors counts in parts (`Share`).
"""

import functools
import os
import time
from pathlib import Path

import numpy as np
import psutil

USUAL = 0.017  # seconds for `_work` where the limits were chosen
REPEATS = 5
LARGEST = 10.0
SMALLEST_SHARE = 1 / 15  # so that a submission ends on the busiest machine


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


class Share:
    """Tells what part of a time the processes of a submission could use.

    Linux keeps for every thread how long it ran and how long it was ready and waited.
    Elsewhere all of the time counts.
    """

    def __init__(self):
        self._before, self._when = {}, time.monotonic()

    def since(self, processes):
        """Return the part of the time since the last call, from `SMALLEST_SHARE` to 1.

        Threads that wait for each other are not slowed by others: no more threads
        could have run at once than there are processors.

        Args:
            processes: All processes of the submission, as psutil knows them.
        """
        now, found = time.monotonic(), {}
        for process in processes:
            found |= _threads(process.pid)
        passed, self._when = now - self._when, now
        before, self._before = self._before, found
        used = np.zeros(2)
        for thread, times in found.items():
            used += np.subtract(times, before.get(thread, (0, 0)))
        return share(passed, *used, _processors())


def share(passed, ran, waited, processors):
    """Return the part of a time in which a submission was not held up by others.

    Args:
        passed: The time, in seconds.
        ran: How long its threads ran, the sum.
        waited: How long they were ready and waited, the sum.
        processors: How many there are.

    Returns:
        1 if nothing waited for others; 0.25 if three others were served in turn.
    """
    alone = min(ran + waited, processors * passed)  # what would have run
    lost = max(0.0, alone - ran) / max(alone, passed, 1e-9)
    return max(1 - lost, SMALLEST_SHARE)


def _threads(process):
    """Return how long each thread of a process ran and waited, in seconds."""
    found = {}
    try:
        for path in Path(f"/proc/{process}/task").iterdir():
            ran, waited = (path / "schedstat").read_text().split()[:2]
            found[process, path.name] = int(ran) / 1e9, int(waited) / 1e9
    except (OSError, ValueError):
        pass  # it has just ended, or this is no Linux
    return found


def _processors():
    own = getattr(psutil.Process(), "cpu_affinity", list)()
    return len(own) or os.cpu_count() or 1
