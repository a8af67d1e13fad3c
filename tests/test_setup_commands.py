"""Hold the commands of `labs.py` and the files of the set-up to the README's word."""

import contextlib
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from tiny_project import (
    ROOT,
    assert_one_sentence,
    copy_project,
    drop_the_right_to_write_everywhere,
    run,
    variables,
    write_dependencies,
    write_wheel,
    write_wheels,
)

from tools import driver, environment, opening, testing

OLDEST = "constraints-oldest.txt"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    return write_wheels(tmp_path_factory.mktemp("wheels"))


@pytest.fixture
def project(tmp_path):
    return copy_project(tmp_path / "labs")


@pytest.fixture(scope="module")
def installed(tmp_path_factory, wheels):
    """Return a project that is installed, in a folder with a space and an umlaut."""
    folder = copy_project(tmp_path_factory.mktemp("module") / "Übung 1 (Labs)")
    done = run(folder, wheels, "install")
    assert done.returncode == 0, done.stderr
    return folder


# Opening JupyterLab


def lab(folder, wheels, *arguments, **extra):
    done = run(folder, wheels, "lab", *arguments, **extra)
    assert done.returncode == 0, done.stderr
    options, cwd, seen = json.loads(done.stdout.splitlines()[-1])
    return done.stdout, options, cwd, seen


def test_lab_opens_jupyterlab_on_the_copied_labs(installed, wheels):
    said, options, cwd, _ = lab(installed, wheels)
    assert Path(cwd) == installed / "my_labs"
    assert (installed / "my_labs" / "06_momentum.ipynb").exists()
    assert "Open the address" in said and "--ServerApp.open_browser=False" in options
    assert set(opening.QUIET) <= set(options)


def test_lab_keeps_other_projects_settings_from_the_labs(installed, wheels):
    foreign = {"PYTHONPATH": "/elsewhere", "KERAS_BACKEND": "torch"}
    seen = lab(installed, wheels, TF_USE_LEGACY_KERAS="1", **foreign)[3]
    assert seen["KERAS_BACKEND"] == "tensorflow"
    assert not {"PYTHONPATH", "PYTHONHOME", "TF_USE_LEGACY_KERAS"} & set(seen)
    scripts = seen["PATH"].split(os.pathsep)[0]
    assert Path(scripts) == installed / ".venv" / "bin"


def test_lab_keeps_a_users_settings_from_the_labs(installed, wheels):
    foreign = {"JUPYTER_PATH": "/elsewhere", "JUPYTER_TOKEN": "fixed"}
    foreign |= {"MATPLOTLIBRC": "/elsewhere", "MPLBACKEND": "TkAgg"}
    own = dict.fromkeys(environment.OWN_FOLDERS, "/elsewhere")
    _, options, _, seen = lab(installed, wheels, **foreign | own)
    assert not set(foreign) & set(seen)
    ours = str(installed / "build" / "labs" / "settings")
    assert all(seen[name].startswith(ours) for name in own)
    assert f"--ServerApp.root_dir={installed / 'my_labs'}" in options


def test_two_starts_at_once_copy_every_lab_once(installed, wheels):
    shutil.rmtree(installed / "my_labs", ignore_errors=True)
    own = {"cwd": installed, "env": variables(installed, wheels)}
    command = [sys.executable, "labs.py", "lab"]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **own)
        for _ in range(2)
    ]
    for process in started:
        process.communicate()
    assert [process.returncode for process in started] == [0, 0]
    labs = sorted(p.name for p in (installed / "my_labs").glob("*.ipynb"))
    assert labs == ["06_momentum.ipynb"]
    assert "is newer" not in run(installed, wheels, "lab").stdout


def test_a_window_opens_where_there_is_a_screen_unless_it_is_unwanted(
    installed, wheels
):
    closed = "--ServerApp.open_browser=False"
    screen = {"DISPLAY": ":0"}
    assert closed not in lab(installed, wheels, **screen)[1]
    assert closed in lab(installed, wheels, NO_BROWSER="1", **screen)[1]
    assert closed in lab(installed, wheels, "--no-browser", **screen)[1]


def test_a_named_port_that_is_in_use_is_an_error_at_once(project, wheels):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = run(project, wheels, "lab", "--port", port)
        assert_one_sentence(done, str(port), "in use")
        assert_one_sentence(run(project, wheels, "lab", PORT=str(port)), "in use")
    assert not (project / ".venv").exists()


def test_a_named_port_is_used_and_no_other(installed, wheels):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    options = lab(installed, wheels, PORT=str(port))[1]
    assert f"--ServerApp.port={port}" in options
    assert "--ServerApp.port_retries=0" in options


@pytest.mark.parametrize("port", ["0", "80", "99999", "-1", "eight"])
def test_what_is_no_port_is_refused(project, wheels, port):
    done = run(project, wheels, "lab", PORT=port)
    assert done.returncode == 2 and "1024 to 65535" in done.stderr


