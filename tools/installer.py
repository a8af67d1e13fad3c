"""Run pip once, keep its log, and say in one sentence why it failed."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import threading
import time
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

# pip's settings with which it would install elsewhere, less, or nothing.
ELSEWHERE = {"target", "prefix", "root", "user", "python", "dry-run", "no-deps"}
ELSEWHERE |= {"require-hashes", "require-virtualenv", "only-binary", "no-binary"}
SECTIONS = ("global", "install", ":env:")  # of pip's settings, the strongest last


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
    own = {"PYTHONUTF8": "1"} | dict.fromkeys(["TMPDIR", "TEMP", "TMP"], str(scratch))
    try:
        variables = without_foreign_settings(python, root, environment)
        status = run_logged(command, log, root, variables | own)
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


def without_foreign_settings(python, root, environment):
    """Return the variables without those of pip's settings that lead it elsewhere.

    Such a setting stands in a variable or in a file of the user or of the machine. How
    an index is reached stands there, too: this is kept.
    """
    listed = subprocess.run(
        [python, "-m", "pip", "config", "list"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
    )
    found = {}
    for line in listed.stdout.splitlines():
        key, _, value = line.partition("=")
        section, _, name = key.partition(".")
        if section in SECTIONS and name not in ELSEWHERE:
            variable = "PIP_" + name.upper().replace("-", "_")
            found[SECTIONS.index(section), variable] = ast.literal_eval(value)
    kept = {k: v for k, v in environment.items() if not k.startswith("PIP_")}
    kept |= {variable: found[rank, variable] for rank, variable in sorted(found)}
    return kept | {"PIP_CONFIG_FILE": os.devnull}  # what counts in files was just read


def run_pip(python, arguments, log, root, environment, trouble):
    """Run pip without foreign settings, and keep what it prints in `log`.

    Args:
        python: the Python whose pip runs.
        arguments: what follows `pip`.
        log: path of the log.
        root: folder of the labs.
        environment: environment variables for pip.
        trouble: what has failed if pip fails, as the beginning of a sentence.

    Raises:
        SetupError: pip failed.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [python, "-m", "pip", *arguments, "--no-input"]
    command.append("--disable-pip-version-check")
    variables = without_foreign_settings(python, root, environment)
    if run_logged(command, log, root, variables):
        cause = find_cause(log.read_text("utf-8", errors="replace"))
        raise SetupError(f"{trouble}{cause}; the whole story is in {log}.")


def run_logged(command, log, root, environment):
    """Run `command`, keep what it prints in `log`, show its last line in a terminal."""
    with (
        log.open("w", encoding="utf-8") as file,
        Progress() as progress,
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
            progress.line = line.strip()
    return process.returncode


class Progress:
    """Show in a terminal how long pip has worked, and what it said last.

    pip says nothing for a minute while it fetches TensorFlow: the time goes on. Nothing
    is printed without a terminal.
    """

    def __init__(self):
        self.line = ""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._show, daemon=True)

    def __enter__(self):
        if sys.stdout.isatty():
            self._thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _show(self):
        begun = time.monotonic()
        while not self._ended.wait(0.5):
            minutes, seconds = divmod(int(time.monotonic() - begun), 60)
            write_over(f"{minutes}:{seconds:02} {self.line}")
        write_over("")


def write_over(text):
    """Replace the terminal's line by `text`."""
    width = shutil.get_terminal_size().columns - 1
    print(f"\r{text[:width]:{width}}\r", end="", flush=True)


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
