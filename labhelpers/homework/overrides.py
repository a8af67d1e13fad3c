"""Read the teacher's own file: points that replace the grader's, and remarks.

`grades_overrides.csv` stands beside `grades.csv`. Nothing here writes it.
"""

from dataclasses import dataclass

from labhelpers.homework import filenames, tables

COLUMNS = ("student", "lab", "exercise", "points", "remark")


@dataclass(frozen=True)
class Override:
    """One line of the file.

    Args:
        line: Its number, for messages.
        student: A name, an identifier, or a path of the table's column `submission`.
        lab: The start of a lab's name, such as `06`.
        exercise: An exercise, such as `06-velocity`; `all` for the sum.
        points: The points, or None for a remark only.
        remark: A sentence for the student, or "".
    """

    line: int
    student: str
    lab: str
    exercise: str
    points: float | None
    remark: str


def path_for(table):
    """Return where the overrides of a table of grades stand."""
    return table.with_name(f"{table.stem}_overrides.csv")


def read(path):
    """Return the overrides in a file; none if there is no file.

    Raises:
        ValueError: A column is missing, or points are no number.
    """
    if not path.exists() or not path.stat().st_size:
        return []
    rows = tables.read(path).rows
    header = [name.strip().casefold() for name in rows[0]]
    if not set(COLUMNS) <= set(header):
        raise ValueError(
            f"{path.name} needs the columns {', '.join(COLUMNS)}; it has "
            f"{', '.join(rows[0])}"
        )
    found = []
    for line, row in enumerate(rows[1:], 2):
        values = dict(zip(header, map(str.strip, row), strict=False))
        if any(values.values()):
            found.append(_override(path.name, line, values))
    return found


def _override(file, line, values):
    text = values.get("points", "").replace(",", ".")
    try:
        points = float(text) if text else None
    except ValueError:
        points = float("nan")
    if points is not None and not abs(points) < 1e6:
        raise ValueError(
            f"{file}, line {line}: points need a number; received {text!r}"
        )
    lab, exercise = values.get("lab", ""), values.get("exercise", "") or "all"
    if not (values["student"] and lab):
        raise ValueError(f"{file}, line {line}: a student and a lab are needed")
    if lab.isdecimal():
        lab = lab.zfill(2)  # a spreadsheet makes 6 of 06
    return Override(
        line, values["student"], lab, exercise, points, values.get("remark", "")
    )


def apply(overrides, rows):
    """Set `final` and `remark` in the rows of a table, and return what fits nowhere.

    Args:
        overrides: What `read` returned.
        rows: Dictionaries with the columns of a table of grades; they are changed.

    Returns:
        One sentence for each override that belongs to no row, or to several students.
    """
    for row in rows:
        row["final"], row["remark"] = row.get("points", ""), ""
    said = []
    for each in overrides:
        mine = [row for row in rows if _is_for(each, row)]
        counting = [row for row in mine if row.get("counts") != "no"] or mine
        if len({(row["student"], row.get("id", "")) for row in counting}) != 1:
            many = "several students are" if counting else "no row is"
            said.append(f"line {each.line}: {many} {each.student!r}, lab {each.lab}.")
        else:
            said += [_put(each, row) for row in counting]
    return [sentence for sentence in said if sentence]


def _is_for(each, row):
    wanted = _folded(each.student)
    names = row["student"], row.get("id", ""), row["submission"]
    return row["lab"].startswith(each.lab) and wanted in map(_folded, names)


def _put(each, row):
    """Apply one override to a row; return what is wrong with it, or ""."""
    exercise = each.exercise
    if each.points is not None and exercise.casefold() == "all":
        row["final"] = f"{each.points:g}"
    elif each.points is not None:
        names = [n for n in row if n == exercise or n.partition("-")[2] == exercise]
        if len(names) != 1 or not names[0][:2].isdigit():
            return f"line {each.line}: {row['lab']} has no exercise {exercise!r}."
        earned = row[names[0]]
        change = each.points - (0.0 if earned == "not tried" else float(earned))
        row["final"] = f"{float(row['final']) + change:g}"
    row["remark"] = " ".join(filter(None, [row["remark"], tables.clean(each.remark)]))
    return ""


def _folded(text):
    return filenames.composed(text).casefold().removeprefix("'")
