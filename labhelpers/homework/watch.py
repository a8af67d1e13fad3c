"""Watch a submission from outside: time, memory, number of processes, its end.

A thread of the grader looks several times a second and ends all processes of the
submission at once. An interrupt could be swallowed; this cannot. The memory is what the
processes have to themselves plus their share of what they have in common.
"""

import re
import threading
import time
from pathlib import Path

import psutil

SECONDS_BETWEEN = 0.03
GIGABYTE = 2**30


class Watch:
    """Ends `running` when it exceeds a limit; `reason` and `note` then say why.

    Args:
        running: A `launch.Running`.
        limits: The `Limits`.
        deadline: The end of the submission's time, on the monotonic clock.
    """

    def __init__(self, running, limits, deadline):
        self.reason, self.note = "", ""
        self._running, self._limits, self._total = running, limits, deadline
        self._deadline, self._stop = None, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def allow(self, seconds):
        """Give what runs next this much time; None when nothing runs."""
        self._deadline = None if seconds is None else time.monotonic() + seconds

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
        if now > self._total:
            return "timeout", f"stopped after {self._limits.seconds:g} s in all"
        if deadline is not None and now > deadline:
            return "timeout", f"not done after {self._limits.cell_seconds:g} s"
        return None

    def _too_large(self):
        processes = self._running.processes()
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


def _share(process):
    """Return the memory of a process, with its share of what it shares with others."""
    try:
        text = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        return 1024 * int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1])
    except (OSError, TypeError):
        return _resident(process)
