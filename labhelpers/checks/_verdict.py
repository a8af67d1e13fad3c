"""Turn what happens in a check of an exercise into a verdict.

The verdict on a claim of a page is another class: `labhelpers/_verdicts.py`.
"""

import contextlib
import functools
import io
import os
import traceback
from pathlib import Path

PACKAGE = str(Path(__file__).resolve().parents[1])
LONGEST = 200  # frames of a traceback


class Verdict:
    """The answer of a check.

    Args:
        status: "PASS", "NOT YET" or "TO DO".
        message: One sentence.
        error: The traceback of the student's own error, if there was one.
    """

    def __init__(self, status, message, error=""):
        self.status = status
        self.message = message
        self.error = error

    @property
    def passed(self):
        """Whether the answer is right."""
        return self.status == "PASS"

    def __repr__(self):
        text = f"{self.status}  {self.message}"
        return f"{text}\n\n{self.error}" if self.error else text


class NotPassed(AssertionError):  # noqa: N818 - says what happened, not an error
    """An exercise has not passed; raised while grading only."""


class Hint(Exception):  # noqa: N818 - ends a check, is not an error
    """Ends a check with `NOT YET` and this sentence."""


class ToDo(Exception):  # noqa: N818 - ends a check, is not an error
    """Ends a check with `TO DO`: the stub is still in place."""


class StudentError(Exception):
    """Wraps an error that the student's own code raised."""


def grading():
    """Return whether a grader runs this page: nbgrader's autograde or our own."""
    return (
        os.environ.get("NBGRADER_EXECUTION") == "autograde"
        or os.environ.get("LABS_GRADING") == "1"
    )


def exercise(check):
    """Make a check out of a function that ends with a sentence or with `Hint`.

    The function returns what was verified, as one sentence, for `PASS`; it raises
    `Hint` for `NOT YET`. Untouched stubs and errors of the student's code are dealt
    with here.
    """

    @functools.wraps(check)
    def checked(*answers):
        if not grading():
            return _verdict(check, answers)
        # nbgrader gives no points for a check cell below which a warning stands
        with contextlib.redirect_stderr(io.StringIO()):
            verdict = _verdict(check, answers)
        if not verdict.passed:
            raise NotPassed(repr(verdict))
        return verdict

    return checked


def _verdict(check, answers):
    """Run a check and return its verdict."""
    try:
        if any(answer is None or answer is Ellipsis for answer in answers):
            raise ToDo
        return Verdict("PASS", check(*answers))
    except ToDo:
        return Verdict("TO DO", "Replace the ... in the cell above, then run both.")
    except Hint as hint:
        return Verdict("NOT YET", str(hint))
    except StudentError as wrapper:
        error = wrapper.__cause__
        message = f"Your code stopped with {type(error).__name__}: see its last lines."
        return Verdict("NOT YET", message, own_traceback(error))


def own_traceback(error):
    """Return the traceback of `error` without frames of this package or of IPython."""
    if hasattr(error, "remote_traceback"):  # it was raised in another process
        return error.remote_traceback
    try:
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__, LONGEST)
            if not frame.filename.startswith(PACKAGE)
            and "IPython" not in frame.filename
        ]
        last = traceback.format_exception_only(error)
        lines = [*traceback.format_list(frames), *last]
        return "".join(["Traceback (most recent call last):\n", *lines]).rstrip()
    except Exception:  # an error's own __str__ may fail
        return type(error).__name__
