"""Environments apart from `.venv`: what students install stays what is tested.

`.venv-website` holds the builder of the website and `.venv-nbgrader` nbgrader: what the
extra of that name in pyproject.toml lists, and nothing else.
"""

import hashlib
import os
import subprocess
import sys
import tomllib

from tools import installer
from tools.environment import ROOT, lock
from tools.errors import SetupError

CONSTRAINTS = ROOT / "constraints.txt"


def needs(extra):
    """Return the requirements of an extra, as pyproject.toml lists them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project["optional-dependencies"][extra]


def python(extra):
    """Return the path of the Python of an environment."""
    name = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return ROOT / f".venv-{extra}" / name


def is_installed(extra):
    """Return whether an environment is there and holds what is asked for now."""
    stamp = _stamp(extra)
    return stamp.exists() and stamp.read_text("utf-8") == _key(extra)


def ensure(extra):
    """Return the Python of an environment; install it unless it is there.

    Raises:
        SetupError: It cannot be installed.
    """
    if is_installed(extra):
        return python(extra)
    with lock(ROOT / "build" / f"{extra}.lock"):
        print(f"Installing {extra}: up to 60 MB to fetch, a minute.", flush=True)
        made = run(sys.executable, "-m", "venv", "--clear", ROOT / f".venv-{extra}")
        if made.returncode:
            raise SetupError(
                f"The extra {extra} needs a virtual environment, and making one "
                f"failed: {installer.last_line(made.stdout + made.stderr)}."
            )
        command = [python(extra), "-m", "pip", "install", "--no-input", "--quiet"]
        command += ["--disable-pip-version-check", "--no-warn-script-location"]
        done = run(*command, "-c", CONSTRAINTS, *needs(extra))
        if done.returncode:
            cause = installer.find_cause(done.stdout + done.stderr)
            raise SetupError(f"The extra {extra} is not installed. {cause}.")
        _stamp(extra).write_text(_key(extra), "utf-8")
    return python(extra)


def run(*command):
    """Run `command` without settings of other projects; return what became of it."""
    foreign = {"PYTHONPATH", "PYTHONHOME", "SPHINXOPTS"}
    variables = {k: v for k, v in os.environ.items() if k not in foreign}
    return subprocess.run(
        list(map(str, command)),
        cwd=ROOT,
        env=variables | {"PIP_USER": "0", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )


def _stamp(extra):
    """Return the path of the file that says what an environment holds."""
    return ROOT / f".venv-{extra}" / "labs.key"


def _key(extra):
    """Return a hash of all that decides what is installed, and where."""
    version = ".".join(map(str, sys.version_info[:2]))
    parts = [str(ROOT), version, *needs(extra), CONSTRAINTS.read_text("utf-8")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
