"""Grade a folder of submissions: one row each, whatever they do.

The table is whole at any moment, and a run that was stopped goes on where it was: what
has not changed since is not graded again.
"""

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from labhelpers.homework import collect, gradebook
from labhelpers.homework.feedback import write_feedback
from labhelpers.homework.pool import Grader
from labhelpers.homework.result import Limits, Result

BAR = 24


def add_arguments(parser):
    """Declare the options of `grade`."""
    usual = Limits()
    parser.add_argument("submissions", type=Path, help="folder of submissions")
    parser.add_argument("-o", "--output", type=Path, default=Path("grades.csv"))
    parser.add_argument("-j", "--jobs", type=_count, default=2, help="at once (2)")
    for name, value, unit in [
        ("--cell-timeout", usual.cell_seconds, "seconds for a cell"),
        ("--timeout", usual.seconds, "seconds for a submission"),
        ("--memory", usual.memory_gb, "GB for a submission"),
    ]:
        help_text = f"{unit} ({value:g})"
        parser.add_argument(name, type=_positive, default=value, help=help_text)
    parser.add_argument(
        "--labs", type=Path, help="the teacher's notebooks (notebooks/)"
    )
    parser.add_argument("--whole", action="store_true", help="run every cell")
    parser.add_argument("--again", action="store_true", help="forget earlier results")


def _positive(text):
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"a number above 0 is needed, not {text!r}")
    return number


def _count(text):
    if not (text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"a number from 1 up is needed, not {text!r}")
    return int(text)


def run(options):
    """Grade what is not graded yet, and return the exit status."""
    try:
        return _grade(options)
    except KeyboardInterrupt:
        print("\nStopped. Give the same command to go on.", file=sys.stderr)
        return 130
    except (OSError, ValueError) as error:
        print(
            f"Grading needs a folder and a place for its table: {error}",
            file=sys.stderr,
        )
        return 1


def _grade(options):
    output, folder = options.output.absolute(), options.submissions.absolute()
    pages = output.with_name(f"{output.stem}_feedback")
    book = gradebook.Gradebook(output)
    found = collect.find(folder, without=[output, pages])
    if options.again:
        book.rows.clear()
    book.keep_only({submission.key for submission in found})
    marked = [(submission, submission.fingerprint()) for submission in found]
    todo = [pair for pair in marked if not book.has(*pair)]
    book.write()
    progress = Progress(len(found), len(found) - len(todo))
    twice = _twice(found)
    with _grader(options, folder, output, min(options.jobs, len(todo))) as grader:
        for pair, result in _results(grader, todo, options.jobs):
            for note in twice.get(pair[0].key, []):
                result.note(note)
            book.add(*pair, result)
            write_feedback(pages, pair[0], result)
            progress.step(pair[0].key, result.status)
    print(f"{len(found)} submissions: {output}, and a page for each in {pages.name}/.")
    failed = [k for k, row in book.rows.items() if row["status"] == "grader-error"]
    return 1 if failed else 0


def _grader(options, folder, output, jobs):
    limits = Limits(options.cell_timeout, options.timeout, options.memory)
    more = {"labs": options.labs} if options.labs else {}
    hide = [folder, output.parent] if output.parent != Path("/") else [folder]
    return Grader(max(jobs, 0), limits, hide=hide, whole=options.whole, **more)


def _results(grader, todo, jobs):
    """Yield each submission with its result, as they are done."""
    threads = ThreadPoolExecutor(jobs)
    try:
        futures = {threads.submit(_one, grader, pair[0]): pair for pair in todo}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def _one(grader, submission):
    """Return the result of one submission, whatever happens."""
    if submission.problem:
        return Result("unreadable", notes=[f"Not readable: {submission.problem}."])
    try:
        return grader.grade(submission.path, submission.companions)
    except Exception as error:
        return Result("grader-error", notes=[f"The grader failed: {error!r}"[:300]])


def _twice(found):
    """Return notes for files of one student that look like one notebook twice."""
    students, notes = {}, {}
    for submission in found:
        students.setdefault(submission.student, []).append(submission)
    for student, mine in students.items():
        for one in mine:
            others = [s.key for s in mine if s is not one and _like(s, one)]
            if others:
                notes[one.key] = [f"{student} handed in {', '.join(others)}, too."]
    return notes


def _like(one, other):
    return one.path.name[:2] == other.path.name[:2]


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
