"""Start the process that runs a submission: a fork of this one, or a new one.

A fork has what this process has imported already, and can be put into a sandbox. It is
taken only from a process with a single thread. A new process works on every system.
"""

import contextlib
import functools
import multiprocessing.connection
import os
import sys
import time

import psutil

from labhelpers.homework import sandbox, student

CAN_FORK = sys.platform == "linux"
MEGABYTE = 2**20
KEPT = 1000  # the one descriptor of a fork beside the standard streams
INHERITED = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TEMP", "TMP", "LD_LIBRARY_PATH")


class CannotStart(Exception):  # noqa: N818 - says what happened, not an error
    """No process could be started for the submission."""


def environment(threads=None):
    """Return the variables of a submission: none of the teacher's secrets.

    Args:
        threads: Threads for TensorFlow; NumPy then has one, so that a process which
            only imports it has one. As many as they like if None.
    """
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    kept |= {"MPLBACKEND": "Agg", "PYTHONPATH": str(sandbox.ROOT), "PYTHONUTF8": "1"}
    kept |= {"TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONSAFEPATH": "1"}
    kept |= {"CUDA_VISIBLE_DEVICES": "-1", "PYTHONDONTWRITEBYTECODE": "1"}
    if threads:
        kept |= {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}
        kept |= {f"TF_NUM_{n}OP_THREADS": str(threads) for n in ("INTRA", "INTER")}
    return kept


def use_only(variables):
    """Give this process these variables, and no modules of the folder it stands in."""
    os.environ.clear()
    os.environ.update(variables)
    here, root = os.getcwd(), str(sandbox.ROOT)
    sys.path[:] = [root, *(p for p in sys.path if p not in ("", here, root))]


def can_fork():
    """Return whether a fork of this process is safe: it has one thread, and Linux."""
    return CAN_FORK and len(os.listdir("/proc/self/task")) == 1


class Running:
    """The process of a submission.

    Args:
        connection: A connection of `multiprocessing` to it.
        poll: Returns the exit status of the process, or None while it runs.
        holder: A `sandbox.Holder`, or None.
        others: Ids of processes of this one that are not the submission's.
    """

    def __init__(self, connection, poll, holder=None, others=()):
        self.connection, self.poll = connection, poll
        self._holder, self._others = holder, frozenset(others)

    def processes(self):
        """Return all processes that the submission has, as psutil knows them."""
        try:
            found = psutil.Process().children(recursive=True)
        except psutil.Error:
            return []
        others = self._others | (self._holder.processes() if self._holder else set())
        return [process for process in found if process.pid not in others]

    def end(self):
        """End every process of the submission, and those that these have started."""
        if self._holder:
            self._holder.end()
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            alive = [p for p in self.processes() if _kill(p)]
            self.poll()
            if not alive:
                break
            time.sleep(0.01)
        self.connection.close()


def _kill(process):
    """Kill a process; return whether there was something to kill."""
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            with contextlib.suppress(OSError):
                os.waitpid(process.pid, os.WNOHANG)
            return False
        process.kill()
    except psutil.Error:
        return False
    return True


def fresh(given):
    """Start a new process in the folder `given`, without a sandbox."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    program = context.Process(target=_new, args=[theirs, str(given)])
    program.start()
    theirs.close()
    others = {process.pid for process in psutil.Process().children()}
    return Running(ours, lambda: program.exitcode, None, others - {program.pid})


def _new(connection, folder):
    if hasattr(os, "setsid"):
        os.setsid()
    use_only(environment())
    os.chdir(folder)
    student.silence()
    student.serve(connection)


def fork(kind, given, more, limits):
    """Fork this process into a sandbox, to serve requests there.

    Args:
        kind: One of `sandbox.KINDS`.
        given: Folder with the submission's files.
        more: Folders to hide.
        limits: The `Limits` of the submission.

    Raises:
        CannotStart: The sandbox could not be set up.
    """
    try:
        holder = sandbox.Holder.start(kind, given, more)
    except OSError as error:
        raise CannotStart(str(error)) from error
    ours, theirs = multiprocessing.Pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            serve = functools.partial(_serve, theirs.fileno(), limits)
            sandbox.enter(kind, holder, given, serve, more)
        os._exit(97)
    theirs.close()
    return Running(ours, _poller(child), holder)


def _serve(descriptor, limits):
    """Do what the fork does in its sandbox, and end; `descriptor` is its connection."""
    with contextlib.suppress(BaseException):
        import resource

        student.silence()
        os.dup2(descriptor, KEPT)
        os.closerange(3, KEPT)
        os.closerange(KEPT + 1, 4096)
        size = limits.file_mb * MEGABYTE
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.environ["HOME"] = os.getcwd()
        sys.path.append(os.getcwd())
        student.serve(multiprocessing.connection.Connection(KEPT))
    os._exit(0)


def _poller(child):
    """Return a function that gives the exit status of `child`, or None."""
    ended = []

    def poll():
        if not ended:
            with contextlib.suppress(ChildProcessError):
                process, status = os.waitpid(child, os.WNOHANG)
                if process:
                    ended.append(os.waitstatus_to_exitcode(status))
        return ended[0] if ended else None

    return poll
