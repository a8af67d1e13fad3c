"""Grade one notebook: run its cells in a process of its own, hold the checks here.

A cell that takes too long, or ends its process, costs what it earns and not what the
others earn: the page is run anew without it, in what is left of the time.
"""

import ast
import builtins
import time

from labhelpers.checks import Verdict
from labhelpers.homework import cells, needs, page, plan, wire
from labhelpers.homework.remote import Inside, Student
from labhelpers.homework.result import Exercise, Limits, Result
from labhelpers.homework.watch import Watch

ATTEMPTS = 6
FOR_PEOPLE = {
    "timeout": "Your code is {note}: look for a loop without an end.",
    "memory": "Your code {note}.",
    "kernel-died": "Your code ended the process ({note}).",
}


def grade(data, file_name, labs, start, limits=None, whole=False):
    """Grade a submission.

    Args:
        data: The bytes of the notebook.
        file_name: What the file is called.
        labs: The teacher's labs, from `page.read_labs`.
        start: Called without arguments; returns a new `launch.Running`.
        limits: The `Limits`; the usual ones if not given.
        whole: Run the whole page, not only what the exercises need.

    Returns:
        The `Result`, whatever the submission does.
    """
    began, limits, result = time.monotonic(), limits or Limits(), Result()
    try:
        handed_in = page.parse(data)
        lab = page.lab_of(handed_in.cells, file_name, labs)
        result.lab, result.notes = lab.name, handed_in.notes
        result.exercises = [
            Exercise(name.removesuffix("-check"), 0.0, check.points)
            for name, check in lab.checks.items()
        ]
        Grading(lab, handed_in, result, limits, whole).run(start)
    except page.Unreadable as error:
        result.status = "unreadable"
        result.note(f"Not readable: {error}.")
    result.seconds = round(time.monotonic() - began, 2)
    return result


class Grading:
    """One submission: its steps, what was learned so far, and its result."""

    def __init__(self, lab, handed_in, result, limits, whole):
        self.lab, self.result, self.limits = lab, result, limits
        self.texts, self.errors = handed_in.texts, []
        self.steps, notes = plan.make(lab, handed_in.cells, whole)
        for note in notes:
            result.note(note)
        self.by_check = dict(zip(lab.checks, result.exercises, strict=True))
        self.skipped = set()
        self.deadline = time.monotonic() + limits.seconds

    def run(self, start):
        """Run the steps, again without the one that failed as long as there is time."""
        for _ in range(ATTEMPTS):
            running = start()
            watch = Watch(running, self.limits, self.deadline)
            seconds = self.limits.cell_seconds
            student = Student(running.connection, watch.allow, seconds)
            place = 0
            try:
                for place, step in enumerate(self.steps):
                    if place not in self.skipped:
                        self._take(step, student)
                return
            except wire.Gone as gone:
                garbled = isinstance(gone, wire.Garbled)
                reason = ("kernel-died", str(gone)) if garbled else watch.why()
                self._lost(place, *reason)
            finally:
                watch.close()
            if place == 0 or time.monotonic() > self.deadline:
                return

    def _take(self, step, student):
        """Do one step."""
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

    def _lost(self, place, reason, note):
        """Keep in mind that the process did not survive a step."""
        step = self.steps[place]
        if self.result.status in ("ok", "errors"):
            self.result.status = reason
        self.result.note(f"{step.name}: {note}.")
        self.skipped.add(place)
        if step.check:
            self.skipped |= {
                p for p, s in enumerate(self.steps) if s.check == step.check
            }
            exercise = self.by_check[step.check]
            exercise.verdict = "NOT YET"
            exercise.message = FOR_PEOPLE[reason].format(note=note)

    def _hold(self, check, exercise, student):
        """Hold one check and write down its verdict."""
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
            verdict = self._hold_inside(
                check, setup, namespace, kind, student, exercise
            )
        exercise.verdict, exercise.message = verdict.status, verdict.message
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

    def _hold_inside(self, check, setup, namespace, kind, student, exercise):
        """Hold a check in the student's process, if it declares that it must be."""
        if not needs_objects(check.source, namespace):
            return Verdict("NOT YET", f"Plain numbers are needed; received a {kind}.")
        self.result.note(f"{exercise.name}: checked inside the student's process.")
        try:
            return Verdict(*student.check(setup, check.source))
        except Exception as error:  # it was raised over there
            return Verdict("NOT YET", f"The check stopped with {type(error).__name__}.")


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


def needs_objects(source, namespace):
    """Return whether a check cell calls a check declared with `inside=True`."""
    called = [node.func for node in ast.walk(ast.parse(source)) if _is_call(node)]
    checks = [getattr(namespace.get(f.value.id), f.attr, None) for f in called]
    return any(getattr(check, "inside", False) is True for check in checks)


def _is_call(node):
    """Return whether a node is a call such as `checks.velocity(...)`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
    )
