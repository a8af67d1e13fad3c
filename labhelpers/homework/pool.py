"""Grade notebook files, several at a time: `with Grader(jobs=2) as grader: ...`."""

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict
from pathlib import Path

import psutil

from labhelpers.homework import launch, page, sandbox
from labhelpers.homework.result import Limits, Result

GRACE = 30.0  # seconds for the grader's own work, on top of a submission's
START = 300.0  # seconds for importing TensorFlow on a busy machine
MOST_COMPANIONS = 100
COMPANION_BYTES = 20 * 2**20


class Grader:
    """Holds processes that have imported what the labs need.

    Args:
        jobs: How many submissions run at once.
        limits: The `Limits` of each; the usual ones if not given.
        labs: Folder with the teacher's copies.
        hide: Folders that no submission may see, such as that of all submissions.
        whole: Run whole pages.
        preload: False starts a new process per submission, without a sandbox.
        kind: The sandbox, one of `sandbox.KINDS`; the best that works if not given.
    """

    def __init__(
        self,
        jobs=1,
        limits=None,
        labs=page.NOTEBOOKS,
        hide=(),
        whole=False,
        preload=True,
        kind="",
    ):
        self.limits, self.jobs = limits or Limits(), jobs
        self._common = {
            "labs": str(Path(labs).resolve()),
            "hide": [str(Path(folder).resolve()) for folder in hide],
            "whole": whole,
        }
        self._preload, self._kind, self._free = preload, kind, queue.SimpleQueue()
        self._workers = [_Worker(self._variables()) for _ in range(jobs)]
        for worker in self._workers:
            self._free.put(worker)

    def _variables(self):
        threads = max(1, (os.cpu_count() or 1) // self.jobs)
        variables = launch.environment(threads)
        preload = "1" if self._preload else "0"
        return variables | {"LABS_PRELOAD": preload, "LABS_SANDBOX": self._kind}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for worker in self._workers:
            worker.close()

    def grade(self, path, companions=None, limits=None):
        """Grade one notebook file and return its `Result`; safe in several threads.

        Args:
            path: The notebook.
            companions: Folder whose other files the notebook may read, or None.
            limits: The `Limits`, if not those of all.
        """
        path, limits = Path(path), limits or self.limits
        refused = refusal(path, limits)
        if refused:
            return Result("unreadable", notes=[refused])
        worker = self._free.get()
        try:
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as given:
                notes = copy_companions(companions, given) if companions else []
                request = {"path": str(path.resolve()), "given": given}
                request |= {**self._common, "limits": asdict(limits)}
                result = worker.ask(request, limits.seconds + GRACE)
            result.notes += notes
            return result
        finally:
            self._free.put(worker)


class _Worker:
    """One preloaded process, started anew when it is lost."""

    def __init__(self, variables):
        self._variables, self._closed = variables, False
        self._start()

    def _start(self):
        self._program = subprocess.Popen(
            [sys.executable, "-m", "labhelpers.homework.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._variables,
            cwd=sandbox.ROOT,
            start_new_session=os.name != "nt",
        )
        self._lines, self._ready = queue.SimpleQueue(), False
        reader = threading.Thread(target=self._read, args=[self._program], daemon=True)
        reader.start()

    def _read(self, program):
        lines = self._lines
        for line in program.stdout:
            lines.put(line)
        lines.put(None)

    def ask(self, request, seconds):
        """Return the result of one submission; a `grader-error` if there is none."""
        try:
            if not self._ready and not self._next(START):
                raise EOFError("it could not start")
            self._ready = True
            self._program.stdin.write(json.dumps(request).encode() + b"\n")
            self._program.stdin.flush()
            return Result.from_dict(self._next(seconds))
        except (
            OSError,
            EOFError,
            queue.Empty,
            ValueError,
            KeyError,
            TypeError,
        ) as error:
            self._end()
            if not self._closed:
                self._start()
            cause = "no answer in time" if isinstance(error, queue.Empty) else error
            return Result("grader-error", notes=[f"The grader's process: {cause}."])

    def _next(self, seconds):
        line = self._lines.get(timeout=seconds)
        if line is None:
            raise EOFError("it has ended")
        return json.loads(line)

    def close(self):
        """End the process for good."""
        self._closed = True
        self._end()

    def _end(self):
        """End the process and all that it started."""
        with contextlib.suppress(psutil.Error, OSError):
            family = psutil.Process(self._program.pid).children(recursive=True)
            for process in [*family, self._program]:
                with contextlib.suppress(psutil.Error, OSError):
                    process.kill()
        self._program.wait()
        with contextlib.suppress(OSError):
            self._program.stdin.close()


def refusal(path, limits):
    """Return why a file is not even read, or None."""
    if path.is_symlink():
        return "It is a symbolic link: hand in the file itself."
    if not path.is_file():
        return "It is no regular file."
    size = path.stat().st_size
    if size > limits.notebook_mb * 2**20:
        return f"It has {size / 2**20:.0f} MB; {limits.notebook_mb} are allowed."
    return None


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
    if (Path(folder) / "labhelpers").exists() or (
        Path(folder) / "labhelpers.py"
    ).exists():
        notes.append("A labhelpers lies beside the notebook: it was not used.")
    return notes
