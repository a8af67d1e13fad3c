"""A submission reaches nothing outside its folder: no file, no network, no other."""

import argparse
import os
import shutil
import socket
import sys
import time
from pathlib import Path

import homework_class as klass
import psutil
import pytest

from labhelpers.homework import grade, launch, sandbox, visible
from labhelpers.homework.pool import Grader
from labhelpers.homework.result import Limits

LIMITS = Limits(cell_seconds=15, seconds=60)
MARK = "987654322"
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="bubblewrap and namespaces are Linux's"
)


def works(kind):
    try:
        return sandbox._works(kind)
    except OSError:
        return False


@pytest.fixture(scope="module", params=sandbox.KINDS[:2])
def world(request, tmp_path_factory):
    """A grader with this kind of sandbox, and a folder of submissions with a victim."""
    # In a process of its own: this one may have threads, which cannot change users.
    if not works(request.param):
        pytest.skip(f"needs {request.param}: bubblewrap or namespaces do not work here")
    labs = klass.teachers_copy(tmp_path_factory.mktemp("labs"))
    folder = tmp_path_factory.mktemp("submissions")
    (folder / "victim").mkdir()
    (folder / "victim" / "answer.txt").write_text("secret")
    hide = [folder]
    with Grader(limits=LIMITS, labs=labs, hide=hide, kind=request.param) as grader:
        yield grader, folder


def says(world, source):
    """Run `source` as the first answer; return the last line of what went wrong."""
    grader, folder = world
    body = "\n".join(f"    {line}" for line in source.splitlines())
    velocity = f"def my_velocity(*arguments):\n{body}\n    raise KeyError('reached')"
    path = klass.write(folder / "cheat" / "06.ipynb", klass.solved(velocity=velocity))
    result = grader.grade(path)
    assert (result.status, result.points) == ("ok", 4), result
    return result.exercises[0].error.splitlines()[-1]


def test_the_result_says_which_sandbox_it_was(world):
    grader, folder = world
    result = grader.grade(klass.write(folder / "ok" / "06.ipynb", klass.solved()))
    assert (result.status, result.points) == ("ok", 6)
    assert result.sandbox in sandbox.KINDS[:2]


def test_files_of_others_are_not_there(world):
    victim = world[1] / "victim" / "answer.txt"
    assert "FileNotFoundError" in says(world, f"open({str(victim)!r})")
    assert "reached" in says(world, f"assert not os.path.exists({str(victim)!r})")


@pytest.mark.parametrize("name", ["teacher", "tests", ".git", "README.md"])
def test_solutions_and_tests_are_not_there(world, name):
    path = str(sandbox.ROOT / name)
    assert "reached" in says(world, f"assert not os.path.exists({path!r})")


NEEDED = {"bin", "dev", "etc", "lib", "nix", "proc", "sbin", "sys", "tmp", "usr", "var"}
NEEDED |= {"lib32", "lib64", "libx32"}


def test_only_what_a_lab_needs_is_there(world):
    shown = {path.split("/")[1] for path in visible.needed()}
    source = f"assert set(os.listdir('/')) <= {NEEDED | shown!r}, os.listdir('/')"
    assert "reached" in says(world, source)
    private = ["/etc/passwd", "/etc/shadow", "/usr/src", "/usr/local/src", "/boot"]
    source = f"assert not [p for p in {private} if os.path.exists(p)]"
    assert "reached" in says(world, source)


def test_a_home_or_another_clone_in_opt_is_not_there(world):
    place = Path("/opt") / f"of a test {os.getpid()}"
    try:
        (place / "teacher").mkdir(parents=True)
    except OSError:
        pytest.skip("needs the right to write into /opt")
    try:
        (place / "teacher" / "solution.py").write_text("secret")
        path = str(place / "teacher" / "solution.py")
        assert "FileNotFoundError" in says(world, f"open({path!r})")
    finally:
        shutil.rmtree(place)


def test_a_home_inside_a_folder_that_is_shown_is_hidden_and_python_in_it_is_not(
    monkeypatch, tmp_path
):
    home = tmp_path / "share" / "home of a teacher"
    (home / "python" / "site-packages").mkdir(parents=True)
    monkeypatch.setattr(visible, "PREFIXES", (str(tmp_path),))
    monkeypatch.setattr(visible, "_homes", lambda: [str(home)])
    monkeypatch.setattr(sys, "path", [str(home / "python" / "site-packages")])
    mine = [p for p in visible.parts() if p.path.startswith(str(tmp_path))]
    assert [part.kind for part in mine] == ["show", "hide", "show"]
    assert mine[1].path == str(home) and mine[2].path.endswith("site-packages")


def test_a_missing_sandbox_is_said_on_the_screen(monkeypatch, tmp_path, capsys):
    parser = argparse.ArgumentParser()
    grade.add_arguments(parser)
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "essay.docx").write_bytes(b"x")
    chosen = [str(tmp_path / "class"), "-o", str(tmp_path / "grades.csv")]
    for kind in ("none", "bubblewrap"):
        monkeypatch.setattr(sandbox, "best_apart", lambda kind=kind: kind)
        grade.run(parser.parse_args([*chosen, "--again"]))
        said = capsys.readouterr().err
        assert ("no sandbox" in said) == (kind == "none")