def test_the_usual_port_in_use_is_said_and_the_next_one_taken(installed, wheels):
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # in use already: just as well
            stack.enter_context(socket.create_server(("127.0.0.1", 8888)))
        said, options, *_ = lab(installed, wheels)
    assert "Port 8888 is in use; JupyterLab takes the next free one" in said
    assert "--ServerApp.port_retries=50" in options


def test_newer_labs_come_beside_when_asked(installed, wheels):
    lab(installed, wheels)
    source = installed / "notebooks" / "06_momentum.ipynb"
    source.write_text('{"cells": [{"cell_type": "markdown", "source": "new"}]}')
    assert "make lab NEWER=1" in lab(installed, wheels)[0]
    assert "06_momentum.new.ipynb" in lab(installed, wheels, NEWER="1")[0]
    assert (installed / "my_labs" / "06_momentum.new.ipynb").exists()


def test_lab_stops_when_the_labs_cannot_be_copied(installed, wheels):
    (installed / "notebooks").rename(installed / "away")
    done = run(installed, wheels, "lab")
    (installed / "away").rename(installed / "notebooks")
    assert_one_sentence(done, "notebooks")


def test_the_real_jupyterlab_asks_no_student_about_news(tmp_path, monkeypatch):
    plugin = "@jupyterlab/apputils-extension:notification"
    answer = ask_jupyterlab(tmp_path, monkeypatch, f"lab/api/settings/{plugin}")
    defaults = {k: v["default"] for k, v in answer["schema"]["properties"].items()}
    assert (defaults["fetchNews"], defaults["checkForUpdates"]) == ("false", False)


def test_the_real_jupyterlab_needs_nothing_of_the_home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    kernel = home / ".local" / "share" / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    foreign = {"argv": ["elsewhere"], "display_name": "", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(foreign))
    (home / ".jupyter").mkdir()
    other = 'c.IdentityProvider.token = "other"\nc.ServerApp.port = 1\n'
    (home / ".jupyter" / "jupyter_server_config.py").write_text(other)
    for folder in [home / ".local", home / ".jupyter", home]:
        folder.chmod(0o555)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("JUPYTER_PATH", str(kernel.parents[1]))
    answer = ask_jupyterlab(tmp_path, monkeypatch, "api/kernelspecs")
    assert answer["kernelspecs"]["python3"]["spec"]["argv"] != ["elsewhere"]


def ask_jupyterlab(tmp_path, monkeypatch, page):
    """Return the JSON that the real JupyterLab gives, started as `labs.py lab` does."""
    monkeypatch.setattr(environment, "SETTINGS", tmp_path / "settings")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    own = ["--allow-root", "--no-browser", f"--ServerApp.port={port}"]
    command = [sys.executable, "-m", "jupyterlab", *opening.QUIET, *own]
    command += ["--IdentityProvider.token=t", "--ServerApp.port_retries=0"]
    command += [f"--LabApp.workspaces_dir={tmp_path / 'workspaces'}"]
    seen = environment.clean_environment()
    drop = drop_the_right_to_write_everywhere
    with subprocess.Popen(command, cwd=tmp_path, env=seen, preexec_fn=drop) as process:
        try:
            return ask(f"http://127.0.0.1:{port}/{page}?token=t", process)
        finally:
            process.terminate()


