"""Pack a wheelhouse and install from it, with a real pip and without a network."""

import json
import shutil
import tomllib

import pytest
from tiny_project import (
    ROOT,
    assert_one_sentence,
    copy_project,
    run,
    stamp,
    write_wheel,
    write_wheels,
)

from tools import installer, wheelhouse

NOWHERE = ""  # no links: pip finds packages in a wheelhouse only


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """A folder that stands in for the package index."""
    folder = write_wheels(tmp_path_factory.mktemp("index"))
    write_wheel(folder, "tinylabs", version="2.0")
    return folder


@pytest.fixture(scope="module")
def teacher(tmp_path_factory, index):
    """A project on a machine with a network, installed."""
    folder = copy_project(tmp_path_factory.mktemp("teacher") / "labs")
    done = run(folder, index, "install")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def packed(teacher, index):
    """What `make wheelhouse` packed there, and what it said."""
    done = run(teacher, index, "wheelhouse")
    assert done.returncode == 0, done.stderr
    return teacher / "build" / "wheelhouse", done.stdout


@pytest.fixture
def student(tmp_path):
    """A project on a machine without a network."""
    return copy_project(tmp_path / "labs")


def works(project):
    done = run(project, NOWHERE, "python", "-c", "import tensorflow.keras, pytest")
    return done.returncode == 0 and stamp(project)["state"] == "ready"


def test_a_wheelhouse_holds_the_versions_of_the_constraints(
    packed,
):
    folder, said = packed
    names = sorted(path.name for path in folder.glob("*.whl"))
    assert names == [
        "tinylabs-1.0-py3-none-any.whl",
    ]
    assert said.count("\n") == 3 and "1 wheels, " in said and str(folder) in said


def test_without_a_network_and_without_a_wheelhouse_nothing_is_installed(student):
    done = run(student, NOWHERE, "install")
    assert_one_sentence(done, "pip could not install")


def test_the_option_installs_from_the_folder_also_a_relative_one(packed, student):
    shutil.copytree(packed[0], student / "stick")
    done = run(student, NOWHERE, "install", "--wheelhouse", "stick")
    assert done.returncode == 0, done.stderr
    assert f"Installing from {student / 'stick'}, without a network." in done.stdout
    assert works(student)


def test_a_folder_beside_labs_py_is_found_by_every_command(packed, student):
    shutil.copytree(packed[0], student / installer.WHEELHOUSE)
    done = run(student, NOWHERE, "test")
    assert done.returncode == 0, done.stderr
    assert "without a network" in done.stdout and works(student)


def test_a_variable_names_a_folder_and_beats_the_one_beside(tmp_path, monkeypatch):
    for name in ["here", installer.WHEELHOUSE]:
        (tmp_path / name).mkdir()
        write_wheel(tmp_path / name)
    assert installer.find_wheelhouse(tmp_path) == tmp_path / installer.WHEELHOUSE
    monkeypatch.setenv("LABS_WHEELHOUSE", str(tmp_path / "here"))
    assert installer.find_wheelhouse(tmp_path) == tmp_path / "here"


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_without_wheels_gets_one_sentence_before_any_work(student, name):
    (student / "empty").mkdir()
    done = run(student, NOWHERE, "install", "--wheelhouse", student / name)
    assert_one_sentence(done, "make wheelhouse", name)
    assert not (student / ".venv").exists()


@pytest.mark.parametrize(
    ("key", "value"), [("python", "3.9"), ("platform", "win-amd64")]
)
def test_wheels_of_another_python_or_machine_get_one_sentence(
    packed, student, key, value
):
    folder = student / installer.WHEELHOUSE
    shutil.copytree(packed[0], folder)
    about = json.loads((folder / installer.ABOUT).read_text())
    (folder / installer.ABOUT).write_text(json.dumps({**about, key: value}))
    assert_one_sentence(run(student, NOWHERE, "install"), value, "was packed for")


def test_an_incomplete_folder_gets_one_sentence(packed, student):
    shutil.copytree(packed[0], student / installer.WHEELHOUSE)
    (student / installer.WHEELHOUSE / "tinylabs-1.0-py3-none-any.whl").unlink()
    write_wheel(student / installer.WHEELHOUSE, "another")
    assert_one_sentence(run(student, NOWHERE, "install"), "was the wheelhouse packed")


def test_a_package_without_a_wheel_stops_the_packing_in_one_sentence(teacher, tmp_path):
    done = run(teacher, tmp_path, "wheelhouse", tmp_path / "new")
    assert_one_sentence(done, "could not be fetched", "wheelhouse.log")


def test_a_folder_with_other_files_is_left_alone(teacher, index, tmp_path):
    (tmp_path / "notes.txt").write_text("a person's work")
    done = run(teacher, index, "wheelhouse", tmp_path)
    assert_one_sentence(done, "folder of its own", "notes.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_packing_again_adds_nothing(teacher, index, packed):
    before = {path: path.stat().st_mtime_ns for path in packed[0].glob("*.whl")}
    done = run(teacher, index, "wheelhouse")
    assert done.returncode == 0, done.stderr
    assert {p: p.stat().st_mtime_ns for p in packed[0].glob("*.whl")} == before


def test_the_builders_tools_are_packed_when_asked(teacher, index, tmp_path):
    target = tmp_path / "dev"
    done = run(teacher, index, "wheelhouse", target, "--dev")
    assert done.returncode == 0, done.stderr
    assert any(path.name.startswith("another-") for path in target.iterdir())


def test_what_is_packed_is_all_that_the_labs_name_but_the_labs_themselves():
    wanted = wheelhouse.needs(ROOT)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert set(project["dependencies"]) < set(wanted)
    assert any(line.startswith("setuptools") for line in wanted)
    dev = wheelhouse.needs(ROOT, ["build"])
    assert set(wanted) < set(dev) and any(line.startswith("ruff") for line in dev)
