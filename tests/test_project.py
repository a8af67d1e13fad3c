"""Hold the list of labs and the replacing of files to their word."""

import pytest

from labhelpers import _project


def test_labs_are_listed_in_order_and_found_by_their_number_or_name(tmp_path):
    names = ["02_b.ipynb", "01_a.ipynb", "00_start_here.md", "1_c.ipynb", "x.ipynb"]
    for name in names:
        (tmp_path / name).write_text("{}")

    def found(*wanted):
        return [path.stem for path in _project.labs(wanted, tmp_path)]

    assert found() == found("02", "01_a") == ["01_a", "02_b"]
    assert found("02") == ["02_b"]
    with pytest.raises(SystemExit, match="received '03'"):
        found("02", "03")


@pytest.mark.parametrize("content", ["new", b"new"])
def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch, content):
    path = tmp_path / "file.txt"
    _project.write(path, "old")

    def fail(*arguments):
        raise OSError("the disk is full")

    with monkeypatch.context() as broken, pytest.raises(OSError):
        broken.setattr(_project.os, "replace", fail)
        _project.write(path, content)
    assert path.read_text() == "old"
    _project.write(path, content)
    assert path.read_text() == "new"
