"""Grade one submission in a process that does nothing else.

The process is a fork of the fork server, where the platform allows it, or a new one. It
holds the checks; the student's code runs in a process that it starts.
"""

import dataclasses
import json
import os
import sys
import traceback
from pathlib import Path

from labhelpers.homework import grading, kernel, launch, sandbox, student
from labhelpers.homework.result import Limits, Result

READ = b"read"


@dataclasses.dataclass(frozen=True)
class Request:
    """What a process needs to know to grade one submission.

    Args:
        path: The notebook.
        given: Folder with the files beside it.
        labs: The teacher's labs, from `page.read_labs`.
        limits: The `Limits`.
        hide: Folders that the submission must not see.
        whole: Run the whole page.
        kind: The sandbox; the best that works here if "".
        threads: Threads for TensorFlow.
        forks: Whether a fork may run the submission.
    """

    path: Path
    given: str
    labs: dict
    limits: Limits
    hide: tuple = ()
    whole: bool = False
    kind: str = ""
    threads: int = 1
    forks: bool = True


def main(connection, request):
    """Grade a submission, send its result as JSON, and end.

    `READ` is sent before, as soon as the notebook is read and its code begins to run.
    """
    student.silence()
    if hasattr(os, "setsid"):
        os.setsid()
    if sys.platform == "linux":
        kernel.set_option(kernel.DIE_WITH_PARENT, 9)
        kernel.set_option(kernel.SUBREAPER, 1)
    launch.use_only(launch.environment(request.threads))
    connection.send_bytes(json.dumps(_result(request, connection).as_dict()).encode())


def _result(request, connection):
    """Return the result; whatever goes wrong here is the grader's error."""
    forks = request.forks and launch.can_fork()
    kind = (request.kind or sandbox.best()) if forks else "none"

    def start():
        if forks:
            return launch.fork(kind, request.given, request.hide, request.limits)
        return launch.fresh(request.given)

    try:
        data, name = request.path.read_bytes(), request.path.name
        options = request.limits, request.whole, lambda: connection.send_bytes(READ)
        result = grading.grade(data, name, request.labs, start, *options)
        result.sandbox = kind
    except Exception:
        last = traceback.format_exc().strip().splitlines()[-1][:300]
        result = Result("grader-error", notes=[f"The grader failed: {last}"])
    return result
