"""Grade a folder of submissions: one row each, whatever they do.

The table is whole at any moment, and a run that was stopped goes on where it was: what
has not changed since is not graded again.
"""

import argparse
import os
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from labhelpers.homework import (
    collect,
    filenames,
    gradebook,
    overrides,
    page,
    progress,
    sandbox,
    tables,
    versions,
)
from labhelpers.homework.feedback import pack_for_moodle, write_feedback
from labhelpers.homework.pool import Grader
from labhelpers.homework.result import Limits, Result


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
    parser.add_argument(
        "--lab", action="append", metavar="NN", help="this lab only, such as 06"
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
        status = _grade(options)
        packed = pack_for_moodle(_pages(options.output))
        if packed:
            print(f"Moodle takes the pages back as {packed}.")
        return status
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
    pages = _pages(output)
    teachers = overrides.path_for(output)
    book = gradebook.Gradebook(output, _called(folder, output.parent))
    book.overrides = overrides.read(teachers)
    labs = page.read_labs(options.labs or page.NOTEBOOKS)
    wanted = _wanted(labs, options.lab)
    unpacked = Path(tempfile.mkdtemp(prefix="labs-zips-"))
    try:
        without = [output, pages, teachers]
        survey = collect.survey(folder, without, unpacked, labs)
        found = [each for each in survey if not each.left_out and wanted(each)]
        book.keep_only({each.key for each in survey})
        failed = _grade_found(options, book, found, pages, labs, [folder, unpacked])
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)
    progress.say_left_out(survey, found)
    for sentence in book.unused:
        print(f"{teachers.name}, {sentence}", file=sys.stderr)
    return 1 if failed else 0


def _grade_found(options, book, found, pages, labs, hide):
    """Grade what is new, changed or stale; return whether a row says grader-error."""
    versions_of_labs = {name: versions.of(lab) for name, lab in labs.items()}
    if options.again:
        for row in filter(None, map(book.row, found)):
            row["fingerprint"] = ""
    marked = [(each, _mark(each, book, versions_of_labs)) for each in found]
    todo = [pair for pair in marked if not book.has(*pair)]
    for each in found:
        if book.row(each):
            book.name(each)
    stale = book.mark_stale(versions_of_labs)
    book.write()
    bar = progress.Progress(len(found), len(found) - len(todo))
    twice = _twice(found)
    with _grader(options, hide, book.path, todo) as grader:
        for (each, mark), result in _results(grader, todo, options.jobs):
            for note in twice.get(each.key, []):
                result.note(note)
            mark = f"{mark.partition('-')[0]}-{versions_of_labs.get(result.lab, '')}"
            book.add(each, mark, result)
            _write_feedback(book, pages, each, result)
            bar.step(each.key, result.status)
    progress.say_stale(book, todo, stale)
    print(
        f"{len(found)} submissions: {book.path}, and a page for each in {pages.name}/."
    )
    return any(row["status"] == "grader-error" for row in book.rows.values())


def _called(folder, beside):
    """Return what a table calls a folder: its path, from the table's folder."""
    try:
        return filenames.readable(Path(os.path.relpath(folder, beside)).as_posix())
    except ValueError:  # another drive of Windows
        return filenames.readable(folder.as_posix())


def _wanted(labs, starts):
    """Return a function that tells whether a submission is of one of the labs.

    Args:
        labs: The names of all labs.
        starts: Starts of names, such as "06"; None for all.

    Raises:
        ValueError: No lab starts so.
    """
    starts = tuple(starts or ())
    for start in starts:
        if not any(name.startswith(start) for name in labs):
            raise ValueError(
                f"--lab needs one of {', '.join(labs)}; received {start!r}"
            )

    def wanted(each):
        if each.lab or not starts:
            return each.lab.startswith(starts or "")
        other = [name for name in labs if name[:3] in each.path.name]
        return not other or any(name.startswith(starts) for name in other)

    return wanted


def _mark(each, book, versions_of_labs):
    """Return the fingerprint of a submission: of its content, and of its lab."""
    lab = book.row(each).get("lab") or each.lab
    return f"{each.fingerprint()}-{versions_of_labs.get(lab, '')}"


def _write_feedback(book, pages, each, result):
    """Write a page; in a folder of its own where another folder has one so named."""
    key = tables.safe(each.key)
    others = [r for r in book.rows.values() if r["folder"] != book.folder]
    if any(row["submission"] == key for row in others):
        pages = pages / Path(book.folder).name
        pages.mkdir(parents=True, exist_ok=True)
    write_feedback(pages, each, result)


def _pages(output):
    """Return the folder of the pages beside a table."""
    return output.with_name(f"{output.stem}_feedback")


def _grader(options, hide, output, todo):
    limits = Limits(options.cell_timeout, options.timeout, options.memory)
    kind = sandbox.best_apart() if todo else ""
    if kind == "none":
        print(sandbox.WARNING, file=sys.stderr)
    hide = [*hide, output.parent] if output.parent != Path("/") else hide
    labs, jobs = options.labs or page.NOTEBOOKS, min(options.jobs, len(todo))
    return Grader(jobs, limits, labs, hide, options.whole, kind)


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
        whose = submission.student, submission.name.id
        students.setdefault(whose, []).append(submission)
    for (student, _), mine in students.items():
        for one in mine:
            start = one.path.name[:2]
            like = [s for s in mine if s is not one and s.path.name[:2] == start]
            others = [s.key for s in like]
            if others:
                notes[one.key] = [f"{student} handed in {', '.join(others)}, too."]
    return notes
