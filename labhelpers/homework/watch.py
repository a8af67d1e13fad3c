"""Watch a submission from outside: time, memory, number of processes, its end.

A thread of the grader looks several times a second and ends all processes of the
submission at once. An interrupt could be swallowed; this cannot. The memory is what the
processes have to themselves plus their share of what they have in common. Time counts
while the submission was asked for something, in the part that it could use (see
`speed.Share`): neither the grader's own work nor other programs cost points.
"""

import re
import threading
import time
from pathlib import Path

import psutil

from labhelpers.homework.speed import Share

SECONDS_BETWEEN = 0.03
LOOKS = 5  # at the end of the process, for each at its memory and its time
GIGABYTE = 2**30


class Budget:
    """The seconds that a submission has for several processes, one after another.

    Args:
        seconds: How many there are.
    """

    def __init__(self, seconds):
        self.seconds, self.used = seconds, 0.0

    @property
    def is_used_up(self):
        """Whether nothing is left."""
        return self.used >= self.seconds


class Watch:
    """Ends `running` when it exceeds a limit; `reason` and `note` then say why.

    `all_is_up` says that it was the time in all, and no step's own.

    Args:
        running: A `launch.Running`.
        limits: The `Limits`.
        budget: The `Budget` of the submission; what is used here is taken from it.
    """

    def __init__(self, running, limits, budget):
        self.reason, self.note, self.all_is_up = "", "", False
        self._running, self._limits, self._budget = running, limits, budget
        self._allowed, self._used, self._counted = None, 0.0, 0.0
        self._share, self._part = Share(), 1.0
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def allow(self, seconds):
        """Give what runs next this much time; None when nothing runs."""
        with self._lock:
            self._count()
            self._allowed, self._used = seconds, 0.0

    def _count(self):
        """Add what was used since the last call, if anything was to run."""
        now = time.monotonic()
        if self._allowed is not None:
            used = (now - self._counted) * self._part
            self._used += used
            self._budget.used += used
        self._counted = now

    def close(self):
        """End the submission and the watch."""
        self._stop.set()
        self._thread.join()
        self._running.end()

    def why(self):
        """Return reason and note, once the process has ended."""
        self._thread.join(timeout=5)
        return self.reason or "kernel-died", self.note or _end(self._running.poll())

    def _watch(self):
        count = 0
        while not self._stop.wait(SECONDS_BETWEEN):
            status = self._running.poll()
            found = None if status is None else ("kernel-died", _end(status))
            if not found and count % LOOKS == 0:
                processes = self._running.processes()
                found = self._late(processes) or self._too_large(processes)
            count += 1
            if found:
                self.reason, self.note = found
                self._running.end()
                return

    def _late(self, processes):
        part = self._share.since(processes)
        with self._lock:
            self._part = part
            self._count()
            if self._allowed is None:
                return None
            if self._used > self._allowed:
                return "timeout", f"not done after {self._allowed:g} s"
            if self._budget.is_used_up:
                self.all_is_up = True
                return "timeout", f"stopped after {self._budget.seconds:g} s in all"
        return None

    def _too_large(self, processes):
        if len(processes) > self._limits.processes:
            return (
                "kernel-died",
                f"started more than {self._limits.processes} processes",
            )
        limit = self._limits.memory_gb * GIGABYTE
        if sum(map(_resident, processes)) > limit < sum(map(_share, processes)):
            return "memory", f"took more than {self._limits.memory_gb:g} GB of memory"
        return None


def _end(status):
    if status is not None and (status > 128 or status < 0):
        return f"ended by signal {status - 128 if status > 0 else -status}"
    return "ended by itself" if status is None else f"ended by itself, status {status}"


def _resident(process):
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def _share(process):
    """Return the memory of a process, with its share of what it shares with others."""
    try:
        text = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        return 1024 * int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1])
    except (OSError, TypeError):
        return _resident(process)