@pytest.mark.parametrize(
    "path",
    [
        os.path.join(sys.prefix, "x"),
        str(sandbox.ROOT / "labhelpers" / "x.py"),
        str(sandbox.ROOT / "data" / "x"),
        "/etc/x",
        "/usr/x",
        "/x",
    ],
)
def test_nothing_can_be_written_outside(world, path):
    before = os.path.exists(path)
    assert "Read-only" in says(world, f"open({path!r}, 'w').write('x')") or before
    assert os.path.exists(path) == before


def test_nothing_can_be_deleted_here_above_or_elsewhere(world):
    victim = world[1] / "victim" / "answer.txt"
    places = [".", "..", "/work", "/root", str(world[1]), str(sandbox.ROOT), "/tmp"]
    source = "import shutil\n" + "\n".join(
        f"shutil.rmtree({place!r}, ignore_errors=True)" for place in places
    )
    assert "reached" in says(world, source)
    assert victim.read_text() == "secret"
    assert (sandbox.ROOT / "labhelpers" / "__init__.py").exists()


def test_there_is_no_network_not_even_to_this_machine(world):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        source = f"import socket\nsocket.create_connection({address}, timeout=2)"
        assert "Error" in says(world, source)


def test_processes_outside_are_not_there(world):
    source = (
        f"assert not os.path.exists('/proc/{os.getpid()}/cmdline') or "
        f"b'pytest' not in open('/proc/{os.getpid()}/cmdline', 'rb').read()"
    )
    assert "reached" in says(world, source)


@pytest.mark.parametrize(
    "source",
    [
        "import ctypes\nassert ctypes.CDLL(None).mount(b'none', b'/', None, 32, b'')",
        "import ctypes\nassert ctypes.CDLL(None).umount2(b'/tmp', 2)",
        "assert os.system('mount -o remount,rw / 2>/dev/null')",
        "assert '0000000000000000' in open('/proc/self/status').read()"
        ".split('CapEff:')[1][:20]",
        "assert 'TOKEN_OF_TEACHER' not in str(dict(os.environ))",
    ],
)
def test_no_right_is_left_over_from_entering_the_sandbox(world, source):
    assert "reached" in says(world, source)


def test_daemons_end_with_their_submission(world):
    source = (
        "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        f"        os.execvp('sleep', ['sleep', '{MARK}'])\n    os._exit(0)"
    )
    assert "reached" in says(world, source)
    time.sleep(0.05)
    assert not [p for p in psutil.process_iter(["cmdline"]) if MARK in str(p.info)]


def test_a_submission_leaves_nothing_for_the_next_one(world):
    assert "reached" in says(world, "open('/tmp/left', 'w').write('x')")
    assert "reached" in says(world, "assert not os.path.exists('/tmp/left')")
    assert "reached" in says(world, "optimizers.left = np.left = 1")
    assert "reached" in says(world, "assert not hasattr(np, 'left')")


def test_files_beside_the_notebook_can_be_read_and_a_false_package_cannot_be(world):
    grader, folder = world
    mine = folder / "with files"
    klass.write(mine / "06.ipynb", klass.solved("import helper", "open('table.csv')"))
    (mine / "helper.py").write_text("")
    (mine / "table.csv").write_text("1,2")
    (mine / "labhelpers").mkdir()
    (mine / "labhelpers" / "__init__.py").write_text("raise KeyError('false')")
    (mine / "numpy.py").write_text("raise KeyError('false')")
    (mine / "link").symlink_to(folder / "victim")
    result = grader.grade(mine / "06.ipynb", companions=mine)
    assert (result.status, result.points) == ("ok", 6), result
    assert "was not used" in " ".join(result.notes)
    assert "symbolic link" in " ".join(result.notes)


def test_without_a_sandbox_daemons_end_too_and_the_result_says_none(tmp_path):
    labs = klass.teachers_copy(tmp_path / "labs")
    daemon = (
        "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        f"        os.execvp('sleep', ['sleep', '{MARK}'])\n    os._exit(0)"
    )
    with Grader(limits=LIMITS, labs=labs, kind="none") as grader:
        result = grader.grade(klass.write(tmp_path / "x.ipynb", klass.solved(daemon)))
    assert (result.status, result.points, result.sandbox) == ("ok", 6, "none")
    assert not [p for p in psutil.process_iter(["cmdline"]) if MARK in str(p.info)]


def test_a_new_process_per_submission_gives_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(launch, "CAN_FORK", False)
    labs = klass.teachers_copy(tmp_path / "labs")
    path = klass.write(tmp_path / "x.ipynb", klass.solved(velocity=klass.WRONG))
    with Grader(limits=LIMITS, labs=labs) as grader:
        result = grader.grade(path)
    assert (result.status, result.points, result.sandbox) == ("ok", 4, "none")
