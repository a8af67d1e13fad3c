"""Try the exercises of every lab: nothing passes but what should.

Three pages of each lab are graded: as it is handed out, with the solutions, and with
every known mistake in the place of an answer.
"""

import dataclasses
import json
import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook

from labhelpers import _project
from labhelpers.homework import _lab, page
from labhelpers.homework.pool import Grader
from labhelpers.homework.result import Limits

LIMITS = Limits(cell_seconds=60, seconds=600, memory_gb=8)


def add_arguments(parser):
    """Declare the options of `selftest`."""
    parser.add_argument(
        "labs", nargs="*", help="starts of names, such as 06; all labs if none is given"
    )
    parser.add_argument("-j", type=int, default=2, metavar="N", help="labs at once (2)")


def run(options):
    """Try the chosen labs, print a line for each, and return the exit status."""
    off = 0
    for line, wrong in reports(_project.labs(options.labs), max(1, options.j)):
        off += bool(wrong)
        print(line, *wrong, sep="\n    ", file=sys.stderr if wrong else None)
    if not _lab.TEACHER.is_dir():
        print("There is no folder teacher/ here: no solution was tried.")
    return 1 if off else 0


def reports(paths, jobs=1, teacher=_lab.TEACHER, mistakes=_lab.MISTAKES):
    """Yield for each lab a line that says what was tried, and a list of what is off.

    Args:
        paths: The pages.
        jobs: How many labs at once.
        teacher: The folder with the solutions; it may be missing.
        mistakes: The folder with the known mistakes.
    """
    with tempfile.TemporaryDirectory() as folder:
        tried = [_prepare(path, Path(folder), teacher, mistakes) for path in paths]
        if not any(isinstance(each, Tried) for each in tried):
            yield from tried
            return
        labs = Path(folder, "labs")
        with Grader(jobs, LIMITS, labs=labs) as grader, ThreadPoolExecutor(jobs) as do:
            yield from do.map(lambda each: _report(each, grader), tried)


def _prepare(path, folder, teacher, mistakes):
    """Return what is tried of a lab; its report if it cannot be tried."""
    try:
        lab = _lab.read_lab(path)
        solved = _lab.read_solutions(teacher / lab.name / "solution.py")
        known = _lab.read_mistakes(mistakes / f"{lab.module}.py", lab.exercises)
    except (_lab.LabError, page.Unreadable, SyntaxError) as error:
        return f"{path.stem}: cannot be tried", [str(error)]
    tried = Tried(lab, solved, known, folder)
    tried.write(path)
    return tried


def _report(tried, grader):
    if not isinstance(tried, Tried):
        return tried
    tried.grade(grader)
    return tried.line(), tried.wrong


