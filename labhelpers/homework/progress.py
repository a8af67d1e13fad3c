"""Show how far a run is."""

import sys
import time

from labhelpers.homework.people import short

LEFT_OUT = {"untouched": "untouched labs", "text": "texts"}


class Progress:
    """Prints a line per submission, with the time that the others may take.

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
        each = (time.monotonic() - self.began) / (self.done - self.before)
        left = f"{each * (self.total - self.done):5.0f} s left"
        line = f"{self.done}/{self.total}  {left}  {status:<12}  {name}"
        print(line, file=sys.stderr, flush=True)


def say_stale(book, todo, folders):
    """Say which rows were graded anew since their lab has changed, or should be."""
    anew = [each.key for each, _ in todo if book.row(each).get("stale")]
    if anew:
        print(
            f"{len(anew)} graded anew, since their lab has changed: {short(anew, 3)}."
        )
    for folder in folders:
        print(f"The labs of {folder} have changed since: grade this folder again.")


def say_left_out(survey, found):
    """Say what makes no row, and who has handed in nothing else."""
    have = {each.student for each in found}
    for reason, words in LEFT_OUT.items():
        keys = [each.key for each in survey if each.left_out == reason]
        if keys:
            print(f"{len(keys)} {words} make no row: {short(keys, 3)}.")
    nothing = {each.student for each in survey if each.left_out == "untouched"} - have
    if nothing:
        print(f"Nothing was changed by {short(sorted(nothing), 50)}.")
