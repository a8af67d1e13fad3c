"""Hold `labhelpers.homework start` to its word: labs come, nothing is overwritten."""

import ctypes
import json
import platform
import re
import subprocess
import sys

import nbformat
import pytest

from labhelpers import _project
from labhelpers.homework import handout, start

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


def is_handed_out(path, lab):
    """Return whether `path` is the lab as if nobody had run it."""
    page, original = json.loads(path.read_text()), json.loads(lab.read_text())
    for cell in page["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None
    written = [[cell["source"] for cell in each["cells"]] for each in (page, original)]
    return written[0] == written[1]


def test_labs_that_are_missing_are_copied_without_what_running_left(folders):
    source, target = folders
    write_lab(source, "first version", outputs=["a figure with the answer"])
    assert start.hand_out(source, target) == [f"{LAB}: copied to my_labs/."]
    assert is_handed_out(target / LAB, source / LAB)
    assert "answer" not in (target / LAB).read_text()


@pytest.mark.parametrize("lab", sorted((start.ROOT / "notebooks").glob("[01]*.ipynb")))
def test_only_what_running_left_and_the_kernels_name_differ(lab):
    page = nbformat.reads(handout.not_run(lab), as_version=4)
    nbformat.validate(page)
    original = nbformat.read(lab, as_version=4)
    assert page.metadata.language_info.version == platform.python_version()
    for cell, ours in zip(page.cells, original.cells, strict=True):
        if cell.cell_type == "code":
            ours |= {"outputs": [], "execution_count": None}
        assert cell == ours


def test_a_lab_that_is_no_notebook_gets_one_sentence(folders):
    source, target = folders
    (source / LAB).write_text("<<<<<<< ours")
    with pytest.raises(OSError, match=f"{LAB} must be a notebook"):
        start.hand_out(source, target)
    assert not (target / LAB).exists()


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
    assert is_handed_out(beside, source / LAB)
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


def test_something_else_under_the_name_of_a_lab_is_kept_and_said(folders):
    source, target = folders
    (target / LAB).mkdir(parents=True)
    (line,) = start.hand_out(source, target)
    assert (
        "yours cannot be read as a notebook, and is kept" in line and "--newer" in line
    )
    assert "06_momentum.new.ipynb" in start.hand_out(source, target, newer=True)[0]
    assert (target / LAB).is_dir()
    assert is_handed_out(target / "06_momentum.new.ipynb", source / LAB)


def test_a_lab_that_never_came_from_here_is_not_called_an_old_version(folders):
    source, target = folders
    write_lab(target, "a file from a friend")
    (line,) = start.hand_out(source, target)
    assert "yours differs from the lab as it is now, and is kept" in line


def test_of_a_lab_that_was_removed_it_is_said_once_that_the_students_is_kept(folders):
    source, target = folders
    write_lab(source, "another", name="14_dropout.ipynb")
    start.hand_out(source, target)
    (source / "14_dropout.ipynb").unlink()
    assert start.hand_out(source, target) == [
        "14_dropout.ipynb: is no longer one of the labs; yours is kept."
    ]
    assert start.hand_out(source, target) == ["All 1 labs are in my_labs/."]
    assert (target / "14_dropout.ipynb").exists()


def test_a_lab_that_was_renamed_comes_under_its_new_name_and_the_old_is_kept(folders):
    source, target = folders
    start.hand_out(source, target)
    write_lab(target, "the student's solution")
    (source / LAB).rename(source / "06_memory.ipynb")
    assert start.hand_out(source, target) == [
        "06_memory.ipynb: copied to my_labs/.",
        f"{LAB}: is now called 06_memory.ipynb; yours is kept.",
    ]
    assert (target / LAB).exists()


def test_a_lab_that_comes_back_finds_the_students_file_as_it_was(folders):
    source, target = folders
    write_lab(source, "another", name="14_dropout.ipynb")
    start.hand_out(source, target)
    (source / "14_dropout.ipynb").unlink()
    start.hand_out(source, target)
    write_lab(source, "another, newer", name="14_dropout.ipynb")
    (line,) = start.hand_out(source, target)
    assert "a newer version exists; yours (unchanged) is kept" in line


def test_an_error_half_way_forgets_no_lab_that_was_copied(folders, monkeypatch):
    source, target = folders
    write_lab(source, "another", name="14_dropout.ipynb")

    def fail_on_the_second(destination, content, write=_project.write):
        if destination.name.startswith("14"):
            raise OSError(28, "No space left on device", str(destination))
        write(destination, content)

    with monkeypatch.context() as patch:
        patch.setattr(_project, "write", fail_on_the_second)
        with pytest.raises(OSError, match="No space left"):
            start.hand_out(source, target)
    write_lab(target, "the student's solution")
    assert start.hand_out(source, target) == ["14_dropout.ipynb: copied to my_labs/."]


def test_a_folder_that_is_a_link_is_followed(folders, tmp_path):
    source, target = folders
    (tmp_path / "elsewhere").mkdir()
    target.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    start.hand_out(source, target)
    assert target.is_symlink() and (tmp_path / "elsewhere" / LAB).exists()


def test_a_file_that_is_a_link_is_neither_followed_nor_replaced(folders, tmp_path):
    source, target = folders
    write_lab(tmp_path / "elsewhere", "the student's solution")
    target.mkdir()
    (target / LAB).symlink_to(tmp_path / "elsewhere" / LAB)
    for newer in [False, True]:
        start.hand_out(source, target, newer=newer)
    assert (target / LAB).is_symlink()
    assert "student's" in (tmp_path / "elsewhere" / LAB).read_text()


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
    assert is_handed_out(target / LAB, source / LAB)


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


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
def test_a_folder_that_cannot_be_written_gets_one_line(tmp_path):
    target = tmp_path / "my_labs"
    target.mkdir()
    target.chmod(0o555)
    done = command("--to", target, preexec=obey_permissions)
    assert done.returncode == 1 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and "Permission denied" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
def test_a_students_file_that_cannot_be_read_is_kept_and_stops_nothing(tmp_path):
    target = tmp_path / "my_labs"
    write_lab(target, "the student's solution")
    (target / LAB).chmod(0)
    done = command("--to", target, preexec=obey_permissions)
    assert done.returncode == 0, done.stderr
    assert f"{LAB}: yours cannot be read as a notebook" in done.stdout
    (target / LAB).chmod(0o600)
    assert "student's" in (target / LAB).read_text()


@pytest.mark.parametrize("make", ["a folder", "a link that leads nowhere"])
def test_a_target_or_list_in_the_way_gets_one_line(tmp_path, make):
    target = tmp_path / "my_labs"
    if make == "a folder":
        (target / start.MANIFEST).mkdir(parents=True)
    else:
        target.symlink_to(tmp_path / "nowhere")
    done = command("--to", target)
    assert done.returncode == 1 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and "my_labs" in done.stderr


def obey_permissions():
    """Take from root the right to read and write where permissions forbid it."""
    for capability in [1, 2]:  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def test_the_command_copies_the_labs_of_this_project(tmp_path):
    done = command("--to", tmp_path / "my labs")
    assert done.returncode == 0, done.stderr
    labs = {lab.name for lab in (start.ROOT / "notebooks").glob("[0-9]*.ipynb")}
    assert {lab.name for lab in (tmp_path / "my labs").glob("*.ipynb")} == labs


def test_the_pages_of_text_come_too_and_their_links_lead_to_files_beside(tmp_path):
    assert command("--to", tmp_path).returncode == 0
    texts = {path.name: path.read_text("utf-8") for path in tmp_path.glob("*.md")}
    assert set(texts) == {start.START_PAGE, *start.DOCUMENTS}
    for text in texts.values():
        links = re.findall(r"\]\(([^)#:]+)\)", text)
        assert len(links) > 15
        assert all((tmp_path / link).is_file() and "/" not in link for link in links)


def command(*arguments, preexec=None):
    return subprocess.run(
        [sys.executable, "-m", "labhelpers.homework", "start", *arguments],
        capture_output=True,
        text=True,
        cwd=start.ROOT,
        preexec_fn=preexec,
    )


def test_the_start_page_comes_with_the_labs_and_is_renewed_while_it_is_as_it_came(
    folders,
):
    source, target = folders
    page, own = source / start.START_PAGE, target / start.START_PAGE
    page.write_text("first")
    start.hand_out(source, target)
    assert own.read_text() == "first"
    written = own.stat().st_mtime_ns
    start.hand_out(source, target)
    assert own.stat().st_mtime_ns == written, "what is there is not written again"
    page.write_text("second")
    assert start.hand_out(source, target) == ["All 1 labs are in my_labs/."]
    assert own.read_text() == "second"
    own.write_text("notes of the student")
    page.write_text("third")
    start.hand_out(source, target)
    assert own.read_text() == "notes of the student"
    own.unlink()
    start.hand_out(source, target)
    assert own.read_text() == "third"


def test_a_start_page_that_cannot_be_read_is_left_alone(folders):
    source, target = folders
    (source / start.START_PAGE).write_text("first")
    (target / start.START_PAGE).mkdir(parents=True)
    start.hand_out(source, target)
    assert (target / start.START_PAGE).is_dir()
