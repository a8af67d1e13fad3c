"""Hold the set-up to its word: the right Python, and an installation that is whole.

What goes wrong on a student's machine is brought about for real where that is possible,
else by a `sitecustomize` that lies.
"""

import ast
import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tiny_project import (
    ROOT,
    assert_one_sentence,
    copy_project,
    drop_the_right_to_write_everywhere,
    lie,
    run,
    stamp,
    variables,
    write_dependencies,
    write_wheels,
)

import labs
from tools import installer, pythons


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


# The right Python


@pytest.mark.parametrize("name", ["labs.py", "tools/pythons.py", "tools/__init__.py"])
def test_what_an_old_python_reads_holds_no_syntax_that_it_cannot_read(name):
    tree = ast.parse((ROOT / name).read_text())
    new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Starred, ast.Nonlocal)
    for node in ast.walk(tree):
        assert not isinstance(node, new), ast.unparse(node)
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None and not node.args.kwonlyargs
        if isinstance(node, ast.Raise):
            assert node.cause is None


def is_old(path):
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([path, "-c", code], capture_output=True, text=True)
    return answer.stdout.strip() in {"2.7", "3.6", "3.7", "3.8", "3.9", "3.10"}


OLD = [
    str(path)
    for path in Path("~/.pyenv/versions").expanduser().glob("*/bin/python")
    if is_old(path)
]
needs_old = pytest.mark.skipif(not OLD, reason="needs another Python, an old one")


@needs_old
def test_an_old_python_alone_gets_one_sentence(project, wheels):
    for old in OLD:
        done = run(project, wheels, "lab", command=[old, "labs.py"], PATH="/nowhere")
        assert_one_sentence(done, "Python 3.11, 3.12 or 3.13", old)


@needs_old
def test_an_old_python_hands_over_to_a_suitable_one(project, wheels):
    for old in OLD:
        path = os.path.dirname(sys.executable)
        command = [old, "labs.py"]
        done = run(project, wheels, "--help", command=command, PATH=path)
        assert done.returncode == 0 and "open JupyterLab" in done.stdout


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 4), (3, 14, 0)])
def test_other_versions_are_refused_in_one_sentence(monkeypatch, capsys, version):
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setenv("PATH", "/nowhere")
    assert labs.main(["lab"]) == 1
    sentence = capsys.readouterr().err
    assert sentence.count("\n") == 1
    assert "Python 3.11, 3.12 or 3.13" in sentence
    assert ".".join(map(str, version)) in sentence


def test_a_32_bit_python_is_refused_in_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(sys, "maxsize", 2**31 - 1)
    monkeypatch.setenv("PATH", "/nowhere")
    assert labs.main(["lab"]) == 1
    assert "(32 bit" in capsys.readouterr().err


def test_a_python_that_does_not_start_is_passed_over(tmp_path, monkeypatch):
    for folder, script in {
        "shims": "#!/bin/sh\necho 'pyenv: python3.13: command not found' >&2\nexit 127",
        "old": "#!/bin/sh\nexit 1",
        "good": f'#!/bin/sh\nexec "{sys.executable}" "$@"',
    }.items():
        (tmp_path / folder).mkdir()
        for name in ["python3.13", "python3"]:
            (tmp_path / folder / name).write_text(script)
            (tmp_path / folder / name).chmod(0o755)
    (tmp_path / "shims" / "python3.12").mkdir()
    folders = [str(tmp_path / name) for name in ["shims", "old", "good"]]
    monkeypatch.setenv("PATH", os.pathsep.join(folders))
    assert pythons.find() == [str(tmp_path / "good" / "python3.13")]


def test_make_without_any_python_says_what_is_needed(project, wheels):
    make = [shutil.which("make")]
    done = run(project, wheels, "lab", command=make, PATH="/nowhere")
    assert done.returncode == 2
    assert "need Python 3.11, 3.12 or 3.13" in done.stderr.splitlines()[0]


def test_a_python_without_venv_gets_the_name_of_the_package(project, wheels):
    lies = lie(project, "import sys; sys.modules['ensurepip'] = None")
    done = run(project, wheels, "install", **lies)
    assert_one_sentence(done, "ensurepip", "python3-venv")
    assert not (project / ".venv").exists()


