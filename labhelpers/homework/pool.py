"""Grade notebook files, several at a time: `with Grader(jobs=2) as grader: ...`."""

import contextlib
import json
import multiprocessing
import os
import shutil
import tempfile
import threading
from pathlib import Path
from unittest import mock

import psutil

from labhelpers.homework import launch, page, speed, supervising
from labhelpers.homework.result import Limits, Result

GRACE = 30.0  # seconds for the grader's own work, on top of a submission's
STARTING = 600.0  # seconds for the import of TensorFlow, on the slowest disk
READING = 120.0  # seconds for reading a notebook, before anything of it runs
MOST_CHECKS = 12  # of a lab
LARGEST_RESULT = 2**24
MOST_COMPANIONS = 100
COMPANION_BYTES = 20 * 2**20
PRELOADED = "labhelpers.homework.preloaded"


class Grader:
    """Grades each submission in a process of its own.

    On Linux the processes are forks of a server of `multiprocessing` that has imported
    what the labs need.

    Args:
        jobs: How many submissions run at once.
        limits: The `Limits` of each; the usual ones if not given.
        labs: Folder with the teacher's copies.
        hide: Folders that no submission may see, such as that of all submissions.
        whole: Run whole pages.
        kind: The sandbox, one of `sandbox.KINDS`; the best that works if not given.
    """

    def __init__(
        self,
        jobs=1,
        limits=None,
        labs=page.NOTEBOOKS,
        hide=(),
        whole=False,
        kind="",
    ):
        self._factor, self._kind = speed.factor(), kind
        self.limits = (limits or Limits()).scaled(self._factor)
        self._running, self._closed = set(), False
        self._free, self._starting = threading.Semaphore(jobs), threading.Lock()
        forks = launch.CAN_FORK
        self._context = multiprocessing.get_context("forkserver" if forks else "spawn")
        self._common = {
            "labs": page.read_labs(labs),
            "hide": tuple(str(Path(folder).resolve()) for folder in hide),
            "whole": whole,
            "threads": max(1, (os.cpu_count() or 1) // max(1, jobs)),
            "forks": forks,
        }

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with self._starting:
            self._closed = True
        for program in [*self._running]:
            _end(program)

    def grade(self, path, companions=None, limits=None):
        """Grade one notebook file and return its `Result`; safe in several threads.

        Args:
            path: The notebook.
            companions: Folder whose other files the notebook may read, or None.
            limits: The `Limits`, if not those of all.
        """
        path = Path(path)
        limits = limits.scaled(self._factor) if limits else self.limits
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        with self._free, folder as given:
            notes = copy_companions(companions, given) if companions else []
            about = {"limits": limits, "kind": self._kind, **self._common}
            result = self._supervised(path.resolve(), given, about)
        self._kind = self._kind or result.sandbox
        result.notes += notes
        return result

    def _supervised(self, path, given, about):
        """Return the result of one submission; a `grader-error` if there is none."""
        ours, theirs = self._context.Pipe(duplex=False)
        options = {"args": [theirs, path, given], "kwargs": about}
        program = self._context.Process(target=supervising.main, **options)
        try:
            self._start(program)
            theirs.close()
            _received(ours, STARTING)
            try:
                first = _received(ours, READING * self._factor)
            except (TimeoutError, EOFError):
                note = "Not readable: reading it takes too long, or too much memory."
                return Result("unreadable", notes=[note])
            if first != supervising.READ:
                return Result.from_dict(json.loads(first))
            each = 1.5 * MOST_CHECKS * about["limits"].cell_seconds
            seconds = 2 * about["limits"].seconds + each + GRACE
            last = _received(ours, seconds / speed.SMALLEST_SHARE)
            return Result.from_dict(json.loads(last))
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            cause = str(error) or "it has ended"
            return Result("grader-error", notes=[f"The grader's process: {cause}."])
        finally:
            self._running.discard(program)
            ours.close()
            _end(program)

    def _start(self, program):
        """Start a process; the first one starts the server, with clean variables."""
        variables = launch.environment(self._common["threads"])
        with self._starting, mock.patch.dict(os.environ, variables, clear=True):
            if self._closed:
                raise EOFError("the grader was stopped")
            if self._common["forks"]:
                self._context.set_forkserver_preload([PRELOADED])
            program.start()
            self._running.add(program)


def _received(connection, seconds):
    """Return the bytes of the next message.

    Raises:
        TimeoutError: There is none in time.
        EOFError: The other end is closed.
    """
    if not connection.poll(seconds):
        raise TimeoutError("no answer in time")
    return connection.recv_bytes(LARGEST_RESULT)


def _end(program):
    """End a process and all that it started."""
    with contextlib.suppress(psutil.Error, OSError):
        family = psutil.Process(program.pid).children(recursive=True)
        program.kill()
        for process in family:
            with contextlib.suppress(psutil.Error, OSError):
                process.kill()
    if program.pid:
        program.join()


def copy_companions(folder, given):
    """Copy the files beside a notebook, within reason; return notes."""
    notes, count, size = [], 0, 0
    for path in sorted(Path(folder).rglob("*")):
        inside = path.relative_to(folder)
        if path.is_symlink():
            notes.append(f"{inside} is a symbolic link: left out.")
        elif path.is_file() and path.suffix != ".ipynb" and "/." not in f"/{inside}":
            count, size = count + 1, size + path.stat().st_size
            if count > MOST_COMPANIONS or size > COMPANION_BYTES:
                return [*notes, "There are too many or too large files beside it."]
            target = Path(given) / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    own = [Path(folder, name) for name in ("labhelpers", "labhelpers.py")]
    if any(path.exists() for path in own):
        notes.append("A labhelpers lies beside the notebook: it was not used.")
    return notes
