"""Run pip once, keep its log, and say in one sentence why it failed."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from tools.errors import SetupError

WHEELHOUSE = "wheelhouse"  # the folder's name beside labs.py
ABOUT = "wheelhouse.json"
CAUSES = {
    r"No space left on device|Errno 28\b|Errno 122\b|WinError 112\b|Disk quota": (
        "The Training Labs need about 4 GB of disk space to install, and the disk ran "
        "full"
    ),
    r"connection broken by|getaddrinfo failed|Name or service not known|timed out"
    r"|Temporary failure in name resolution|Network is unreachable|Max retries": (
        "The Training Labs need a network once, to install, and the package index "
        "could not be reached"
    ),
    r"Permission denied|Errno 13\b|Errno 30\b|WinError 5\b|WinError 32\b": (
        "The Training Labs need to write in their folder, and this was refused"
    ),
}


class NotInstalledError(SetupError):
    """Say why an installation failed and left the environment sound."""


def install(python, extras, root, work, environment):
    """Install the labs, held to the versions in `constraints.txt`.

    pip's temporary files go into `work`, so that only the disk of the labs matters.

    Args:
        python: the environment's Python.
        extras: names of extras in pyproject.toml.
        root: folder of the labs.
        work: folder for the log and the temporary files.
        environment: environment variables for pip.

    Raises:
        NotInstalledError: if pip failed before its first change, or if all is
            installed and TensorFlow cannot be imported.
        SetupError: if pip failed half-way.
    """
    log = work / "install.log"
    scratch = work / "tmp"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    wheelhouse = find_wheelhouse(root)
    if wheelhouse:
        print(f"Installing from {wheelhouse}, without a network.", flush=True)
    else:
        print("Installing: up to 900 MB to fetch, a few minutes.", flush=True)
    command = [python, "-m", "pip", "install", "--no-input"]
    command += ["--disable-pip-version-check", "--no-warn-script-location"]
    command += ["-c", root / "constraints.txt", "-e"]
    command.append(f".[{','.join(extras)}]" if extras else ".")
    if wheelhouse:
        command += ["--no-index", "--find-links", wheelhouse]
    own = {"PIP_USER": "0", "PYTHONUTF8": "1"}
    own |= dict.fromkeys(["TMPDIR", "TEMP", "TMP"], str(scratch))
    try:
        status = run_logged(command, log, root, environment | own)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    text = log.read_text("utf-8", errors="replace")
    if status:
        half_way = "Installing collected packages" in text
        kind = SetupError if half_way else NotInstalledError
        doubt = "; was the wheelhouse packed for this version of the labs?"
        said = find_cause(text) + (doubt if wheelhouse else "")
        raise kind(f"{said}; the whole story is in {log}.")
    check_import(python, root, environment)


def find_wheelhouse(root):
    """Return the folder with wheels to install from, or None for the network.

    It is what `LABS_WHEELHOUSE` names, else `wheelhouse` in the labs' folder.

    Raises:
        NotInstalledError: It holds no wheels, or those of another Python or machine.
    """
    named = os.environ.get("LABS_WHEELHOUSE")
    folder = Path(named).absolute() if named else root / WHEELHOUSE
    if not named and not folder.is_dir():
        return None
    if not any(folder.glob("*.whl")):
        raise NotInstalledError(
            "The Training Labs need a wheelhouse with wheels, as `make wheelhouse` "
            f"packs it, and {folder} holds none."
        )
    here = [".".join(map(str, sys.version_info[:2])), sysconfig.get_platform()]
    about = folder / ABOUT
    found = json.loads(about.read_text("utf-8")) if about.is_file() else {}
    made_for = [found.get("python", here[0]), found.get("platform", here[1])]
    if made_for != here:
        raise NotInstalledError(
            f"The Training Labs need wheels for Python {here[0]} on {here[1]}, and "
            f"{folder} was packed for Python {made_for[0]} on {made_for[1]}: use that "
            "Python, or a wheelhouse packed on a machine like this one."
        )
    return folder


def run_logged(command, log, root, environment):
    """Run `command`, keep what it prints in `log`, show its last line in a terminal."""
    with (
        log.open("w", encoding="utf-8") as file,
        subprocess.Popen(
            command,
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process,
    ):
        for line in process.stdout:
            file.write(line)
            show_progress(line)
    show_progress("")
    return process.returncode


def show_progress(line):
    """Replace the terminal's line by `line`; print nothing without a terminal."""
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        print(f"\r{line.strip()[:width]:{width}}\r", end="", flush=True)


def find_cause(text):
    """Return the sentence for pip's output `text`: its cause, and pip's last error."""
    error = last_line(text)
    for pattern, sentence in CAUSES.items():
        if re.search(pattern, text):
            return f"{sentence} ({error})"
    return f"The Training Labs need packages that pip could not install ({error})"


def last_line(text):
    """Return the last error line of `text`, or its last line if none says error."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"\w*error\b", line, re.IGNORECASE)]
    return (errors or lines or ["no message"])[-1].removeprefix("ERROR: ")


def check_import(python, root, environment):
    """Raise `NotInstalledError` unless the installed TensorFlow can be imported."""
    tried = subprocess.run(
        [python, "-c", "from tensorflow import keras"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if tried.returncode:
        raise NotInstalledError(
            "TensorFlow is installed and does not start "
            f"({last_line(tried.stderr)}): its page tensorflow.org/install says what "
            f"this machine lacks; if that is not it, remove {python.parents[1]} and "
            "try again."
        )