# Installing


def test_the_first_run_installs_and_the_second_is_fast(installed, wheels):
    log = installed / "build" / "labs" / "install.log"
    before = log.stat().st_mtime_ns
    start = time.monotonic()
    done = run(installed, wheels, "install")
    assert time.monotonic() - start < 5
    assert done.returncode == 0 and "Ready" in done.stdout
    assert log.stat().st_mtime_ns == before
    assert stamp(installed)["state"] == "ready"
    assert not (installed / "build" / "labs" / "tmp").exists()


def test_a_changed_requirement_is_installed_and_a_changed_rule_of_ruff_is_not(
    project, wheels
):
    run(project, wheels, "install")
    first = stamp(project)
    with (project / "pyproject.toml").open("a") as file:
        file.write("\n[tool.another]\nrule = 1\n")
    assert "Installing" not in run(project, wheels, "install").stdout
    write_dependencies(project, "tinylabs", "another")
    assert "Installing" in run(project, wheels, "install").stdout
    assert stamp(project)["key"] != first["key"]
    done = run(project, wheels, "python", "-c", "import another")
    assert done.returncode == 0, done.stderr


def test_who_builds_gets_more_and_keeps_it(installed, wheels):
    code = ["python", "-c", "import another"]
    assert run(installed, wheels, *code).returncode == 1
    assert run(installed, wheels, *code, LABS_DEV="1").returncode == 0
    done = run(installed, wheels, *code)
    assert done.returncode == 0 and "Installing" not in done.stdout


