"""Run the tests on versions to come: `python labs.py test --newest`.

First the newest release candidates of TensorFlow and Keras, then their nightly builds,
each in an environment of its own below `build/`. What fails is reported and blocks
nothing: it says in time what the labs will need.
"""

import os
import shutil
import subprocess
import sys

from tools import apart, installer
from tools.environment import ROOT, WORK, clean_environment
from tools.errors import SetupError

NIGHTLY = {"tensorflow": "tf-nightly", "keras": "keras-nightly"}
KINDS = {"release candidates": False, "nightly builds": True}
VERSIONS = (
    "from importlib.metadata import version as v; import sys; "
    "print(' and '.join(f'{name} {v(name)}' for name in sys.argv[1:]))"
)


def main(options):
    """Install and test one kind after the other; return 0 whatever comes out.

    Args:
        options: What pytest gets.
    """
    variables = clean_environment() | {"PATH": os.environ.get("PATH", os.defpath)}
    del variables["VIRTUAL_ENV"]  # the tests run outside of `.venv`
    for kind, is_nightly in KINDS.items():
        try:
            python, versions = make(kind, is_nightly)
        except SetupError as error:
            print(f"The newest {kind} were not tried. {error}", flush=True)
            continue
        print(f"The newest {kind}: {versions}.", flush=True)
        command = [str(python), "-m", "pytest", *options]
        status = subprocess.run(command, cwd=ROOT, env=variables).returncode
        result = "some tests fail, which blocks nothing" if status else "all tests pass"
        print(f"With {versions}: {result}.", flush=True)
    return 0


def make(kind, is_nightly):
    """Make the environment of one kind anew; return its Python and the versions in it.

    Raises:
        SetupError: It cannot be installed.
    """
    folder = ROOT / "build" / kind.replace(" ", "-")
    shutil.rmtree(folder, ignore_errors=True)
    made = apart.run(sys.executable, "-m", "venv", folder)
    if made.returncode:
        said = installer.last_line(made.stdout + made.stderr)
        raise SetupError(f"Making a virtual environment failed: {said}.")
    scripts = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    python = folder / scripts
    packages = [*NIGHTLY]
    run_pip(python, "install", "-e", ".[build]")
    if is_nightly:
        run_pip(python, "uninstall", "-y", *packages)
        packages = [*NIGHTLY.values()]
    run_pip(python, "install", "--pre", "--upgrade", *packages)
    return python, apart.run(python, "-c", VERSIONS, *packages).stdout.strip()


def run_pip(python, *arguments):
    """Run pip in an environment; raise `SetupError` if it fails."""
    log = WORK / "newest.log"
    installer.run_pip(python, arguments, log, ROOT, clean_environment(), "")
