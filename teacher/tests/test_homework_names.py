"""Collect what seven platforms gave: every student once, under the right name."""

import io
import json
import os
import unicodedata
import zipfile

import homework_class as klass
import pytest
import seven_systems

from labhelpers.homework import archives, collect, filenames, gradescope, names, page


@pytest.fixture(scope="module")
def labs(tmp_path_factory):
    """The teacher's copy: three labs of the same cells, under other names."""
    folder = tmp_path_factory.mktemp("labs")
    for number in ("06", "07", "08"):
        text = json.dumps(klass.notebook(klass.lab())).replace("06-", f"{number}-")
        (folder / f"{number}_small.ipynb").write_text(text, "utf-8")
    return page.read_labs(folder)


def collected(folder, labs):
    unpacked = folder.parent / f"{folder.name}_unpacked"
    unpacked.mkdir(exist_ok=True)
    survey = collect.survey(folder, unpacked=unpacked, labs=labs)
    return [each for each in survey if not each.left_out]


def named(found):
    return sorted(
        (
            each.student,
            each.name.id,
            "yes" if each.name.late else "",
            str(each.attempt or ""),
        )
        for each in found
    )


@pytest.mark.parametrize("system", seven_systems.SYSTEMS)
def test_every_submission_of_a_platform_is_a_row_with_the_right_name(
    system, tmp_path, labs
):
    folder = tmp_path / "class"
    folder.mkdir()
    expected = seven_systems.SYSTEMS[system](folder)
    assert named(collected(folder, labs)) == sorted(expected)


def test_all_platforms_in_one_folder_stay_apart(tmp_path, labs):
    folder = tmp_path / "class"
    folder.mkdir()
    expected = [row for make in seven_systems.SYSTEMS.values() for row in make(folder)]
    found = collected(folder, labs)
    assert len(expected) >= 45
    assert named(found) == sorted(expected)
    assert len({each.key for each in found}) == len(found)


def test_the_last_attempt_has_the_highest_number(tmp_path, labs):
    seven_systems.blackboard(tmp_path)
    found = [each for each in collected(tmp_path, labs) if each.name.id == "jm"]
    assert {each.name.when[8:10]: each.attempt for each in found} == {"29": 1, "30": 2}


@pytest.mark.parametrize(
    "name",
    [
        "06_2026_11_lab.ipynb",
        "homework_2026_11_final.ipynb",
        "lab_06_2026_final.ipynb",
        "Momentum_12345_678901_final.ipynb",  # Canvas lowers every letter
        "attempt_2026.ipynb",
    ],
)
def test_a_name_that_only_looks_like_one_of_a_platform_stays_whole(name):
    assert names.Names({(name,): None}).of((name,)).student == filenames.stem(name)


def test_a_text_at_the_top_makes_no_row_and_another_file_makes_one(tmp_path):
    for name in ("notes.txt", "roster.csv", "essay.docx"):
        (tmp_path / name).write_text("x")
    survey = collect.survey(tmp_path)
    assert [each.key for each in survey if not each.left_out] == ["essay.docx"]
    assert {each.left_out for each in survey} == {"", "text"}


def test_a_zip_of_a_whole_copy_has_a_row_for_the_lab_that_was_touched(tmp_path, labs):
    folder = tmp_path / "class"
    seven_systems._copy(tmp_path / "copy", touched=True)
    folder.mkdir()
    with zipfile.ZipFile(folder / "Anna Schmidt.zip", "w") as archive:
        for path in (tmp_path / "copy").rglob("*.*"):
            archive.write(path, path.relative_to(tmp_path))
    found = collected(folder, labs)
    (one,) = found
    assert (one.student, one.lab) == ("Anna Schmidt", "06_small")


def test_a_file_handed_in_untouched_is_a_row_all_the_same(tmp_path, labs):
    klass.write(tmp_path / "Anna" / "06_small.ipynb", klass.notebook(klass.lab()))
    assert len(collected(tmp_path, labs)) == 1


def unpack(tmp_path, fill):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        fill(archive)
    inside = tmp_path / "inside" / "deep"
    inside.mkdir(parents=True)
    return archives.Unpacker(inside).unpack(path)


@pytest.mark.parametrize(
    "name", ["../../x.ipynb", "/x.ipynb", "a/../../../x.ipynb", "C:\\x.ipynb", "..\\x"]
)
def test_no_path_of_a_zip_leads_outside(name, tmp_path):
    target = unpack(tmp_path, lambda archive: archive.writestr(name, "x"))
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(path.is_relative_to(target) for path in written) == [False, True]


def test_a_link_in_a_zip_is_not_made(tmp_path):
    link = zipfile.ZipInfo("x.ipynb")
    link.external_attr = 0o120777 << 16
    target = unpack(tmp_path, lambda archive: archive.writestr(link, "/etc/passwd"))
    assert list(target.iterdir()) == []


def test_a_zip_that_claims_to_be_small_is_stopped_at_its_real_size(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(archives, "MEMBER_BYTES", 2**20)
    with pytest.raises(archives.Unusable, match="more than 1 MB"):
        unpack(tmp_path, lambda archive: archive.writestr("x", bytes(2**22)))


def test_zips_in_zips_end_at_a_depth(tmp_path):
    data = b""
    for _ in range(6):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as archive:
            archive.writestr("x.zip", data)
        data = outer.getvalue()
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "deep.zip").write_bytes(data)
    (tmp_path / "class" / "broken.zip").write_bytes(b"PK\3\4 no")
    found = collected(tmp_path / "class", None)
    assert {each.student for each in found if each.problem} >= {"deep", "broken"}


def test_names_of_bytes_that_are_no_text_stay_two_names(tmp_path):
    for name in (b"M\xfcller", b"M\xf6ller", b"M\x01ller", b"M\x02ller"):
        (tmp_path / os.fsdecode(name)).mkdir()
    found = collect.survey(tmp_path)
    assert len({each.key for each in found}) == len(found) == 4
    assert all(each.student.isprintable() for each in found)


def test_the_two_unicode_forms_of_a_name_are_one_student(tmp_path):
    for number, form in enumerate(("NFC", "NFD")):
        name = unicodedata.normalize(form, "Zoë")
        klass.write(tmp_path / name / "06.ipynb", klass.solved())
        os.utime(tmp_path / name / "06.ipynb", (number, number))
    found = collect.survey(tmp_path)
    assert [each.student for each in found] == ["Zoë", "Zoë"]
    assert sorted(each.attempt for each in found) == [1, 2]


def test_metadata_of_gradescope_is_read_whatever_objects_of_ruby_it_holds():
    found = gradescope.submitters(seven_systems.METADATA)
    assert [p["name"] for p in found["submission_102"]] == ["Pair One", "Pair Twö"]
    assert found["submission_103"] == [
        {"name": "O'Neil", "sid": "", "email": "neil@example.edu"}
    ]
