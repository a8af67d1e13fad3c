"""Grade one submission in a process that does nothing else.

The process is a fork of the fork server, where the platform allows it, or a new one. It
holds the checks; the student's code runs in a process that it starts.
"""

import dataclasses
import json
import os
import sys
import traceback

from labhelpers.homework import grading, kernel, launch, sandbox, student
from labhelpers.homework.result import Result

BEGUN, READ = b"begun", b"read"


def main(connection, path, given, **about):
    """Grade a submission, send its result as JSON, and end.

    `BEGUN` is sent before, and `READ` as soon as the notebook is read and its code
    begins to run.

    Args:
        connection: Where to send this.
        path: The notebook.
        given: Folder with the files beside it.
        **about: What `pool` says besides; `threads` is for TensorFlow.
    """
    student.silence()
    if hasattr(os, "setsid"):
        os.setsid()
    if sys.platform == "linux":
        kernel.set_option(kernel.DIE_WITH_PARENT, 9)
        kernel.set_option(kernel.SUBREAPER, 1)
    launch.use_only(launch.environment(about.pop("threads")))
    connection.send_bytes(BEGUN)
    result = _result(connection, path, given, **about)
    connection.send_bytes(json.dumps(dataclasses.asdict(result)).encode())


def _result(connection, path, given, labs, limits, hide, whole, kind, forks):
    """Return the result; whatever goes wrong here is the grader's error."""
    forks = forks and launch.can_fork()
    kind = (kind or sandbox.best()) if forks else "none"

    def start():
        return launch.fork(kind, given, hide, limits) if forks else launch.fresh(given)

    try:
        options = limits, whole, lambda: connection.send_bytes(READ)
        result = grading.grade(path, path.name, labs, start, *options)
        result.sandbox = kind
    except Exception:
        last = traceback.format_exc().strip().splitlines()[-1][:300]
        result = Result("grader-error", notes=[f"The grader failed: {last}"])
    return result
