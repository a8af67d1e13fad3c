"""Hold `labhelpers.homework start` to its word: labs come, nothing is overwritten."""

import json
import subprocess
import sys

import pytest

from labhelpers.homework import start

LAB = "06_momentum.ipynb"


def write_lab(folder, source, name=LAB, outputs=()):
    folder.mkdir(exist_ok=True)
    cells = [{"cell_type": "code", "source": source, "outputs": list(outputs)}]
    (folder / name).write_text(json.dumps({"cells": cells}))


@pytest.fixture
def folders(tmp_path):
    source, target = tmp_path / "notebooks", tmp_path / "my_labs"
    write_lab(source, "first version")
    return source, target


def test_labs_that_are_missing_are_copied_byte_for_byte(folders):
    source, target = folders
    assert start.hand_out(source, target) == [f"{LAB}: copied to my_labs/."]
    assert (target / LAB).read_bytes() == (source / LAB).read_bytes()


def test_only_labs_are_copied(folders):
    source, target = folders
    (source / "scratch.ipynb").write_text("{}")
    (source / "06_momentum.py").write_text("")
    start.hand_out(source, target)
    assert {path.name for path in target.iterdir()} == {LAB, ".labs.json"}


def test_a_second_start_changes_no_file(folders):
    source, target = folders
    start.hand_out(source, target)
    before = {path: path.stat().st_mtime_ns for path in target.glob("*.ipynb")}
    assert start.hand_out(source, target) == ["All 1 labs are in my_labs/."]
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_lab_that_was_added_later_is_copied_too(folders):
    source, target = folders
    start.hand_out(source, target)
    write_lab(source, "another", name="14_dropout.ipynb")
    assert start.hand_out(source, target) == ["14_dropout.ipynb: copied to my_labs/."]


def test_a_lab_that_the_student_removed_comes_back(folders):
    source, target = folders
    start.hand_out(source, target)
    (target / LAB).unlink()
    assert "copied" in start.hand_out(source, target)[0]


@pytest.mark.parametrize("content", ["{}", "", "no notebook", '{"cells": [{}]}', "[1]"])
def test_whatever_the_student_wrote_is_kept(folders, content):
    source, target = folders
    start.hand_out(source, target)
    (target / LAB).write_text(content)
    write_lab(source, "second version")
    for newer in [False, True]:
        start.hand_out(source, target, newer=newer)
        assert (target / LAB).read_text() == content


def test_a_changed_lab_without_a_newer_version_is_no_news(folders):
    source, target = folders
    start.hand_out(source, target)
    write_lab(target, "the student's solution")
    assert start.hand_out(source, target) == ["All 1 labs are in my_labs/."]


@pytest.mark.parametrize(
    "own, state",
    [("first version", "unchanged"), ("the student's solution", "changed by you")],
)
def test_a_newer_version_is_reported_with_what_became_of_the_old(folders, own, state):
    source, target = folders
    start.hand_out(source, target)
    write_lab(target, own)
    write_lab(source, "second version")
    (line,) = start.hand_out(source, target)
    assert LAB in line and "newer" in line and f"({state})" in line
    assert "labs.py lab --newer" in line
    assert start.hand_out(source, target) == [line], "it is said again until it is done"


def test_running_a_lab_neither_changes_it_nor_makes_it_newer(folders):
    source, target = folders
    start.hand_out(source, target)
    write_lab(target, "first version", outputs=["student's run"])
    write_lab(source, "first version", outputs=["another figure"])
    assert start.hand_out(source, target) == ["All 1 labs are in my_labs/."]
    write_lab(source, "second version")
    assert "(unchanged)" in start.hand_out(source, target)[0]


def test_the_newer_version_is_put_beside_when_asked_and_then_known(folders):
    source, target = folders
    start.hand_out(source, target)
    write_lab(target, "the student's solution")
    write_lab(source, "second version")
    assert "06_momentum.new.ipynb" in start.hand_out(source, target, newer=True)[0]
    beside = target / "06_momentum.new.ipynb"
    assert beside.read_bytes() == (source / LAB).read_bytes()
    for newer in [False, True]:
        assert start.hand_out(source, target, newer=newer) == [
            "All 1 labs are in my_labs/."
        ]


def test_a_third_version_gets_a_name_of_its_own(folders):
    source, target = folders
    start.hand_out(source, target)
    for version in ["second version", "third version"]:
        write_lab(source, version)
        start.hand_out(source, target, newer=True)
    names = {path.name for path in target.glob("*.new*.ipynb")}
    assert names == {"06_momentum.new.ipynb", "06_momentum.new-2.ipynb"}


@pytest.mark.parametrize("manifest", ["", "[]", '{"06_momentum.ipynb": 7}', None])
def test_a_lost_or_damaged_list_loses_no_file(folders, manifest):
    source, target = folders
    start.hand_out(source, target)
    write_lab(target, "the student's solution")
    kept = (target / LAB).read_bytes()
    if manifest is None:
        (target / start.MANIFEST).unlink()
    else:
        (target / start.MANIFEST).write_text(manifest)
    start.hand_out(source, target)
    assert (target / LAB).read_bytes() == kept


def test_an_interrupted_copy_leaves_no_half_lab(folders, monkeypatch):
    source, target = folders

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(start.os, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            start.hand_out(source, target)
    assert not (target / LAB).exists()
    start.hand_out(source, target)
    assert (target / LAB).read_bytes() == (source / LAB).read_bytes()


def test_a_name_that_leads_nowhere_is_kept_too(folders):
    source, target = folders
    target.mkdir()
    (target / LAB).symlink_to(target / "nowhere")
    start.hand_out(source, target)
    assert (target / LAB).is_symlink()


def test_a_folder_without_labs_is_an_error_that_names_it(folders):
    source, target = folders
    (source / LAB).unlink()
    with pytest.raises(FileNotFoundError, match="notebooks"):
        start.hand_out(source, target)
    assert not target.exists()


def test_the_command_says_in_one_line_that_it_cannot_write(tmp_path):
    (tmp_path / "my_labs").write_text("a file, not a folder")
    done = command("--to", tmp_path / "my_labs")
    assert done.returncode == 1 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and "my_labs" in done.stderr


def test_the_command_copies_the_labs_of_this_project(tmp_path):
    done = command("--to", tmp_path / "my labs")
    assert done.returncode == 0, done.stderr
    labs = {lab.name for lab in (start.ROOT / "notebooks").glob("[0-9]*.ipynb")}
    assert {lab.name for lab in (tmp_path / "my labs").glob("*.ipynb")} == labs


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "labhelpers.homework", "start", *arguments],
        capture_output=True,
        text=True,
        cwd=start.ROOT,
    )
