"""Grade one notebook: run its cells in a process of its own, hold the checks here.

A cell that takes too long, or ends its process, costs what it earns and not what the
others earn: the page is run anew without it, in what is left of the time. A check that
was not reached even so is tried alone, with only what it needs.
"""

import builtins
import time

from labhelpers.checks import Verdict
from labhelpers.homework import cells, needs, page, plan, wire
from labhelpers.homework.remote import Inside, Student
from labhelpers.homework.result import NOT_TRIED, Exercise, Limits, Result
from labhelpers.homework.watch import Budget, Watch

ATTEMPTS = 6
LONGEST_MESSAGE = 2000
FOR_PEOPLE = {
    "timeout": "Your code is {note}: look for a loop without an end.",
    "memory": "Your code {note}.",
    "kernel-died": "Your code ended the process ({note}).",
}
NO_TIME = (
    "Not tried: the cells that it needs took all the time there is. Let them take less."
)


def grade(data, file_name, labs, start, limits=None, whole=False, read=lambda: None):
    """Grade a submission.

    Args:
        data: The bytes of the notebook, or its path.
        file_name: What the file is called.
        labs: The teacher's labs, from `page.read_labs`.
        start: Called without arguments; returns a new `launch.Running`.
        limits: The `Limits`; the usual ones if not given.
        whole: Run the whole page, not only what the exercises need.
        read: Called once the page is read, before anything of it runs.

    Returns:
        The `Result`, whatever the submission does.
    """
    began, limits, result = time.monotonic(), limits or Limits(), Result()
    try:
        graded = _read(data, file_name, labs, result, limits, whole)
        read()
        graded.run(start)
    except page.Unreadable as error:
        result.status = "unreadable"
        result.note(f"Not readable: {error}.")
    result.seconds = round(time.monotonic() - began, 2)
    return result


def _read(data, file_name, labs, result, limits, whole):
    """Return the `Grading` of a file, before anything of it runs."""
    try:
        handed_in = page.parse(data)
        lab = page.lab_of(handed_in.cells, file_name, labs)
        result.lab, result.title = lab.name, lab.title
        for note in handed_in.notes:
            result.note(note)
        result.exercises = [
            Exercise(name.removesuffix("-check"), 0.0, check.points, title=check.title)
            for name, check in lab.checks.items()
        ]
        return Grading(lab, handed_in, result, limits, whole)
    except page.Unreadable:
        raise
    except Exception as error:  # whatever a student wrote
        kind = type(error).__name__
        raise page.Unreadable(f"reading it stops with {kind}") from error


class Grading:
    """One submission: its steps, what was learned so far, and its result."""

    def __init__(self, lab, handed_in, result, limits, whole):
        self.lab, self.result, self.limits = lab, result, limits
        self.cells, self.texts, self.errors = handed_in.cells, handed_in.texts, []
        self.steps, notes = plan.make(lab, handed_in.cells, whole)
        for note in notes:
            result.note(note)
        self.by_check = dict(zip(lab.checks, result.exercises, strict=True))
        self.skipped = []  # steps that ended their process

    def run(self, start):
        """Run the steps; then, alone, each check that these did not reach."""
        self._run_steps(start, self.steps, self.limits.seconds)
        missed = self._missed()
        for check in missed:
            steps = plan.alone(self.lab, self.cells, check)
            each = self.limits.seconds / len(missed), 1.5 * self.limits.cell_seconds
            self._run_steps(start, steps, max(each))
        for check in self._missed():
            self.by_check[check].message = NO_TIME
            self.result.status = "not tried"

    def _missed(self):
        return [c for c, e in self.by_check.items() if e.verdict == NOT_TRIED]

    def _run_steps(self, start, steps, seconds):
        """Run steps, again without the one that failed as long as there is time."""
        budget = Budget(seconds)
        for _ in range(ATTEMPTS):
            running = start()
            watch = Watch(running, self.limits, budget)
            seconds_each = self.limits.cell_seconds
            student = Student(running.connection, watch.allow, seconds_each)
            step = None
            try:
                for step in steps:
                    if step not in self.skipped:
                        self._take(step, student)
                return
            except wire.Gone as gone:
                garbled = isinstance(gone, wire.Garbled)
                reason = ("kernel-died", str(gone)) if garbled else watch.why()
                self._lost(step, *reason, watch.all_is_up)
            finally:
                watch.close()
            if step is steps[0] or budget.is_used_up:
                return

    def _take(self, step, student):
        if step.check:
            exercise = self.by_check[step.check]
            if not exercise.passed:
                self._hold(self.lab.checks[step.check], exercise, student)
            return
        error = student.run(step.source)
        if error:
            if self.result.status == "ok":
                self.result.status = "errors"
            self.result.note(f"{step.name} raised {_named(error)}.")
            self.errors.append((step.source, error))

    def _lost(self, step, reason, note, late):
        """Keep in mind that the process did not survive a step.

        If the time in all was up (`late`), the step need not be at fault.
        """
        if self.result.status in ("ok", "errors"):
            self.result.status = reason
        self.result.note(f"{step.name}: {note}.")
        if late:
            return
        self.skipped += [s for s in self.steps if s.check and s.check == step.check]
        self.skipped.append(step)
        if step.check:
            exercise = self.by_check[step.check]
            exercise.verdict = "NOT YET"
            exercise.message = FOR_PEOPLE[reason].format(note=note)

    def _hold(self, check, exercise, student):
        used, namespace = needs.uses(check.source), {}
        setup = plan.imports_of(self.lab.setup.source, used.read)
        exec(setup, namespace)
        try:
            known = used.given | set(namespace) | set(dir(builtins))
            for name in used.read - known:
                namespace[name] = student.get(name)
            verdict = evaluate(check.source, namespace)
        except KeyError as error:
            verdict = self._missing(str(error.args[0]))
        except Inside as kind:
            sentence = f"Plain numbers are needed; received a {kind}."
            verdict = Verdict("NOT YET", sentence)
        except Exception as error:  # what came across is the student's
            sentence = f"The answer cannot be read: {type(error).__name__}."
            verdict = Verdict("NOT YET", sentence)
        exercise.verdict = verdict.status
        exercise.message = str(verdict.message)[:LONGEST_MESSAGE]
        exercise.error = verdict.error
        exercise.points = exercise.possible if verdict.passed else 0.0

    def _missing(self, name):
        """Return the verdict where the name that a check needs is not there."""
        for source, error in self.errors:
            if name in source:
                sentence = (
                    f"Your cell stopped with {_named(error)}: see its last lines."
                )
                return Verdict("NOT YET", sentence, str(error.get("traceback"))[:4000])
        if any(f"{name}(" in cell.source for cell in self.texts):
            sentence = (
                f"The cell of `{name}` is a Markdown cell: make it a code cell again, "
                "then run it."
            )
            return Verdict("NOT YET", sentence)
        return Verdict("NOT YET", f"`{name}` is not there when the check runs.")


def _named(error):
    """Return the type of an error and the line of the cell where it was raised."""
    line = error.get("line")
    where = f" in line {line}" if isinstance(line, int) else ""
    return f"{str(error.get('type'))[:60]}{where}"


def evaluate(source, namespace):
    """Run a check cell and return its verdict; one that only asserts passes or not."""
    try:
        value = cells.run(source, namespace)
    except Exception as error:
        return Verdict("NOT YET", str(error) or type(error).__name__)
    known = isinstance(value, Verdict)
    return value if known else Verdict("PASS", "All that the check asserts holds.")
