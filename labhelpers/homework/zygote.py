"""Import TensorFlow once, run nothing, and fork for each submission.

The import takes most of the time of a submission. This process does it once, without
starting TensorFlow's runtime, so that it has a single thread and no lock that a fork
could inherit in a locked state; if it ever has more, submissions get new processes
instead. For each line on its standard input, a grader's request, it forks a supervisor,
which grades one submission, writes one line, and ends.
"""

import contextlib
import functools
import json
import os
import sys
import traceback
from pathlib import Path

from labhelpers._later import quick_start
from labhelpers.homework import grading, kernel, launch, page, sandbox
from labhelpers.homework.result import Limits, Result

LIGHT = "numpy matplotlib.pyplot ipywidgets IPython.core.interactiveshell"
HELPERS = "claims datasets evaluation layers objectives optimizers plots checks"


def preload():
    """Import what labs import, and nothing that starts TensorFlow's runtime."""
    import importlib

    for name in [*LIGHT.split(), *(f"labhelpers.{part}" for part in HELPERS.split())]:
        importlib.import_module(name)
    # Last: it freezes all that is loaded, and no look for garbage in a fork copies it.
    with quick_start():
        from tensorflow import keras

        keras.Model  # noqa: B018 - Keras is loaded when it is first used


def main():
    """Serve requests until the standard input closes."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(nothing, number)
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    os.dup2(nothing, 0)
    if sys.platform == "linux":
        kernel.set_option(kernel.DIE_WITH_PARENT, 9)
    if os.environ.get("LABS_PRELOAD") != "0":
        preload()
    forks = launch.can_fork() and os.environ.get("LABS_PRELOAD") != "0"
    kind = os.environ.get("LABS_SANDBOX") or (sandbox.best() if forks else "none")
    _say(answers, {"ready": True, "sandbox": kind, "forks": forks})
    read_labs = functools.cache(page.read_labs)
    for line in requests:
        request = json.loads(line)
        request["labs"] = read_labs(request["labs"])
        _supervise(request, kind, forks, answers)


def _say(answers, data):
    answers.write(json.dumps(data) + "\n")
    answers.flush()


def _supervise(request, kind, forks, answers):
    """Fork the supervisor of one submission, wait for it, and say that it is done."""
    if not hasattr(os, "fork"):
        _say(answers, _grade(request, kind, forks).as_dict())
        return
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            if sys.platform == "linux":
                kernel.set_option(kernel.DIE_WITH_PARENT, 9)
                kernel.set_option(kernel.SUBREAPER, 1)
            _say(answers, _grade(request, kind, forks).as_dict())
            os._exit(0)
        os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status:
        _say(
            answers,
            Result("grader-error", notes=[f"It ended with {status}."]).as_dict(),
        )


def _grade(request, kind, forks):
    """Grade one submission; whatever goes wrong here is the grader's error."""
    try:
        limits, given = Limits(**request["limits"]), request["given"]

        def start():
            if forks:
                return launch.fork(kind, given, request["hide"], limits)
            return launch.fresh(given)

        data = Path(request["path"]).read_bytes()
        labs = request["labs"]
        name, whole = Path(request["path"]).name, request["whole"]
        result = grading.grade(data, name, labs, start, limits, whole)
        result.sandbox = kind if forks else "none"
    except Exception:
        last = traceback.format_exc().strip().splitlines()[-1][:300]
        result = Result("grader-error", notes=[f"The grader failed: {last}"])
    return result


if __name__ == "__main__":
    main()