def test_an_interrupted_installation_is_made_anew(project, wheels):
    process = subprocess.Popen(
        [sys.executable, "labs.py", "install"],
        cwd=project,
        env=variables(project, wheels),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    while not (project / ".venv" / "labs.json").exists():
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert stamp(project) == {"state": "installing"}
    half = project / ".venv" / "half-made"
    half.write_text("")
    done = run(project, wheels, "install")
    assert done.returncode == 0 and "not finished" in done.stdout, done
    assert stamp(project)["state"] == "ready" and not half.exists()


def test_an_environment_that_no_longer_works_is_made_anew(project, wheels):
    run(project, wheels, "install")
    python = project / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    assert run(project, wheels, "install").returncode == 0
    assert run(project, wheels, "python", "-c", "import tensorflow").returncode == 0


def test_a_folder_that_was_moved_is_brought_up_to_date(project, wheels):
    run(project, wheels, "install")
    moved = project.rename(project.with_name("elsewhere"))
    done = run(moved, wheels, "install")
    assert done.returncode == 0 and "Installing" in done.stdout
    assert done.stdout.splitlines()[-1].startswith(f"Ready: {moved}")


def test_a_venv_of_someone_else_is_used_if_it_works_and_never_removed(project, wheels):
    (project / ".venv").mkdir()
    mine = project / ".venv" / "mine"
    mine.write_text("")
    assert_one_sentence(run(project, wheels, "install"), ".venv", "not made by labs.py")
    subprocess.run([sys.executable, "-m", "venv", project / ".venv"], check=True)
    assert run(project, wheels, "install").returncode == 0
    assert mine.exists()


def test_two_installations_at_once_are_refused(project, wheels):
    (project / "build" / "labs").mkdir(parents=True)
    with (project / "build" / "labs" / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        done = run(project, wheels, "install")
    assert_one_sentence(done, "another installation is running")


def test_settings_of_pip_do_not_lead_it_elsewhere(project, wheels, tmp_path):
    settings = tmp_path / "pip.conf"
    settings.write_text(f"[install]\ntarget = {tmp_path / 'target'}\n")
    own = {"PIP_CONFIG_FILE": str(settings), "PIP_ROOT": str(tmp_path / "root")}
    done = run(project, wheels, "install", PIP_REQUIRE_VIRTUALENV="1", **own)
    assert done.returncode == 0, done.stderr
    assert not {"target", "root"} & {path.name for path in tmp_path.iterdir()}
    assert run(project, wheels, "python", "-c", "import jupyterlab").returncode == 0


def test_a_file_of_pip_may_say_where_the_index_is(project, wheels, tmp_path):
    settings = tmp_path / "pip.conf"
    settings.write_text(f"[global]\nno-index = true\nfind-links = {wheels}\n")
    own = {"PIP_CONFIG_FILE": str(settings), "PIP_NO_INDEX": "", "PIP_FIND_LINKS": ""}
    done = run(project, wheels, "install", **own)
    assert done.returncode == 0, done.stderr


def test_python_need_not_look_beside_the_script(installed, wheels):
    done = run(installed, wheels, "lab", PYTHONSAFEPATH="1", PYTHONWARNINGS="error")
    assert done.returncode == 0, done.stderr


def test_a_terminal_sees_that_time_goes_on(project, wheels):
    screen = "import sys; sys.stdout.isatty = lambda: True"
    done = run(project, wheels, "install", **lie(project, screen))
    assert done.returncode == 0, done.stderr
    assert re.search(r"[\r\n]0:\d\d ", done.stdout)


def test_little_disk_space_is_noticed_before_anything_is_written(project, wheels):
    code = "import shutil; shutil.disk_usage = lambda _: type('', (), {'free': 1.04e9})"
    done = run(project, wheels, "install", **lie(project, code))
    assert_one_sentence(done, "4 GB", "1.0 GB")
    assert not (project / ".venv").exists()


def test_a_disk_that_runs_full_gets_one_sentence(project, wheels):
    (project / "build" / "labs").mkdir(parents=True)
    (project / "build" / "labs" / "install.log").symlink_to("/dev/full")
    done = run(project, wheels, "install")
    assert_one_sentence(done, "need", "disk", "full")
    assert stamp(project) == {"state": "installing"}


def test_no_network_gets_one_sentence_and_the_next_try_goes_on(project, wheels):
    closed = {
        "PIP_NO_INDEX": "",
        "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "1",
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    }
    done = run(project, wheels, "install", **closed)
    assert_one_sentence(done, "network", "install.log")
    assert run(project, wheels, "install").returncode == 0


def test_after_an_installation_no_network_is_needed(installed, wheels):
    closed = {"PIP_NO_INDEX": "", "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    assert run(installed, wheels, "install", **closed).returncode == 0


def test_an_update_that_fails_leaves_the_old_environment(installed, wheels):
    before = stamp(installed)
    write_dependencies(installed, "tinylabs", "no-such-package")
    done = run(installed, wheels, "install")
    assert_one_sentence(
        done, "no-such-package", str(installed / "build/labs/install.log")
    )
    assert stamp(installed) == before
    write_dependencies(installed, "tinylabs")
    assert "Installing" not in run(installed, wheels, "install").stdout


def test_a_tensorflow_that_does_not_start_gets_one_sentence(project, wheels):
    write_dependencies(project, "broken")
    done = run(project, wheels, "install")
    assert_one_sentence(done, "TensorFlow", "DLL load failed")
    write_dependencies(project, "tinylabs")
    assert run(project, wheels, "install").returncode == 0


def test_a_folder_that_cannot_be_written_gets_one_sentence(project, wheels):
    project.chmod(0o555)
    drop = drop_the_right_to_write_everywhere
    done = run(project, wheels, "install", preexec=drop)
    project.chmod(0o755)
    assert_one_sentence(done, "need to write in their folder", "build")


@pytest.mark.parametrize(
    "text, words",
    [
        ("ERROR: [Errno 28] No space left on device", "disk ran full"),
        ("ERROR: [WinError 112] There is not enough space on the disk", "disk"),
        ("WARNING: Retrying after connection broken by 'X'\nERROR: none", "network"),
        ("ERROR: ReadTimeoutError: Read timed out.", "network"),
        ("ERROR: [Errno 13] Permission denied: '/x'", "write"),
        ("ERROR: [WinError 5] Access is denied: 'x.pyd'", "write"),
        ("Collecting x\nERROR: No matching distribution for x", "distribution for x"),
        ("Killed", "Killed"),
        ("", "no message"),
    ],
)
def test_what_pip_says_becomes_one_sentence(text, words):
    sentence = installer.find_cause(text)
    assert words in sentence and "\n" not in sentence
