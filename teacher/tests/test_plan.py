"""Hold the plan of weeks to the labs' minutes and points, and to a teacher's words."""

import csv
import io

import pages
import pytest

from tools import overview, plan

START = overview.START.read_text("utf-8")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Return where the plan will lie; the start page is a copy."""
    (tmp_path / "teacher").mkdir()
    page = tmp_path / overview.START.name
    page.write_text(plan.on_start_page(START, []), "utf-8")
    monkeypatch.setattr(plan, "ROOT", tmp_path)
    monkeypatch.setattr(plan, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(plan, "FILE", tmp_path / "teacher" / "plan.csv")
    return plan.FILE


def shown(place):
    """Return the rows of the plan on the start page, as lists of cells."""
    text = (place.parents[1] / overview.START.name).read_text("utf-8")
    section = text.split("## The plan\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]


def test_a_new_plan_has_every_lab_once_in_order_and_about_equal_weeks(place):
    assert plan.main(["--weeks", "6"]) == 0
    rows = plan.read()
    assert [row.lab for row in rows] == [name[:2] for name in pages.NAMES]
    weeks = shown(place)
    assert [week[0] for week in weeks] == list("123456")
    minutes = [int(week[2]) for week in weeks]
    assert max(minutes) - min(minutes) <= 60, "a lab more or less"
    assert sum(minutes) == sum(plan.about(path)[0] for path in pages.PATHS)
    most = sum(int(week[3]) for week in weeks)
    assert overview.total().endswith(f" {most} points")


@pytest.mark.parametrize("weeks", range(1, len(pages.NAMES) + 1))
def test_no_week_is_without_a_lab(weeks):
    minutes = [plan.about(path)[0] for path in pages.PATHS]
    for each in [minutes, [1] * 15 + [900], [900] + [1] * 15]:
        found = plan.spread(each, weeks)
        assert found == sorted(found) and set(found) == set(range(1, weeks + 1))


@pytest.mark.parametrize("weeks", [0, 17, -3])
def test_more_weeks_than_labs_or_none_are_refused(place, capsys, weeks):
    assert plan.main(["--weeks", str(weeks)]) == 1
    assert f"received {weeks}" in capsys.readouterr().err and not place.exists()


def test_what_a_teacher_wrote_stays_and_is_shown_with_minutes_and_points(place, capsys):
    plan.main([])
    text = (
        "week,lab,due,remark\n7 April,01,14 April,\n7 April,02,14 April,bring | a <b>\n"
    )
    place.write_text(text)
    for words in [[], ["--weeks", "3"]]:
        assert plan.main(words) == 0
        assert place.read_text() == text
    assert "stays as it is" in capsys.readouterr().out
    [week] = shown_cells(place)
    both = [plan.about(path) for path in pages.PATHS[:2]]
    assert week[0] == "7 April" and "02_hyper" in week[1]
    assert week[2:5] == [
        str(sum(minutes for minutes, _ in both)),
        str(sum(points for _, points in both)),
        "14 April",
    ]
    assert week[5] == r"bring \| a \<b>"
    page = (place.parents[1] / overview.START.name).read_text("utf-8")
    assert "Not in the plan: 03, 04, " in page and page.count("## The plan\n") == 1


def shown_cells(place):
    """Return the rows of the plan, where cells may hold a bar that is no separator."""
    text = (place.parents[1] / overview.START.name).read_text("utf-8")
    section = text.split("## The plan\n")[1].split("\n## ")[0].replace(r"\|", "BAR")
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[c.strip() for c in line.split("|")[1:-1]] for line in lines[2:]]
    return [[c.replace("BAR", r"\|") for c in row] for row in cells]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", list(",;\t"))
@pytest.mark.parametrize("lab", ["06", "6", "6.0", "06_momentum", "06_momentum.ipynb"])
def test_a_plan_is_read_as_programs_for_tables_store_it(
    tmp_path, encoding, separator, lab
):
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator)
    writer.writerows([["Week", "Lab", "Due"], ["März", lab, "1;2"], [], ["", "", ""]])
    (tmp_path / "plan.csv").write_bytes(file.getvalue().encode(encoding))
    assert plan.read(tmp_path / "plan.csv") == [plan.Row("März", "06", "1;2")]


def test_a_cell_may_name_several_labs(tmp_path):
    (tmp_path / "plan.csv").write_text('week,lab\n1,"01, 02 and 3"\n')
    rows = plan.read(tmp_path / "plan.csv")
    assert [row.lab for row in rows] == ["01", "02", "03"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "needs the columns week and lab"),
        ("woche,lab\n1,01\n", "first line is 'woche,lab'"),
        ("week,lab\n1,01\n2,99\n", "line 3 of plan.csv; received '99'"),
        ("week,lab\n1,01-03\n", "received '01-03'"),
        ("week,lab\n1,\n", "received ''"),
        ("week,lab\n1,01\n2,1\n", "01 is there twice"),
    ],
)
def test_a_plan_that_cannot_be_read_gets_a_sentence_that_names_the_line(
    place, capsys, text, said
):
    place.write_text(text)
    before = (place.parents[1] / overview.START.name).read_text("utf-8")
    assert plan.main([]) == 1
    assert said in capsys.readouterr().err
    assert (place.parents[1] / overview.START.name).read_text("utf-8") == before


def test_without_a_plan_the_start_page_has_none():
    rows = plan.fresh()
    page = plan.on_start_page(START, rows)
    assert page.count("## The plan\n") == 1
    assert plan.on_start_page(page, rows) == page, "it is not put there twice"
    assert "## The plan" not in plan.on_start_page(page, [])
