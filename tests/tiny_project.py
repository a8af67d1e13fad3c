"""A tiny copy of this project, for the tests of the two commands.

`tinylabs`, a wheel made here, stands in for TensorFlow, JupyterLab and pytest, so that
a real pip installs it in a second and without a network. The project builds itself
(`BACKEND`), since setuptools would have to be fetched.
"""

import ctypes
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHOW = (
    "import json, os, sys\n"
    "print(json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]))\n"
    "sys.exit('fail' in sys.argv)\n"
)
KERNELS = """class NoSuchKernel(KeyError): pass
class KernelSpecManager:
    def get_kernel_spec(self, name): raise NoSuchKernel(name)
"""
MODULES = {
    "ipykernel/ipkernel.py": "class IPythonKernel: pass",
    "jupyter_client/kernelspec.py": KERNELS,
    "tensorflow/__init__.py": "",
    "tensorflow/keras.py": "",
    "jupyterlab/__init__.py": "",
    "jupyterlab/__main__.py": SHOW,
    "pytest.py": SHOW,
}


PYPROJECT = """[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "labhelpers"
version = "0.1.0"
dependencies = {dependencies}

[project.optional-dependencies]
build = ["another"]
"""
BACKEND = """import pathlib, tomllib, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    project = tomllib.loads(pathlib.Path("pyproject.toml").read_text())["project"]
    about = ["Metadata-Version: 2.1", "Name: labhelpers", "Version: 0.1.0"]
    about += [f"Requires-Dist: {name}" for name in project["dependencies"]]
    for extra, names in project["optional-dependencies"].items():
        about += [f"Provides-Extra: {extra}"]
        about += [f"Requires-Dist: {n}; extra == '{extra}'" for n in names]
    wheel = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
    name, info = "labhelpers-0.1.0-py3-none-any.whl", "labhelpers-0.1.0.dist-info"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as archive:
        archive.writestr(f"{info}/METADATA", "\\n".join(about) + "\\n")
        archive.writestr(f"{info}/WHEEL", wheel)
        archive.writestr("labs.pth", str(pathlib.Path.cwd()))
        archive.writestr(f"{info}/RECORD", "")
    return name
"""


def write_wheel(folder, name="tinylabs", version="1.0", modules=MODULES):
    """Write a wheel that pip installs like any other."""
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    wheel = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files = {**modules, f"{info}/METADATA": metadata, f"{info}/WHEEL": wheel}
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in files.items():
            archive.writestr(file, text)
        record = "".join(f"{file},,\n" for file in [*files, f"{info}/RECORD"])
        archive.writestr(f"{info}/RECORD", record)


def write_wheels(folder):
    """Write the wheels that stand in for everything that the labs need."""
    write_wheel(folder)
    write_wheel(folder, "another", modules={"another.py": ""})
    write_wheel(
        folder,
        "broken",
        modules={"tensorflow/__init__.py": "raise ImportError('DLL load failed')"},
    )
    return folder


def copy_project(folder):
    """Copy what the two commands need, with the requirements of a tiny project."""
    folder.mkdir()
    for name in ["labs.py", "Makefile"]:
        shutil.copy(ROOT / name, folder)
    for name in ["tools", "website", "labhelpers/homework"]:
        shutil.copytree(ROOT / name, folder / name)
    for name in ["__init__.py", "_project.py"]:
        shutil.copy(ROOT / "labhelpers" / name, folder / "labhelpers")
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "06_momentum.ipynb").write_text('{"cells": []}')
    (folder / "backend.py").write_text(BACKEND)
    (folder / "constraints.txt").write_text("tinylabs==1.0\n")
    write_dependencies(folder, "tinylabs")
    return folder


def write_dependencies(folder, *names):
    """Let the project depend on these packages."""
    text = PYPROJECT.format(dependencies=json.dumps(names))
    (folder / "pyproject.toml").write_text(text)


def variables(folder, wheels, **extra):
    """Return the environment variables of a machine that is nobody's."""
    own = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder.parent),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheels),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return {name: value for name, value in (own | extra).items() if value}


def run(folder, wheels, *arguments, command=None, preexec=None, **extra):
    """Run `labs.py` in `folder` and return what became of it."""
    return subprocess.run(
        [*(command or [sys.executable, "labs.py"]), *map(str, arguments)],
        cwd=folder,
        env=variables(folder, wheels, **extra),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        preexec_fn=preexec,
        timeout=120,
    )


def drop_the_right_to_write_everywhere():
    """Let a process that root starts obey the permissions of files."""
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE


def lie(folder, code):
    """Return the variable that makes Python run `code` before anything else."""
    (folder.parent / "lies").mkdir(exist_ok=True)
    (folder.parent / "lies" / "sitecustomize.py").write_text(code)
    return {"PYTHONPATH": str(folder.parent / "lies")}


def assert_one_sentence(done, *words):
    """Assert that a command failed with one line, no traceback, and these words."""
    assert done.returncode == 1, done
    lines = [line for line in done.stderr.splitlines() if line]
    assert len(lines) == 1, done.stderr
    for word in words:
        assert word in lines[0], lines[0]


def stamp(folder):
    return json.loads((folder / ".venv" / "labs.json").read_text())
