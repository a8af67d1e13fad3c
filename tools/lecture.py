"""Write `docs/lecture.md`: where each topic of the lecture stands in the labs.

The topics come from `teacher/NN_name/lecture.csv`; `python labs.py overview` writes the
page anew.
"""

import csv

import nbformat

from labhelpers import _project

PAGE = _project.ROOT / "docs" / "lecture.md"
INTRODUCTION = """# The lecture, topic by topic

Each topic of the lecture, and the heading in the labs under which it stands.
"""


def items(path):
    """Return the rows of the `lecture.csv` of a lab, whose notebook is given."""
    table = _project.TEACHER / path.stem / "lecture.csv"
    with table.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def section(path):
    """Return the section of one lab."""
    title = nbformat.read(path, as_version=4).cells[0].source.splitlines()[0]
    lines = [
        f"## [{title.lstrip('# ')}](../notebooks/{path.name})",
        "",
        "| topic | heading |",
        "|---|---|",
    ]
    for item in items(path):
        if item["kind"] == "Lecture":
            lines.append(f"| {_cell(item['item'])} | {_cell(item['heading'])} |")
    return "\n".join(lines) + "\n"


def _cell(text):
    """Return text that may stand in a cell of a table."""
    return text.replace("|", "\\|")


def page():
    """Return the whole page."""
    return "\n".join([INTRODUCTION, *map(section, _project.labs())])


def write():
    """Write the page if it has changed, and say so; a class copy has no topics."""
    if _project.TEACHER.is_dir() and page() != PAGE.read_text("utf-8"):
        PAGE.write_text(page(), "utf-8")
        print(f"{PAGE.relative_to(_project.ROOT)}: written anew")
