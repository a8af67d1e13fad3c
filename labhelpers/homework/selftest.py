"""Try the exercises of every lab: nothing passes but what should.

Each lab's own set-up and check cells run in a kernel, graded as nbgrader grades them,
with three kinds of answers: the stubs as they are handed out, the solutions, and every
known mistake pasted in the place of the answer.
"""

import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import nbformat

from labhelpers.homework import _lab

CELL_SECONDS = 60
TO_DO, PASS, NOT_YET = "TO DO", "PASS", "NOT YET"


def add_arguments(parser):
    """Declare the options of `selftest`."""
    parser.add_argument(
        "labs", nargs="*", help="starts of names, such as 06; all labs if none is given"
    )
    parser.add_argument("-j", type=int, default=2, metavar="N", help="labs at once (2)")


def run(options):
    """Try the chosen labs, print a line for each, and return the exit status."""
    paths = sorted((_lab.ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    for name in options.labs:
        if not any(path.name.startswith(name) for path in paths):
            print(f"A lab is named by its start, such as 06; received {name!r}.")
            return 1
    wanted = tuple(options.labs) or ("",)
    chosen = [path for path in paths if path.name.startswith(wanted)]
    workers = max(1, min(options.j, len(chosen)))
    off = 0
    with ThreadPoolExecutor(workers) as pool:
        groups = [chosen[start::workers] for start in range(workers)]
        for reports in pool.map(examine_all, groups):
            for line, wrong in reports:
                off += bool(wrong)
                print(line, *wrong, sep="\n    ", file=sys.stderr if wrong else None)
    if not _lab.TEACHER.is_dir():
        print("There is no folder teacher/ here: no solution was tried.")
    return 1 if off or not chosen else 0


def examine_all(paths):
    """Examine labs one after the other in one kernel, or a new one if that is gone.

    TensorFlow's import takes most of the time of a lab: in one kernel it happens once.
    Each lab begins with an empty namespace.

    Returns:
        For each lab the pair that `examine` returns.
    """
    session, reports = Session(), []
    try:
        for path in paths:
            try:
                reports.append(examine(path, session))
            except (_lab.LabError, SyntaxError) as error:
                reports.append((f"{path.stem}: cannot be tried", [str(error)]))
            except Exception as error:  # a kernel that died or hangs: nbclient's many
                wrong = f"the kernel stopped: {type(error).__name__}: {error}"
                reports.append((f"{path.stem}: cannot be tried", [wrong]))
                session.close()
                session = Session()
    finally:
        session.close()
    return reports


def examine(path, session, teacher=None, mistakes=None):
    """Try the stubs, solutions and known mistakes of one lab.

    Args:
        path: The page.
        session: The kernel to use; its names are cleared first.
        teacher: The folder of the solutions, which may be missing (teacher/).
        mistakes: The folder of the known mistakes (labhelpers/mistakes/).

    Returns:
        A line that says what was tried, and a list of what is off.

    Raises:
        LabError: The page or its files do not have the form that they need.
    """
    lab = _lab.read_lab(path)
    solved = _lab.read_solutions((teacher or _lab.TEACHER) / lab.name / "solution.py")
    module = (mistakes or _lab.MISTAKES) / f"{lab.module}.py"
    known = _lab.read_mistakes(module, lab.exercises)
    session.run("%reset -f")
    status, message = session.run(lab.setup)
    if status:
        raise _lab.LabError(f"its set-up does not run silently: {status} {message}")
    tried = Tried(session)
    for exercise in lab.exercises:
        own = [mistake for mistake in known if mistake.exercise == exercise.name]
        tried.blank(exercise)
        tried.mistakes(exercise, own)
    if solved is not None:
        tried.solutions(lab.exercises, solved)
    return _line(lab, known, solved, tried), tried.wrong


class Tried:
    """Try answers in a session and note what is off.

    Args:
        session: Where to run them.
    """

    def __init__(self, session):
        self.session = session
        self.wrong = []
        self.points = {"blank": 0, "solved": 0}
        self.own_hints = 0

    def blank(self, exercise):
        """Try the stub as it is handed out: TO DO, and no points."""
        status, message = self._verdict(exercise, exercise.stub)
        self._expect(exercise, "the stub", status, message, TO_DO)
        self.points["blank"] += exercise.points * (status == PASS)

    def mistakes(self, exercise, known):
        """Try the known mistakes of one exercise: NOT YET, each with its own hint."""
        if not known:
            self.wrong.append(f"{exercise.grade_id}: has no known mistakes")
        for mistake in known:
            status, message = self._verdict(exercise, mistake.code)
            self._expect(exercise, mistake.name, status, message, NOT_YET)
            if status == NOT_YET and message != mistake.hint:
                self.wrong.append(
                    f"{exercise.grade_id}: {mistake.name} needs its own hint, "
                    f"{mistake.hint!r}; received {message!r}"
                )
            self.own_hints += (status, message) == (NOT_YET, mistake.hint)

    def solutions(self, exercises, solved):
        """Try the solutions: PASS."""
        ids = {exercise.grade_id for exercise in exercises}
        for grade_id in sorted(ids ^ set(solved)):
            where = "solution" if grade_id in ids else "exercise"
            self.wrong.append(f"{grade_id}: has no {where}")
        for exercise in exercises:
            if exercise.grade_id in solved:
                status, message = self._verdict(exercise, solved[exercise.grade_id])
                self._expect(exercise, "the solution", status, message, PASS)
                self.points["solved"] += exercise.points * (status == PASS)

    def _verdict(self, exercise, code):
        """Run an answer and its check as cells; return the status and the message."""
        self.session.run(code)
        return self.session.run(exercise.check)

    def _expect(self, exercise, what, status, message, expected):
        if status != expected:
            self.wrong.append(
                f"{exercise.grade_id}: {what} needs {expected}; "
                f"received {status or 'nothing'} {message}".rstrip()
            )


def _line(lab, known, solved, tried):
    """Return the line that reports one lab."""
    total = sum(exercise.points for exercise in lab.exercises)
    parts = [
        f"blank {tried.points['blank']:g} of {total:g} points",
        f"solved {tried.points['solved']:g} of {total:g}",
        f"{tried.own_hints} of {len(known)} known mistakes get their own hints",
    ]
    if solved is None:
        parts[1] = "no solutions to try"
    return (
        f"{lab.name}: {'not as it should be: ' * bool(tried.wrong)}{', '.join(parts)}"
    )


class Session:
    """One kernel that runs cells, graded as nbgrader does it, until it is closed."""

    def __init__(self):
        from nbclient import NotebookClient
        from traitlets.config import Config

        self.folder = tempfile.TemporaryDirectory()
        config = Config()
        if os.name != "nt":  # sockets of its own: no port that another could take
            own = {"transport": "ipc", "ip": f"{self.folder.name}/kernel"}
            config = Config({"KernelManager": own})
        self.client = NotebookClient(
            nbformat.v4.new_notebook(),
            timeout=CELL_SECONDS,
            kernel_name="python3",
            allow_errors=True,
            record_timing=False,
            config=config,
        )
        self.kernel = self.client.setup_kernel(
            env={**os.environ, "NBGRADER_EXECUTION": "autograde"},
            cwd=str(_lab.ROOT / "notebooks"),
        )
        self.kernel.__enter__()

    def run(self, source):
        """Run one cell; return the status and the first line of what it shows.

        An error that ended it counts before a result, and a result before what was
        printed; two empty texts if it shows nothing.
        """
        cells = self.client.nb.cells
        cells.append(nbformat.v4.new_code_cell(source))
        self.client.execute_cell(cells[-1], len(cells) - 1)
        outputs = cells[-1].outputs
        for output in outputs:
            if output.output_type == "error":
                own = output.ename == "NotPassed"
                return _split(output.evalue) if own else (output.ename, output.evalue)
        for output in outputs:
            if output.output_type == "execute_result":
                return _split(output.data["text/plain"])
        for output in outputs:
            return output.output_type, str(output.get("text", "")).strip()
        return "", ""

    def close(self):
        """End the kernel."""
        self.kernel.__exit__(None, None, None)
        self.folder.cleanup()


def _split(verdict):
    """Return the status and the sentence of a verdict as a page shows it."""
    status, _, message = verdict.partition("  ")
    return status, message.partition("\n")[0]
