"""Make a plan of weeks, and show it on the start page: `python labs.py plan`.

`teacher/plan.csv` is the teacher's: a row per lab, with its week and the day when it is
due. The command makes it once, from the minutes of the labs, and never writes into it
again. Each time it puts the plan, with minutes and points, onto the start page, which
students receive. Programs for tables change a file when they store it: other
separators, other encodings and `1` in the place of `01` are read as well.
"""

import argparse
import csv
import re
import sys
from typing import NamedTuple

import nbformat

from labhelpers import _project
from labhelpers._project import NOTEBOOKS, ROOT, TEACHER, labs
from labhelpers.homework.start import START_PAGE
from tools.about import needs, points
from tools.errors import SetupError, describe

FILE = TEACHER / "plan.csv"
COLUMNS = ["week", "lab", "due", "remark"]
SECTION = re.compile(r"^## The plan\n.*?(?=^## )", re.M | re.S)
BEFORE = "## The labs\n"
LAB = re.compile(r"(\d{1,2})(?:_\w+)?(?:\.ipynb|\.0)?")


class Row(NamedTuple):
    """A lab in the plan; all are texts, and week, due and remark may be anything."""

    week: str
    lab: str
    due: str = ""
    remark: str = ""


def spread(minutes, weeks):
    """Return the week of each lab, from 1: in order, with about equal minutes.

    Args:
        minutes: Of each lab.
        weeks: How many weeks there are, at most as many as labs.

    Raises:
        SetupError: There are more weeks than labs, or none.
    """
    if not 1 <= weeks <= len(minutes):
        raise SetupError(
            f"A plan needs 1 to {len(minutes)} weeks, since no week is without a lab; "
            f"received {weeks}."
        )
    found, before = [], 0
    for lab, each in enumerate(minutes):
        middle = (before + each / 2) / sum(minutes)
        after = found[-1] if found else 0
        left = len(minutes) - lab - 1  # labs for the weeks that follow
        week = min(max(1 + int(weeks * middle), weeks - left), after + 1)
        found.append(max(week, after, 1))
        before += each
    return found


def fresh(weeks=None):
    """Return the rows of a new plan; without `weeks` each lab has a week of its own."""
    paths = labs()
    minutes = [about(path)[0] for path in paths]
    given = spread(minutes, len(paths) if weeks is None else weeks)
    return [
        Row(str(week), path.name[:2]) for path, week in zip(paths, given, strict=True)
    ]


def about(path):
    """Return the minutes and the points of a lab."""
    notebook = nbformat.read(path, as_version=4)
    return int(needs(notebook)[0]), points(notebook)


def read(path=None):
    """Return the rows of the plan; none if there is no plan.

    Raises:
        SetupError: It has no column "week" or "lab", or a row that cannot be read.
    """
    path = path or FILE
    if not path.exists():
        return []
    lines = decode(path.read_bytes()).splitlines()
    head = lines[0] if lines else ""
    separator = max(",;\t", key=head.count)
    table = list(csv.reader(lines, delimiter=separator))
    names = [name.strip().lower() for name in table[0]] if table else []
    if not {"week", "lab"} <= set(names):
        raise SetupError(
            f"{path.name} needs the columns week and lab; its first line is {head!r}."
        )
    rows, known = [], {lab.name[:2] for lab in labs()}
    for number, cells in enumerate(table[1:], start=2):
        row = dict(zip(names, map(str.strip, cells), strict=False))
        if any(row.values()):
            rows += read_row(row, known, f"line {number} of {path.name}")
    twice = {row.lab for row in rows if sum(r.lab == row.lab for r in rows) > 1}
    if twice:
        raise SetupError(
            f"{path.name} needs each lab once; {min(twice)} is there twice."
        )
    return rows


def read_row(row, known, where):
    """Return the rows, one per lab, of a row of the file."""
    words = re.split(r"[\s,;+&/]+|\band\b", row["lab"])
    numbers = [LAB.fullmatch(word) for word in words if word]
    named = [number and number[1].zfill(2) for number in numbers]
    if not named or not set(named) <= known:
        raise SetupError(
            f"A lab such as 06 is needed in {where}; received {row['lab']!r}."
        )
    rest = {name: row.get(name, "") for name in ["due", "remark"]}
    return [Row(row["week"], lab, **rest) for lab in named]


def decode(content):
    """Return the text of a table that some program stored."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def table(rows):
    """Return the plan as a table of Markdown, a row per week."""
    paths = {path.name[:2]: path for path in labs()}
    names = ["week", "labs", "minutes", "points", "due"]
    names += ["remark"] * any(row.remark for row in rows)
    lines = [f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
    for week in dict.fromkeys(row.week for row in rows):
        own = [row for row in rows if row.week == week]
        numbers = [about(paths[row.lab]) for row in own]
        cells = [cell(week)]
        cells.append(", ".join(f"[{r.lab}]({paths[r.lab].name})" for r in own))
        cells.append(str(sum(minutes for minutes, _ in numbers)))
        cells.append(f"{sum(most for _, most in numbers):g}")
        for name in names[4:]:
            said = dict.fromkeys(getattr(row, name) for row in own)
            cells.append(cell("; ".join(filter(None, said))))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def cell(text):
    """Return text that may stand in a cell of a table: nothing in it is markup."""
    return re.sub(r"([|\\`*_<\[\]])", r"\\\1", " ".join(text.split()))


def on_start_page(text, rows):
    """Return the start page with the plan before its table of labs, or with none."""
    text = SECTION.sub("", text)
    if not rows:
        return text
    missing = [p.name[:2] for p in labs() if p.name[:2] not in {r.lab for r in rows}]
    words = f"\nNot in the plan: {', '.join(missing)}.\n" if missing else ""
    return text.replace(BEFORE, f"## The plan\n\n{table(rows)}{words}\n{BEFORE}", 1)


def main(arguments=None):
    """Make the plan if there is none, and show it on the start page."""
    parser = argparse.ArgumentParser(
        prog="python labs.py plan", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--weeks", type=int, help="of a new plan (a week per lab)")
    options = parser.parse_args(arguments)
    name = FILE.relative_to(ROOT)
    try:
        if not TEACHER.is_dir():
            raise SetupError(
                "A plan is made in the teacher's labs: this is a class copy."
            )
        if not FILE.exists():
            rows = fresh(options.weeks)
            with FILE.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
            print(
                f"{name} is made: change weeks and days, then give the command again."
            )
        elif options.weeks:
            print(f"{name} is yours and stays as it is: remove it for a new plan.")
        page = NOTEBOOKS / START_PAGE
        _project.write(page, on_start_page(page.read_text("utf-8"), read()))
    except (SetupError, OSError) as error:
        print(describe(error), file=sys.stderr)
        return 1
    print("The start page shows the plan. Commit both before `make class-copy`.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
