"""Confine a process: bubblewrap, else user namespaces, else nothing but limits.

In a sandbox only what a lab needs is there, and read-only (see `visible`): the system's
programs and libraries, Python, the packages, the helpers, the data. Homes, submissions,
results, solutions and other clones are not there, wherever they lie; the work folder
lives in memory and vanishes; there is no network; and all processes of a submission
end together, daemons included. A forked process *enters* the sandbox: bubblewrap sets
it up around a program that sleeps, and the fork joins its namespaces and gives up every
right that this brings. So the imports of the process that is forked are kept.
"""

import contextlib
import functools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from labhelpers.homework import kernel, namespaces, visible
from labhelpers.homework.visible import GIVEN, ROOT, SPACE, WORK

KINDS = ("bubblewrap", "user namespaces", "none")
WARNING = (
    "There is no sandbox here: the notebooks run under your account, and can read your "
    "files and use the network. Grade strangers' notebooks on another machine, or "
    "install bubblewrap (Linux)."
)


def best_apart():
    """Return what `best` finds, tried in a process of its own.

    A process that has threads already cannot try.
    """
    if sys.platform != "linux":
        return "none"
    code = "from labhelpers.homework import sandbox; print(sandbox.best())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    kind = done.stdout.strip()
    return kind if kind in KINDS else "none"


@functools.cache
def best():
    """Return the best kind of sandbox that works here, found by trying."""
    for kind in KINDS[:-1]:
        with contextlib.suppress(OSError, ValueError, ImportError):
            if _works(kind):
                return kind
    return "none"


def _works(kind):
    """Return whether a fork can enter this kind of sandbox and cannot write outside."""
    holder = Holder.start(kind, given=None)
    try:
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                enter(kind, holder, given=None, then=_try_out)
            os._exit(1)
        return os.waitpid(child, 0)[1] == 0
    finally:
        holder.end()


def _try_out():
    """End this process, with 0 if the sandbox keeps its promises."""
    with contextlib.suppress(OSError):
        (Path(sys.prefix) / ".written").touch()
        os._exit(1)
    Path("written").touch()
    os._exit(0 if not any(ROOT.glob("*.md")) else 1)


class Holder:
    """Keeps a bubblewrap alive whose namespaces a fork can join.

    Args:
        program: The running `bwrap`, or None for other kinds of sandbox.
        first: The id of the first process inside; its end ends all others.
    """

    def __init__(self, program=None, first=None):
        self.program, self.first = program, first

    @classmethod
    def start(cls, kind, given, more=()):
        """Set up a sandbox.

        Args:
            kind: One of `KINDS`; only bubblewrap needs a holder.
            given: Folder that can be read inside as `GIVEN`, or None.
            more: Folders to hide besides the usual ones.

        Raises:
            OSError: bubblewrap is missing or may not do it here.
        """
        if kind != "bubblewrap":
            return cls()
        read, write = os.pipe()
        with os.fdopen(read, "rb") as told:
            program = subprocess.Popen(
                _command(write, given, more),
                pass_fds=[write],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={"PATH": os.environ.get("PATH", os.defpath)},
            )
            os.close(write)
            ready, text = program.stdout.readline(), told.read()
        if not ready:
            program.wait()
            raise OSError("bubblewrap could not set up its namespaces")
        return cls(program, json.loads(text)["child-pid"])

    def processes(self):
        """Return the ids of the sandbox's own processes: bubblewrap and a sleep."""
        return {self.program.pid, self.first} if self.program else set()

    def end(self):
        """End all processes of the sandbox."""
        for process in (self.first, self.program and self.program.pid):
            with contextlib.suppress(OSError, TypeError):
                os.kill(process, 9)
        if self.program:
            self.program.wait()
            self.program.stdout.close()
            self.program = self.first = None


@functools.cache
def _has_sizes(program):
    """Return whether this bubblewrap can limit the size of a folder in memory."""
    done = subprocess.run([program, "--help"], capture_output=True, text=True)
    return "--size" in done.stdout + done.stderr


def _command(told, given, more):
    program = shutil.which("bwrap")
    if not program:
        raise OSError("bubblewrap is not installed")
    size = ["--size", str(SPACE)] if _has_sizes(program) else []
    arguments = [program, "--unshare-all", "--unshare-user", "--die-with-parent"]
    arguments += ["--as-pid-1"]  # nothing inside can end the first process
    arguments += ["--unsetenv", "JPY_PARENT_PID", "--info-fd", str(told)]
    arguments += ["--proc", "/proc", "--dev", "/dev"]
    arguments += [*size, "--tmpfs", "/dev/shm", "--remount-ro", "/dev"]
    hidden = []
    for part in visible.parts(more):
        if part.kind == "show":
            arguments += ["--ro-bind", part.path, part.path]
        elif part.kind == "link":
            arguments += ["--symlink", os.readlink(part.path), part.path]
        else:
            arguments += [*(size if part.path == "/tmp" else []), "--tmpfs", part.path]
            hidden.append(part.path)
    arguments += ["--ro-bind", str(given), GIVEN] if given else []
    for place in [*hidden[::-1], "/"]:
        arguments += ["--remount-ro", place] if place != "/tmp" else []
    arguments += ["--dir", WORK, "--chdir", WORK]
    return [*arguments, "sh", "-c", "echo ready; exec sleep 1000000000"]


def enter(kind, holder, given, then, more=()):
    """Confine this process, fork, and call `then` in the fork; exit as it does.

    This process, which has one thread, stays outside the new process ids: when the
    sandbox is ended, its exit status says how the fork ended.

    Args:
        kind: One of `KINDS`.
        holder: What `Holder.start` returned for this kind.
        given: As for `Holder.start`; copied into the work folder.
        then: Called without arguments, in the work folder; must not return.
        more: As for `Holder.start`.
    """
    kernel.set_option(kernel.DIE_WITH_PARENT, 9)
    if kind == "bubblewrap":
        kernel.join(holder.first)
    elif kind == "user namespaces":
        namespaces.enter_new()
    child = os.fork()
    if child == 0:
        kernel.set_option(kernel.DIE_WITH_PARENT, 9)
        os.setsid()
        if kind == "user namespaces":
            namespaces.show_only(given, more)
        if kind != "none":
            kernel.give_up_rights()
            kernel.set_option(kernel.DUMPABLE, 1)  # else /proc/self/fd is closed to it
        if kind != "none" and given:
            shutil.copytree(GIVEN, WORK, dirs_exist_ok=True)
        os.chdir(WORK if kind != "none" else given or "/tmp")
        then()
    os.closerange(3, 4096)  # the pipes that only the fork needs
    status = os.waitpid(child, 0)[1]
    os._exit(
        os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)
    )