def ask(address, process, seconds=60):
    """Return the JSON at `address` as soon as it answers."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        with (
            contextlib.suppress(ConnectionError, urllib.error.URLError),
            urllib.request.urlopen(address, timeout=5) as answer,
        ):
            return json.load(answer)
        time.sleep(0.1)
    raise AssertionError(f"no answer from {address}")


# Testing


def test_test_runs_everything_on_two_workers(installed, wheels):
    done = run(installed, wheels, "test")
    options, cwd, _ = json.loads(done.stdout.splitlines()[-1])
    assert options == testing.TWO_WORKERS
    assert Path(cwd) == installed


def test_test_hands_on_arguments_and_exit_status(installed, wheels):
    done = run(installed, wheels, "test", "-k", "fail or not", "fail")
    assert json.loads(done.stdout.splitlines()[-1])[0] == ["-k", "fail or not", "fail"]
    assert done.returncode == 1


def test_the_newest_versions_are_tried_and_block_nothing(project, wheels, tmp_path):
    newer = shutil.copytree(wheels, tmp_path / "newer")
    for name, version in (("tensorflow", "9.0rc1"), ("keras", "8.0")):
        write_wheel(newer, name, version, modules={})
    done = run(project, newer, "test", "--newest", "tests/test_pages.py")
    assert done.returncode == 0, done.stderr
    assert "With tensorflow 9.0rc1 and keras 8.0: all tests pass." in done.stdout
    assert "The newest nightly builds were not tried." in done.stdout
    for name in ("tf_nightly", "keras_nightly"):
        write_wheel(newer, name, "9.1.dev1", modules={})
    done = run(project, newer, "test", "--newest", "fail")
    assert done.returncode == 0, done.stderr
    assert "and keras-nightly 9.1.dev1: some tests fail, which" in done.stdout


def test_the_oldest_versions_are_held_to_their_file_and_their_failures_count(
    project, wheels, tmp_path
):
    both = shutil.copytree(wheels, tmp_path / "both")
    for version in ("2.0", "3.0"):
        write_wheel(both, "tensorflow", version, modules={})
        write_wheel(both, "keras", version, modules={})
    write_dependencies(project, "tinylabs", "tensorflow", "keras")
    (project / OLDEST).write_text("tensorflow==2.0\nkeras==2.0\n")
    done = run(project, both, "test", "--oldest", "fail")
    assert done.returncode == 1, done.stderr
    assert "The oldest versions: tensorflow 2.0 and keras 2.0." in done.stdout


def test_make_gives_the_commands_to_labs_py(installed, wheels):
    done = run(installed, wheels, "test", command=[shutil.which("make")])
    assert json.loads(done.stdout.splitlines()[-1])[0] == testing.TWO_WORKERS


# The files of the set-up


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
NEEDED = [Requirement(line) for line in PROJECT["dependencies"]]


def read_constraints(name):
    lines = (ROOT / name).read_text().splitlines()
    return [Requirement(line) for line in lines if line and line[0] != "#"]


def read_pins():
    pins = read_constraints("constraints.txt")
    return {pin.name.lower(): str(pin.specifier).removeprefix("==") for pin in pins}


def test_the_versions_last_tested_lie_within_the_ranges():
    pins = read_pins()
    extras = [PROJECT["optional-dependencies"][name] for name in ["build", "website"]]
    for requirement in NEEDED + [Requirement(r) for extra in extras for r in extra]:
        assert requirement.specifier.contains(pins[requirement.name]), requirement


def test_the_oldest_versions_are_the_lower_ends_of_the_ranges():
    oldest = {r.name: str(r.specifier) for r in read_constraints(OLDEST)}
    lower = {
        requirement.name: next(
            str(part).removeprefix(">=")
            for part in requirement.specifier
            if part.operator == ">="
        )
        for requirement in NEEDED
    }
    assert oldest.keys() == lower.keys()
    for name, bound in lower.items():
        assert re.fullmatch(rf"=={re.escape(bound)}(\.\d+)*", oldest[name]), name


def test_the_versions_last_tested_take_every_python_that_is_promised():
    pins = read_pins()
    for package in importlib.metadata.distributions():
        needs = SpecifierSet(package.metadata["Requires-Python"] or "")
        if pins.get(package.name.lower()) == package.version:
            assert needs.contains("3.11.0") and needs.contains("3.13.0"), package.name


def test_the_set_up_names_no_package_index():
    names = ["requirements.txt", "constraints.txt", "Makefile"]
    for name in [*names, "pyproject.toml", ".ci/run", "tools/installer.py"]:
        text = (ROOT / name).read_text()
        if name == "tools/installer.py":  # a folder that the user packed and names
            offline = '["--no-index", "--find-links", wheelhouse]'
            assert text.count(offline) == 1
            text = text.replace(offline, "")
        assert not re.search(r"https?://|--index-url|find-links", text), name


def test_ci_runs_the_readmes_test_command():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text() and "make test" in readme()
    subprocess.run(["bash", "-n", script], check=True)


def readme():
    return (ROOT / "README.md").read_text()


def test_every_make_target_that_the_readme_names_exists():
    named = set(re.findall(r"\bmake ([a-z-]+)", readme()))
    assert {"lab", "test"} <= named <= {*make_commands(), "clean"}


def make_commands():
    text = (ROOT / "Makefile").read_text().replace("\\\n", "")
    return re.search(r"^COMMANDS = (.*)$", text, re.M)[1].split()


def test_make_knows_the_commands_of_labs_py_and_no_others():
    assert make_commands() == list(driver.COMMANDS)


def test_labs_py_alone_lists_every_command(capsys):
    assert driver.main([]) == 0
    listed = capsys.readouterr().out
    for name, command in driver.COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(command.purpose)}$", listed, re.M)


def test_an_unknown_command_gets_one_sentence(capsys):
    assert driver.main(["labs"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


MODULES = [
    words.removeprefix("-m ").partition(" ")[0]
    for command in driver.COMMANDS.values()
    for words in ([command.runs] if isinstance(command.runs, str) else command.runs)
]


@pytest.mark.parametrize("name", list(filter(None, MODULES)))
def test_what_a_command_runs_is_there(name):
    if name.endswith(".py"):
        assert (ROOT / name).exists()
    else:
        assert importlib.util.find_spec(name)


def test_every_command_of_labs_py_that_the_readme_names_exists():
    for command in set(re.findall(r"python labs\.py ([a-z]+)", readme())):
        assert command in driver.COMMANDS


def test_the_readmes_table_marks_exactly_the_labs_that_exist():
    rows = re.findall(r"^\| (\d\d) \| (.+?) \|", readme(), re.M)
    assert [number for number, _ in rows] == [f"{n:02}" for n in range(1, 17)]
    marked = {
        Path(found.group(1)).name
        for _, cell in rows
        if (found := re.search(r"\((notebooks/[^)]+)\)", cell))
    }
    assert marked == {lab.name for lab in (ROOT / "notebooks").glob("[0-9]*.ipynb")}
