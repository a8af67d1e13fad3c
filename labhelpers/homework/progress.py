"""Show how far a run is."""

import sys
import time

BAR = 24


class Progress:
    """A bar on a terminal; a line per submission elsewhere.

    Args:
        total: The number of submissions.
        done: How many were graded before.
    """

    def __init__(self, total, done):
        self.total, self.done, self.before = total, done, done
        self.began = time.monotonic()
        if done:
            print(f"{done} of {total} are graded already.", file=sys.stderr)

    def step(self, name, status):
        """Show that one more is done."""
        self.done += 1
        if not sys.stderr.isatty():
            line = f"{self.done}/{self.total}  {status:<12}  {name}"
            print(line, file=sys.stderr, flush=True)
            return
        full = BAR * self.done // self.total
        each = (time.monotonic() - self.began) / (self.done - self.before)
        left = each * (self.total - self.done)
        bar = f"[{'#' * full}{'.' * (BAR - full)}] {self.done}/{self.total}"
        end = "\n" if self.done == self.total else ""
        text = f"\r{bar}  {left:4.0f} s left  {name[:40]:<40}"
        print(text, end=end, file=sys.stderr, flush=True)
