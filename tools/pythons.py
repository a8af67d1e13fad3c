"""Find a Python that the labs can use. Any Python can read this file, also 2.7."""

from __future__ import print_function

import os
import signal
import subprocess
import sys

SUITABLE = [(3, 11), (3, 12), (3, 13)]
PROBE = (
    "import sys; "
    "sys.exit(not (sys.version_info[:2] in %r and sys.maxsize > 2**32))" % SUITABLE
)


def is_this_one_suitable():
    """Return whether this is a 64-bit Python of a version the labs can use."""
    return sys.version_info[:2] in SUITABLE and sys.maxsize > 2**32


def is_suitable(command):
    """Return whether `command` starts such a Python."""
    with open(os.devnull, "r+") as nothing:
        try:
            status = subprocess.call(
                command + ["-c", PROBE], stdin=nothing, stdout=nothing, stderr=nothing
            )
        except OSError:
            return False
    return status == 0


def find():
    """Return the command of a suitable Python on this machine, or None.

    Every match in PATH is tried, not just the first: a pyenv shim may refuse to run.
    """
    names = ["python%d.%d" % version for version in reversed(SUITABLE)]
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    commands = [
        [os.path.join(folder, name)]
        for name in names + ["python3", "python"]
        for folder in folders
    ]
    if os.name == "nt":
        commands = [["py", "-%d.%d" % version] for version in reversed(SUITABLE)] + [
            [command[0] + ".exe"] for command in commands
        ]
    for command in commands:
        if (command[0] == "py" or os.path.exists(command[0])) and is_suitable(command):
            return command
    return None


def explain():
    """Say in one sentence which Python is needed and which one was found."""
    bits = 64 if sys.maxsize > 2**32 else 32
    version = ".".join(str(number) for number in sys.version_info[:3])
    return (
        "The Training Labs need Python 3.11, 3.12 or 3.13 (64 bit), and this machine "
        "has Python %s (%d bit, %s) and no other that fits: install one from "
        "python.org, then give the same command again."
        % (version, bits, sys.executable)
    )


def hand_over(command):
    """Run `command` in the place of this process; return its exit status."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command answers Ctrl-C itself
    return subprocess.call(command)
