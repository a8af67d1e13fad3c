"""Make, repair and update `.venv`, the environment in which the labs run.

`.venv/labs.json` (the stamp) says what was installed. It is written "installing" before
the first change and "ready" after the last, so an interrupted installation is never
taken for a finished one. Everything that can go wrong on a student's machine ends as a
`SetupError`: one sentence that says what is needed.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib

from labhelpers import _project
from tools import installer
from tools.errors import SetupError
from tools.pythons import SUITABLE

ROOT = _project.ROOT
VENV = ROOT / ".venv"
STAMP = VENV / "labs.json"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
WORK = ROOT / "build" / "labs"
SETTINGS = WORK / "settings"
NEEDED_GB = 4
# Variables with which a lab could find another project's modules or settings, Keras
# another backend, or Matplotlib a window in the place of the page.
FOREIGN = {"PYTHONPATH", "PYTHONHOME", "PYTHONSAFEPATH", "PYTHONWARNINGS"}
FOREIGN |= {"TF_USE_LEGACY_KERAS", "JPY_PARENT_PID", "MATPLOTLIBRC", "MPLBACKEND"}
# Where programs keep the settings of a user: ours are kept apart, so that a home that
# cannot be written does not matter, and settings of other projects do not, either.
OWN_FOLDERS = {
    "JUPYTER_CONFIG_DIR": "jupyter",
    "JUPYTER_DATA_DIR": "jupyter-data",
    "JUPYTER_RUNTIME_DIR": "jupyter-runtime",
    "IPYTHONDIR": "ipython",
    "MPLCONFIGDIR": "matplotlib",
}


def ensure(*extras):
    """Return the environment's Python, ready to use; install first whatever is missing.

    Args:
        *extras: extras of pyproject.toml that are needed, too, such as "build", which
            LABS_DEV=1 names as well. What was once installed stays.

    Raises:
        SetupError: if the environment cannot be made.
        OSError: if a file cannot be written.
    """
    stamp = read_stamp()
    named = ["build"] * is_set("LABS_DEV")
    extras = sorted({*extras, *named, *stamp.get("extras", [])})
    if not is_ready(stamp, extras):
        with lock(WORK / "lock"):
            build(extras)
    return PYTHON


def build(extras):
    """Bring `.venv` to the state that pyproject.toml asks for, and stamp it ready."""
    stamp = read_stamp()
    if is_ready(stamp, extras):
        return  # another process was faster
    installer.find_wheelhouse(ROOT)  # what is wrong with it is said before any work
    if stamp.get("state") == "installing" or installed_version() is None:
        make_venv(stamp)
        stamp = {"state": "empty"}
    write_stamp(state="installing")
    try:
        installer.install(PYTHON, extras, ROOT, WORK, clean_environment())
    except installer.NotInstalledError:
        write_stamp(**stamp)
        raise
    about = {"extras": extras, "version": installed_version(), "key": key(extras)}
    write_stamp(state="ready", **about)


def is_ready(stamp, extras):
    """Return whether `.venv` is finished, works, and holds what is asked for now."""
    return (
        stamp.get("state") == "ready"
        and stamp.get("key") == key(extras)
        and stamp.get("version") == installed_version()
    )


def key(extras):
    """Return a hash of all that decides what is installed, and where."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [project["build-system"], project["project"], *extras]
    constraints = (ROOT / "constraints.txt").read_text("utf-8")
    parts = [str(ROOT), json.dumps(wanted), constraints]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def installed_version():
    """Return the version of `.venv`'s Python, such as "3.11.7"; None if unusable."""
    code = f"import pip, sys; assert sys.version_info[:2] in {SUITABLE}; "
    code += "print('%d.%d.%d' % sys.version_info[:3])"
    try:
        answer = run_quietly(PYTHON, "-c", code)
    except OSError:
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None


def run_quietly(*command):
    """Run `command` and return what became of it and what it printed."""
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=clean_environment()
    )


def make_venv(stamp):
    """Make `.venv` anew with this Python; remove only what was made here."""
    for module in ["venv", "ensurepip"]:
        if importlib.util.find_spec(module) is None:
            raise SetupError(
                f"The Training Labs need Python's module {module}, which this Python "
                f"({sys.executable}) lacks: on Debian or Ubuntu give the command "
                "`sudo apt install python3-venv`, elsewhere install Python from "
                "python.org, then try again."
            )
    if VENV.is_dir() and any(VENV.iterdir()) and not stamp:
        raise SetupError(
            "The Training Labs need a .venv with pip and Python 3.11, 3.12 or 3.13; "
            f"{VENV} is another one, not made by labs.py: remove it, then try again."
        )
    if stamp:
        print("The last installation was not finished or no longer works: anew.")
        shutil.rmtree(VENV)
    check_space()
    VENV.mkdir(exist_ok=True)
    write_stamp(state="installing")
    base = getattr(sys, "_base_executable", None) or sys.executable
    made = run_quietly(base, "-m", "venv", VENV)
    if made.returncode or installed_version() is None:
        raise SetupError(
            f"The Training Labs need a virtual environment, and `{base} -m venv` "
            f"failed: {installer.last_line(made.stdout + made.stderr)}"
        )


def check_space():
    """Refuse to begin an installation that the disk cannot hold."""
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < NEEDED_GB:
        raise SetupError(
            f"The Training Labs need {NEEDED_GB} GB of free disk space to install "
            f"TensorFlow; {ROOT} has {free:.1f} GB: make room, then try again."
        )


def clean_environment():
    """Return this process's environment variables as if `.venv` were activated.

    Settings of other Python projects on this machine, and a user's own settings of
    Jupyter, IPython and Matplotlib, are left out. JupyterLab finds in `tools/jupyter/`
    that it shall not ask a student about news.
    """
    kept = {k: v for k, v in os.environ.items() if not is_foreign(k)}
    path = os.pathsep.join([str(SCRIPTS), os.environ.get("PATH", os.defpath)])
    folders = {name: str(SETTINGS / folder) for name, folder in OWN_FOLDERS.items()}
    return kept | {
        "PATH": path,
        "VIRTUAL_ENV": str(VENV),
        "KERAS_BACKEND": "tensorflow",
        "JUPYTER_CONFIG_PATH": str(ROOT / "tools" / "jupyter"),
        **folders,
    }


def is_foreign(name):
    """Return whether a variable is a setting of another project or of Jupyter's user.

    A hub's variables begin with JUPYTERHUB; they stay.
    """
    of_jupyter = name.startswith("JUPYTER") and not name.startswith("JUPYTERHUB")
    return of_jupyter or name in FOREIGN


def activate():
    """Give this process, and what it starts, the environment of `.venv`."""
    variables = clean_environment()
    os.environ.clear()
    os.environ.update(variables)


def is_set(name):
    """Return whether the environment variable `name` switches something on."""
    return os.environ.get(name, "0") not in {"", "0"}


def read_stamp():
    """Return what `.venv` says about itself; empty if it says nothing."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        return {"state": "installing"}
    return stamp if isinstance(stamp, dict) else {"state": "installing"}


def write_stamp(**stamp):
    """Replace the stamp in one step; without entries, remove it."""
    if not stamp:
        STAMP.unlink(missing_ok=True)
        return
    _project.write(STAMP, json.dumps(stamp))


@contextlib.contextmanager
def lock(path):
    """Hold a lock on `path`; the system frees it when this process ends in any way.

    Raises:
        SetupError: if another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            if os.name == "nt":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SetupError(
                "The Training Labs can install once at a time in a folder, and another "
                "installation is running here: wait until it ends, then try again."
            ) from error
        yield
