"""The table, from week to week, and into the files of Moodle and Canvas."""

import csv
import io
import json
from pathlib import Path

import homework_class as klass
import pytest

from labhelpers.homework import (
    __main__,
    collect,
    gradebook,
    overrides,
    page,
    tables,
    versions,
)
from labhelpers.homework import grade as command
from labhelpers.homework.result import Exercise, Result

WORKSHEET = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum grade,"
    "Grade can be changed,Last modified (submission),Last modified (grade),"
    "Feedback comments"
)
DAY = '"Monday, 30 November 2026, 2:14 PM",-'
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Lab 06 (4567),\
Lab 16 (4568),Final
,,,,,Manual Posting,,
    Points Possible,,,,,6,6,(read only)
"Müller, José",12345,S1,jose@example.edu,A,,,50
"Lee, Anna",12346,S2,anna@example.edu,A,3,,50
"Rest, Nobody",12347,S3,nobody@example.edu,A,,,50
"Student, Test",99,,abc,A,,,
"""


class Stub:
    """A grader that gives every notebook the points of its solved exercises."""

    graded: list = []  # noqa: RUF012

    def __init__(self, *_, **__):
        self.sandbox = "stub"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def grade(self, path, *_):
        Stub.graded.append(path.name)
        text = path.read_text("utf-8")
        names = [n for n in klass.EXERCISES if n in text]
        points = 0 if "gradients[0]" in text else 2
        lab = "07_small" if "07-" in text else "06_small"
        exercises = [Exercise(n, points, 2, "PASS") for n in names]
        return Result("ok", lab, exercises or [Exercise("07-velocity", 2, 2)])


@pytest.fixture
def graded(tmp_path, monkeypatch):
    """Return a function that grades a folder, with the stub."""
    klass.teachers_copy(tmp_path / "labs")
    text = json.dumps(klass.notebook(klass.lab())).replace("06-", "07-")
    (tmp_path / "labs" / "07_small.ipynb").write_text(text, "utf-8")
    monkeypatch.setattr(command, "Grader", Stub)
    Stub.graded = []

    def grade(folder, *options):
        arguments = [tmp_path / folder, "-o", tmp_path / "grades.csv"]
        arguments += ["--labs", tmp_path / "labs", *options]
        Stub.graded.clear()
        status = __main__.main(["grade", *map(str, arguments)])
        found = gradebook.read(tmp_path / "grades.csv")
        return status, {(row["folder"], row["submission"]): row for row in found}

    return grade


def seventh():
    text = json.dumps(klass.solved()).replace("06-", "07-")
    return json.loads(text)


def test_another_folder_with_the_same_table_keeps_the_rows_that_are_there(
    graded, tmp_path
):
    klass.write(tmp_path / "week1" / "Anna" / "lab.ipynb", klass.solved())
    klass.write(tmp_path / "week2" / "Anna" / "lab.ipynb", seventh())
    graded("week1")
    status, rows = graded("week2")
    labs = {key: row["lab"] for key, row in rows.items()}
    assert status == 0
    assert labs == {
        ("week1", "Anna/lab.ipynb"): "06_small",
        ("week2", "Anna/lab.ipynb"): "07_small",
    }
    assert {row["counts"] for row in rows.values()} == {"yes"}
    pages = sorted(p.name for p in (tmp_path / "grades_feedback").rglob("*.md"))
    assert len(pages) == 2
    _, again = graded("week1")
    assert again == rows and not Stub.graded


def test_again_grades_the_folder_anew_and_no_other(graded, tmp_path):
    for week in ("week1", "week2"):
        klass.write(tmp_path / week / "Anna" / "06.ipynb", klass.solved())
        graded(week)
    status, rows = graded("week2", "--again")
    assert status == 0 and len(rows) == 2 and Stub.graded == ["06.ipynb"]


def test_a_file_that_is_gone_loses_its_row_in_its_own_folder_only(graded, tmp_path):
    for week in ("week1", "week2"):
        klass.write(tmp_path / week / "Anna" / "lab.ipynb", klass.solved())
        klass.write(tmp_path / week / "Bo" / "lab.ipynb", klass.solved())
        graded(week)
    (tmp_path / "week2" / "Bo" / "lab.ipynb").unlink()
    (tmp_path / "week2" / "Bo").rmdir()
    _, rows = graded("week2")
    assert len(rows) == 3 and ("week2", "Bo/lab.ipynb") not in rows


def test_the_last_attempt_counts_also_from_a_later_folder(graded, tmp_path):
    bad = klass.solved(velocity=klass.WRONG)
    klass.write(tmp_path / "due" / "Anna" / "06.ipynb", klass.solved())
    klass.write(tmp_path / "late" / "Anna" / "06.ipynb", bad)
    graded("due")
    _, rows = graded("late")
    assert rows["due", "Anna/06.ipynb"]["counts"] == "no"
    assert rows["late", "Anna/06.ipynb"]["counts"] == "yes"
    assert rows["late", "Anna/06.ipynb"]["attempt"] == "2"
    _, rows = graded("due")
    assert rows["due", "Anna/06.ipynb"]["counts"] == "no"


def test_lab_chooses_and_loses_no_row_of_another_lab(graded, tmp_path):
    klass.write(tmp_path / "class" / "Anna" / "06.ipynb", klass.solved())
    klass.write(tmp_path / "class" / "Anna" / "07.ipynb", seventh())
    _, rows = graded("class", "--lab", "06")
    assert [row["lab"] for row in rows.values()] == ["06_small"]
    _, rows = graded("class", "--lab", "07")
    assert sorted(row["lab"] for row in rows.values()) == ["06_small", "07_small"]
    status, _ = graded("class", "--lab", "99")
    assert status == 1


def test_a_changed_page_makes_its_rows_stale_and_no_others(graded, tmp_path, capsys):
    klass.write(tmp_path / "class" / "Anna" / "06.ipynb", klass.solved())
    klass.write(tmp_path / "class" / "Anna" / "07.ipynb", seventh())
    klass.write(tmp_path / "other" / "Bo" / "06.ipynb", klass.solved())
    graded("class")
    graded("other")
    page_path = tmp_path / "labs" / "06_small.ipynb"
    text = page_path.read_text("utf-8").replace('"points": 2', '"points": 3')
    page_path.write_text(text, "utf-8")
    capsys.readouterr()
    _, rows = graded("class")
    assert Stub.graded == ["06.ipynb"]
    assert rows["class", "Anna/06.ipynb"]["stale"].startswith("graded anew")
    assert "stale" not in rows["class", "Anna/07.ipynb"]
    assert "grade other again" in rows["other", "Bo/06.ipynb"]["stale"]
    said = capsys.readouterr().out
    assert "1 graded anew" in said and "labs of other have changed" in said
    graded("other")
    assert Stub.graded == ["06.ipynb"]


def test_a_version_covers_points_checks_and_their_shared_code(monkeypatch):
    lab = page.read_labs()["06_momentum"]
    before = versions.of(lab)
    cells = list(lab.cells)
    number = next(n for n, cell in enumerate(cells) if cell.is_check)
    changed = page.dataclasses.replace(cells[number], points=9)
    cells[number] = changed
    assert versions.of(page.Lab(lab.name, tuple(cells))) != before
    for shared in ("checks/momentum", "checks/_answers", "mistakes/momentum"):
        found = _version_with_a_change_in(monkeypatch, lab, shared)
        assert found != before, shared
    assert _version_with_a_change_in(monkeypatch, lab, "checks/dropout") == before
    assert versions.of(lab) == before


def _version_with_a_change_in(monkeypatch, lab, module):
    """Return the version of a lab as if a line were added to a module."""
    read = Path.read_text

    def more(path, *arguments, **named):
        line = "\nx = 1\n" if path.as_posix().endswith(f"{module}.py") else ""
        return read(path, *arguments, **named) + line

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", more)
        versions._code.cache_clear()
        found = versions.of(lab)
    versions._code.cache_clear()
    return found


def override(folder, *lines):
    text = "\n".join(["student;lab;exercise;points;remark", *lines])
    (folder / "grades_overrides.csv").write_text(text + "\n", "cp1252")


def test_overrides_are_read_applied_and_never_written(graded, tmp_path, capsys):
    klass.write(tmp_path / "class" / "Zoë Ö" / "06.ipynb", klass.solved())
    klass.write(tmp_path / "class" / "Bo" / "06.ipynb", klass.solved())
    lines = ["Zoë Ö;6;velocity;1,5;half", "Bo;06_small;all;0;copied", "Cy;06;all;1;"]
    override(tmp_path, *lines, "Bo;06;nonsense;1;")
    written = (tmp_path / "grades_overrides.csv").read_bytes()
    _, rows = graded("class")
    zoe, bo = rows["class", "Zoë Ö/06.ipynb"], rows["class", "Bo/06.ipynb"]
    assert (zoe["points"], zoe["final"], zoe["remark"]) == ("6", "5.5", "half")
    assert (bo["points"], bo["final"], bo["remark"]) == ("6", "0", "copied")
    said = capsys.readouterr().err
    assert "line 4: no row is 'Cy'" in said and "no exercise 'nonsense'" in said
    assert (tmp_path / "grades_overrides.csv").read_bytes() == written
    override(tmp_path)
    _, rows = graded("class")
    assert rows["class", "Bo/06.ipynb"]["final"] == "6"
    assert not Stub.graded


def test_an_override_for_one_of_two_students_of_a_name_needs_the_identifier(tmp_path):
    rows = [
        {"student": "Anna", "id": str(n), "lab": "06_small", "points": "6",
         "submission": f"{n}.ipynb"} for n in (1, 2)
    ]  # fmt: skip
    override(tmp_path, "Anna;06;all;1;", "2;06;all;3;")
    given = overrides.read(tmp_path / "grades_overrides.csv")
    said = overrides.apply(given, rows)
    assert [row["final"] for row in rows] == ["6", "3"]
    assert said == ["line 2: several students are 'Anna', lab 06."]


@pytest.mark.parametrize("line", ["Bo;06;all;many;", "Bo;;all;1;", ";06;all;1;"])
def test_an_override_that_cannot_be_read_stops_before_anything_is_graded(
    line, graded, tmp_path, capsys
):
    klass.write(tmp_path / "class" / "Bo" / "06.ipynb", klass.solved())
    override(tmp_path)
    graded("class")
    override(tmp_path, line)
    assert graded("class", "--again")[0] == 1
    assert "line 2" in capsys.readouterr().err and not Stub.graded


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "text", ["=1+1", "2;=40+2;2", "a,@x", "a|+1", 'a;"=1+1"', "a; =1", "-1+1", "\t=1"]
)
def test_no_field_is_a_formula_whatever_separates_fields(text, separator, tmp_path):
    tables.Table([["a", "b"], [tables.safe(text), "x"]]).write(tmp_path / "x.csv")
    lines = (tmp_path / "x.csv").read_text("utf-8-sig")
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        options = {"delimiter": separator, "quoting": quoting}
        for row in csv.reader(io.StringIO(lines), **options):
            for field in row:
                assert not field.strip(' "').startswith(tuple("=+-@\t")), field


def test_a_number_below_zero_stays_a_number():
    assert tables.safe("-0.5") == "-0.5" and tables.safe("-1+1") == "'-1+1"


def table_of(folder, *submissions):
    """Write a table of grades with (student, id, points) of lab 06."""
    book = gradebook.Gradebook(folder / "grades.csv")
    for number, (student, about, points) in enumerate(submissions):
        one = collect.Submission(f"{number}/06.ipynb", folder, student)
        one.name = collect.names.Name(student, about, late=number == 0)
        exercises = [Exercise("06-velocity", points, 6, verdict="PASS")]
        book.add(one, "x", Result("ok", "06_small", exercises))
    return folder / "grades.csv"


def fill(folder, export, *options, encoding="utf-8-sig"):
    (folder / "export.csv").write_bytes(export.encode(encoding))
    files = [folder / "grades.csv", "--into", folder / "export.csv"]
    status = __main__.main(["gradebook", *map(str, files), *options])
    path = folder / "export_filled.csv"
    text = path.read_bytes().decode(encoding) if path.exists() else ""
    return status, text


def test_canvas_gets_its_own_file_back_with_one_column_filled(tmp_path, capsys):
    rows = [("müllerjosé", "12345", 4.5), ("leeanna", "12346", 6), ("ghost", "777", 1)]
    table_of(tmp_path, *rows)
    status, text = fill(tmp_path, CANVAS, encoding="utf-8")
    before = CANVAS.splitlines()
    expected = [line.replace("A,,,50", "A,4.5,,50", 1) if "12345" in line else line
                for line in before]  # fmt: skip
    expected = [line.replace("A,3,", "A,6,") for line in expected]
    assert text.splitlines() == expected
    said = capsys.readouterr().out
    assert status == 1 and "ghost 777 (nobody there)" in said
    assert "without a row for 06_small: Rest, Nobody." in said


def test_canvas_names_without_accents_and_identifiers_match_too(tmp_path):
    table_of(tmp_path, ("mullerjose", "", 4), ("Anna Lee", "", 5))
    assert fill(tmp_path, CANVAS, encoding="utf-8")[0] == 0


def test_an_identifier_of_somebody_else_is_no_match(tmp_path, capsys):
    table_of(tmp_path, ("kim", "k1", 4), ("Bo Novak", "12346", 5))
    status, text = fill(tmp_path, CANVAS, encoding="utf-8")
    assert status == 1 and '"Lee, Anna",12346,S2,anna@example.edu,A,3' in text


def worksheet(*lines):
    return "\r\n".join([WORKSHEET, *lines]) + "\r\n"


def test_moodle_gets_points_and_comments(tmp_path, capsys):
    table_of(tmp_path, ("Anna Schmidt", "412001", 4.5), ("Anna Schmidt", "412005", 6))
    status, text = fill(
        tmp_path,
        worksheet(
            f"Participant 412005,Anna Schmidt,2,b@x.edu,Submitted,,6.00,Yes,{DAY},",
            f"Participant 412001,Anna Schmidt,1,a@x.edu,Submitted,,6.00,Yes,{DAY},Hi.",
            f"Participant 412009,Nobody Rest,3,c@x.edu,No submission,,6.00,Yes,{DAY},",
        ),
    )
    first, second, third = list(csv.DictReader(io.StringIO(text)))
    assert status == 0 and text.count("\r\n") == 4
    assert (first["Grade"], second["Grade"], third["Grade"]) == ("6", "4.5", "")
    assert second["Feedback comments"] == "Hi.\nvelocity 4.5 (4.5 of 6 points). Late."
    assert "Nobody Rest" in capsys.readouterr().out


def test_a_grade_that_moodle_has_locked_stays(tmp_path):
    table_of(tmp_path, ("Anna Schmidt", "412001", 4.5))
    line = f"Participant 412001,Anna Schmidt,1,a@x.edu,Done,3.00,6.00,No,{DAY},"
    assert line in fill(tmp_path, worksheet(line))[1]


def test_a_german_worksheet_keeps_its_commas_and_semicolons(tmp_path):
    table_of(tmp_path, ("Zoë Müller", "412001", 4.5))
    header = "Kennung;Vollständiger Name;Bewertung;Bestwertung;Feedback als Kommentar"
    text = f"{header}\n Teilnehmer/in 412001;Zoë Müller;;9,00;\n"
    status, filled = fill(tmp_path, text, "--scale")
    assert status == 0 and "Zoë Müller;6,75;9,00;" in filled


def test_the_grader_report_of_moodle_has_a_column_per_lab(tmp_path, capsys):
    table_of(tmp_path, ("Jean-Luc O'Hara", "", 4))
    header = "First name,Last name,ID number,Email address,"
    header += "Assignment: Lab 6 (Real),Assignment: Lab 16 (Real),Course total (Real)"
    status, text = fill(tmp_path, f"{header}\nJean-Luc,O'Hara,77,j@x.edu,-,-,-\n")
    assert status == 0 and text.endswith("j@x.edu,4,-,-\n")


def test_a_column_that_could_be_two_is_asked_for(tmp_path, capsys):
    table_of(tmp_path, ("Lee, Anna", "", 4))
    two = CANVAS.replace("Lab 16 (4568)", "Lab 06 again (4568)")
    assert fill(tmp_path, two, encoding="utf-8") == (1, "")
    assert "--column" in capsys.readouterr().err
    status, text = fill(tmp_path, two, "--column", "Lab 06 (", encoding="utf-8")
    assert status == 0 and "anna@example.edu,A,4,,50" in text


def test_a_remark_that_is_a_formula_does_not_reach_the_file(tmp_path):
    override(tmp_path, "Anna Schmidt;06;all;2;see =1+1")
    book = gradebook.Gradebook(table_of(tmp_path, ("Anna Schmidt", "412001", 4)))
    book.overrides = overrides.read(overrides.path_for(book.path))
    book.overrides = [
        overrides.Override(2, "Anna Schmidt", "06", "all", 2.0, '=cmd;"=1+1"')
    ]
    book.write()
    line = f"Participant 412001,Anna Schmidt,1,a@x.edu,Done,,6.00,Yes,{DAY},"
    _, text = fill(tmp_path, worksheet(line))
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["Grade"] == "2" and ";\"'=1+1" in row["Feedback comments"]


def test_what_is_no_export_is_refused(tmp_path, capsys):
    table_of(tmp_path, ("Anna", "", 4))
    assert fill(tmp_path, "a,b\n1,2\n") == (1, "")
    assert "columns that name students" in capsys.readouterr().err
