"""Run the tests on other versions: `python labs.py test --oldest`, and `--newest`.

Each set of versions gets an environment of its own below `build/`, made anew.

The oldest versions are those of `constraints-oldest.txt`: the labs promise that they
work, so what fails there is an error. The newest are first the release candidates of
TensorFlow and Keras, then their nightly builds. What fails there is reported and blocks
nothing: it says in time what the labs will need.
"""

import os
import shutil
import subprocess
import sys

from tools import apart, installer
from tools.environment import ROOT, WORK, clean_environment
from tools.errors import SetupError

FRAMEWORKS = ["tensorflow", "keras"]
NIGHTLY = ["tf-nightly", "keras-nightly"]
OLDEST = "oldest versions"
KINDS = ["release candidates", "nightly builds"]
VERSIONS = (
    "from importlib.metadata import version as v; import sys; "
    "print(' and '.join(f'{name} {v(name)}' for name in sys.argv[1:]))"
)


def oldest(options):
    """Install and test the oldest versions; return the status of the tests.

    Args:
        options: What pytest gets.

    Raises:
        SetupError: They cannot be installed.
    """
    python = make_environment(OLDEST)
    run_pip(python, "install", "-c", "constraints-oldest.txt", "-e", ".[build]")
    versions = read_versions(python, FRAMEWORKS)
    print(f"The {OLDEST}: {versions}.", flush=True)
    return run_tests(python, options)


def newest(options):
    """Install and test one kind after the other; return 0 whatever comes out.

    Args:
        options: What pytest gets.
    """
    for kind in KINDS:
        try:
            python, versions = make_newest(kind)
        except SetupError as error:
            print(f"The newest {kind} were not tried. {error}", flush=True)
            continue
        print(f"The newest {kind}: {versions}.", flush=True)
        status = run_tests(python, options)
        result = "some tests fail, which blocks nothing" if status else "all tests pass"
        print(f"With {versions}: {result}.", flush=True)
    return 0


def make_newest(kind):
    """Make the environment of one kind; return its Python and the versions in it.

    Raises:
        SetupError: It cannot be installed.
    """
    python = make_environment(kind)
    packages = FRAMEWORKS
    run_pip(python, "install", "-e", ".[build]")
    if kind == "nightly builds":
        run_pip(python, "uninstall", "-y", *packages)
        packages = NIGHTLY
    run_pip(python, "install", "--pre", "--upgrade", *packages)
    return python, read_versions(python, packages)


def make_environment(kind):
    """Make an empty environment of this Python anew; return the path of its Python.

    Raises:
        SetupError: It cannot be made.
    """
    folder = ROOT / "build" / kind.replace(" ", "-")
    shutil.rmtree(folder, ignore_errors=True)
    made = apart.run(sys.executable, "-m", "venv", folder)
    if made.returncode:
        said = installer.last_line(made.stdout + made.stderr)
        raise SetupError(f"Making a virtual environment failed: {said}.")
    scripts = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    return folder / scripts


def run_pip(python, *arguments):
    """Run pip in an environment; raise `SetupError` if it fails."""
    log = WORK / "versions.log"
    installer.run_pip(python, arguments, log, ROOT, clean_environment(), "")


def read_versions(python, packages):
    """Return the names of `packages` with the versions that an environment has."""
    return apart.run(python, "-c", VERSIONS, *packages).stdout.strip()


def run_tests(python, options):
    """Run pytest with an environment's Python; return its exit status.

    A CI's variable is left out: with it a skipped test counts as failed, and here the
    builder of the website and nbgrader may be missing.
    """
    variables = clean_environment() | {"PATH": os.environ.get("PATH", os.defpath)}
    del variables["VIRTUAL_ENV"]  # the tests run outside of `.venv`
    variables.pop("CI", None)
    command = [str(python), "-m", "pytest", *options]
    return subprocess.run(command, cwd=ROOT, env=variables).returncode
