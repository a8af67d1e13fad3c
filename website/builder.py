"""Build the website from the stored labs: `python labs.py site`, or `make site`.

Sphinx makes it, in an environment of its own, `.venv-site`: what students install stays
what is tested, and nobody needs TensorFlow to build pages that do not run. What Sphinx
reads is laid out in `build/site-work`: the labs, the README, `docs/`, and the settings
in `website/sphinx/`. A site that could not be built leaves the last one as it was.
"""

import hashlib
import os
import shutil
import subprocess
import sys

from tools import installer
from tools.environment import ROOT, lock
from tools.errors import SetupError

VENV = ROOT / ".venv-site"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "site.key"
REQUIREMENTS = ROOT / "requirements-site.txt"
CONSTRAINTS = ROOT / "constraints.txt"
WORK = ROOT / "build" / "site-work"
TARGET = ROOT / "build" / "site"
REPOSITORY = "OWNER/NAME"


def make(repository=REPOSITORY):
    """Install the builder if it is missing, build the website, say where it is.

    Args:
        repository: The public copy on GitHub to which pages link, as owner/name.

    Raises:
        SetupError: The builder cannot be installed, or the site not be built.
    """
    ensure()
    build(TARGET, WORK, repository)
    print(f"Ready: {TARGET / 'index.html'}")
    if repository == REPOSITORY:
        print(
            f"Links to Colab, Binder and GitHub say {REPOSITORY}: with "
            "`make site REPOSITORY=...` they say where the public copy is."
        )


def is_installed():
    """Return whether `.venv-site` is there and holds what is asked for now."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == key()


def key():
    """Return a hash of all that decides what is installed, and where."""
    version = ".".join(map(str, sys.version_info[:2]))
    files = [file.read_text("utf-8") for file in [REQUIREMENTS, CONSTRAINTS]]
    return hashlib.sha256("\n".join([str(ROOT), version, *files]).encode()).hexdigest()


def ensure():
    """Install the builder into `.venv-site` unless it is there.

    Raises:
        SetupError: It cannot be installed.
    """
    if is_installed():
        return
    with lock(ROOT / "build" / "site.lock"):
        print("Installing the site builder: 60 MB to fetch, a minute.", flush=True)
        made = run(sys.executable, "-m", "venv", "--clear", VENV)
        if made.returncode:
            raise SetupError(
                "The site builder needs a virtual environment, and making one failed: "
                f"{installer.last_line(made.stdout + made.stderr)}."
            )
        command = [PYTHON, "-m", "pip", "install", "--no-input", "--quiet"]
        command += ["--disable-pip-version-check", "--no-warn-script-location"]
        done = run(*command, "-c", CONSTRAINTS, "-r", REQUIREMENTS)
        if done.returncode:
            cause = installer.find_cause(done.stdout + done.stderr)
            raise SetupError(f"The site builder is not installed. {cause}.")
        STAMP.write_text(key(), "utf-8")


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


def build(target, work, repository=REPOSITORY):
    """Build the website anew, and put it at `target` once it is whole.

    Args:
        target: A folder; what stands there is replaced.
        work: A folder for what is made on the way; emptied first.
        repository: As for `make`.

    Raises:
        SetupError: Sphinx warned or failed.
    """
    shutil.rmtree(work, ignore_errors=True)
    lay_out(work / "source")
    command = [PYTHON, "-m", "sphinx", "-b", "html", "--quiet", "--fail-on-warning"]
    command += ["--define", f"labs_repository={repository}"]
    command += ["--define", f"labs_root={ROOT}"]
    command += ["--doctree-dir", work / "doctrees", work / "source", work / "html"]
    done = run(*command)
    if done.returncode:
        raise SetupError(f"The website was not built: {done.stderr.strip()}")
    shutil.rmtree(target, ignore_errors=True)
    shutil.move(work / "html", target)
    shutil.rmtree(work)


def lay_out(source):
    """Copy what the website is made of into the folder `source`.

    The notebooks stand as in the project, so that links between pages hold. Nothing of
    `teacher/` is published.
    """
    settings = ROOT / "website" / "sphinx"
    shutil.copytree(settings, source, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "README.md", source)
    shutil.copytree(ROOT / "docs" / "images", source / "docs" / "images")
    for pattern in ["notebooks/[01][0-9]_*.ipynb", "docs/*.md"]:
        for path in sorted(ROOT.glob(pattern)):
            (source / path.relative_to(ROOT)).parent.mkdir(exist_ok=True)
            shutil.copy(path, source / path.relative_to(ROOT))