@dataclasses.dataclass
class Tried:
    """The pages of one lab that are graded, and what is off.

    Args:
        lab: From `_lab.read_lab`.
        solved: The solutions by grade_id, or None.
        known: The known mistakes.
        folder: Where the pages are written.
    """

    lab: _lab.Lab
    solved: dict | None
    known: list
    folder: Path
    wrong: list = dataclasses.field(default_factory=list)
    points: dict = dataclasses.field(default_factory=dict)
    own_hints: int = 0

    def page(self, kind):
        """Return the path of a page."""
        return self.folder / kind / f"{self.lab.name}.ipynb"

    def write(self, path):
        """Write the pages, and the teacher's copies that they are compared with."""
        lab, exercises = self.lab, {e.name: e for e in self.lab.exercises}
        for kind in ("labs", "blank", "solved", "mistaken"):
            (self.folder / kind).mkdir(exist_ok=True)
        shutil.copy(path, self.page("labs"))
        shutil.copy(path, self.page("blank"))
        solved = [(e, (self.solved or {}).get(e.grade_id)) for e in lab.exercises]
        self._write("solved", page_of(lab.setup, [pair for pair in solved if pair[1]]))
        wrong = [(exercises[m.exercise], m.code) for m in self.known]
        self._write("mistaken", separate(lab.setup, wrong))
        stubs = [(exercise, exercise.stub) for exercise, _ in wrong]
        copy = self.folder / "labs" / f"{lab.name}-mistaken.ipynb"
        _project.write(copy, json.dumps(separate(lab.setup, stubs)))

    def _write(self, kind, page):
        _project.write(self.page(kind), json.dumps(page))

    def grade(self, grader):
        """Grade the pages and note what is off."""
        for exercise, verdict in self._graded(grader, "blank", self.lab.exercises):
            self._expect(exercise.grade_id, "the stub", verdict, "TO DO")
        by_name = {exercise.name: exercise.grade_id for exercise in self.lab.exercises}
        for mistake, verdict in self._graded(grader, "mistaken", self.known):
            self._mistake(by_name[mistake.exercise], mistake, verdict)
        for name in by_name:
            if not any(mistake.exercise == name for mistake in self.known):
                self.wrong.append(f"{by_name[name]}: has no known mistakes")
        if self.solved is None:
            return
        ids = {exercise.grade_id for exercise in self.lab.exercises}
        for grade_id in sorted(ids ^ set(self.solved)):
            where = "solution" if grade_id in ids else "exercise"
            self.wrong.append(f"{grade_id}: has no {where}")
        for exercise, verdict in self._graded(grader, "solved", self.lab.exercises):
            if exercise.grade_id in self.solved:
                self._expect(exercise.grade_id, "the solution", verdict, "PASS")

    def _graded(self, grader, kind, tried):
        """Return pairs of what was tried on a page and its verdict."""
        if not tried:
            return []
        result = grader.grade(self.page(kind))
        self.points[kind] = result.points
        if result.status != "ok":
            notes = " ".join(result.notes)
            self.wrong.append(f"the {kind} page: {result.status}: {notes}")
        return list(zip(tried, result.exercises, strict=False))

    def _mistake(self, grade_id, mistake, verdict):
        self._expect(grade_id, mistake.name, verdict, "NOT YET")
        if verdict.verdict == "NOT YET" and verdict.message == mistake.hint:
            self.own_hints += 1
        elif verdict.verdict == "NOT YET":
            self.wrong.append(
                f"{grade_id}: {mistake.name} needs its own hint, {mistake.hint!r}; "
                f"received {verdict.message!r}"
            )

    def _expect(self, grade_id, what, verdict, expected):
        if verdict.verdict != expected:
            self.wrong.append(
                f"{grade_id}: {what} needs {expected}; received {verdict.verdict} "
                f"{verdict.message}"
            )

    def line(self):
        """Return the line that reports the lab."""
        total = sum(exercise.points for exercise in self.lab.exercises)
        solved = f"solved {self.points.get('solved', 0):g} of {total:g}"
        parts = [
            f"blank {self.points['blank']:g} of {total:g} points",
            solved if self.solved is not None else "no solutions to try",
            f"{self.own_hints} of {len(self.known)} known mistakes get their own hints",
        ]
        off = "not as it should be: " * bool(self.wrong)
        return f"{self.lab.name}: {off}{', '.join(parts)}"


def separate(setup, answers):
    """Return a page with an exercise of its own, and a name of its own, per answer.

    Args:
        setup: The source of the set-up cell.
        answers: Pairs of a `_lab.Exercise` and the source of an answer.
    """
    renamed = []
    for number, (exercise, code) in enumerate(answers):
        mine = rf"\b{exercise.answer}\b", f"{exercise.answer}_{number}"
        about = {
            "grade_id": f"{exercise.grade_id}-{number}",
            "check": re.sub(*mine, exercise.check),
        }
        own = dataclasses.replace(exercise, **about)
        renamed.append((own, re.sub(*mine, code)))
    return page_of(setup, renamed)


def page_of(setup, answers):
    """Return a page with these answers; arguments as for `separate`."""
    cells = [new_code_cell(setup, id="setup")]
    for exercise, code in answers:
        name = exercise.grade_id
        solution = {"grade": False, "solution": True, "grade_id": name}
        check = {"grade": True, "solution": False, "grade_id": f"{name}-check"}
        check["points"] = exercise.points
        for source, about in [(code, solution), (exercise.check, check)]:
            own = {"id": about["grade_id"], "metadata": {"nbgrader": about}}
            cells.append(new_code_cell(source, **own))
    kernel = {"kernelspec": {"display_name": "Python 3", "name": "python3"}}
    return new_notebook(cells=cells, metadata=kernel)
