"""Watch a submission from outside: time, memory, number of processes, its end.

A thread of the grader looks several times a second and ends all processes of the
submission at once. An interrupt could be swallowed; this cannot. The memory is what the
processes have to themselves plus their share of what they have in common. Time in which
a submission waits for a processor that others use does not count, within reason.
"""

import re
import threading
import time
from pathlib import Path

import psutil

SECONDS_BETWEEN = 0.03
GIGABYTE = 2**30
LONGEST_WAIT = 5  # times the limit, for waiting on top of it


class Watch:
    """Ends `running` when it exceeds a limit; `reason` and `note` then say why.

    `all_is_up` says that it was the time in all, and no step's own.

    Args:
        running: A `launch.Running`.
        limits: The `Limits`.
        deadline: The end of the submission's time, on the monotonic clock.
        seconds: How much time that was in all; that of the limits if not given.
    """

    def __init__(self, running, limits, deadline, seconds=None):
        self.reason, self.note, self.all_is_up = "", "", False
        self._running, self._limits, self._total = running, limits, deadline
        self._seconds = limits.seconds if seconds is None else seconds
        self._deadline, self._stop = None, threading.Event()
        self._family, self._before = [], {}
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def allow(self, seconds):
        """Give what runs next this much time; None when nothing runs."""
        if seconds is None:
            self._deadline = None
            return
        self._before = {p.pid: _waited(p) for p in self._family}
        self._deadline = time.monotonic() + seconds

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
            found = self._ended() or self._late()
            if not found and count % 5 == 0:
                found = self._too_large()
            count += 1
            if found:
                self.reason, self.note = found
                self._running.end()
                return

    def _ended(self):
        status = self._running.poll()
        return None if status is None else ("kernel-died", _end(status))

    def _late(self):
        now, deadline = time.monotonic(), self._deadline
        if now > self._total and now > self._total + self._waiting(self._seconds, {}):
            self.all_is_up = True
            return "timeout", f"stopped after {self._seconds:g} s in all"
        each = self._limits.cell_seconds
        if deadline is None or now < deadline:
            return None
        if now < deadline + self._waiting(each, self._before):
            return None
        return "timeout", f"not done after {each:g} s"

    def _waiting(self, seconds, before):
        """Return how long the submission has waited for a processor, in seconds.

        Args:
            seconds: The limit; more than `LONGEST_WAIT` times as much never counts.
            before: From process id to how long it had waited when the time began.
        """
        waits = [_waited(p) - before.get(p.pid, 0.0) for p in self._family]
        return min(max(waits, default=0.0), LONGEST_WAIT * seconds)

    def _too_large(self):
        self._family = processes = self._running.processes()
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
    """Say how a process ended."""
    if status is not None and (status > 128 or status < 0):
        return f"ended by signal {status - 128 if status > 0 else -status}"
    return "ended by itself" if status is None else f"ended by itself, status {status}"


def _resident(process):
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def _waited(process):
    """Return the seconds that a process was ready and had no processor; 0 elsewhere."""
    try:
        return int(Path(f"/proc/{process.pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def _share(process):
    """Return the memory of a process, with its share of what it shares with others."""
    try:
        text = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        return 1024 * int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1])
    except (OSError, TypeError):
        return _resident(process)
