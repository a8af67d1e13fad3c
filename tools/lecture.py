"""Write `docs/lecture.md`: where each topic of the lecture stands in the labs.

The topics come from `teacher/NN_name/lecture.csv`; `python labs.py overview` writes the
page anew.
"""

import csv

import nbformat

from labhelpers import _project

PAGE = _project.ROOT / "docs" / "lecture.md"
INTRODUCTION = """# The lecture, topic by topic

The labs accompany one lecture on training neural networks, *About Training*. Where a
page says "the lecture", it means this one. You can do the labs without it: each page
explains what it uses.

{parts}
Below, each topic of the lecture has the heading in the labs under which it stands.
"""
# The parts of the lecture, in its order, and the labs that cover them.
PARTS = {
    "the training cycle": ("01", "16"),
    "hyperparameters and parameters": ("02",),
    "setting up the data": ("03",),
    "gradient descent": ("04", "05", "06", "07"),
    "learning rate": ("08", "09", "10"),
    "batch normalization": ("11",),
    "early stopping": ("12",),
    "regularization": ("13",),
    "dropout": ("14",),
    "hyperparameter tuning": ("15",),
}


def parts():
    """Return the table of the lecture's parts, with links to the labs."""
    names = {path.name[:2]: path.name for path in _project.labs()}
    lines = ["| part of the lecture | labs |", "|---|---|"]
    for part, numbers in PARTS.items():
        links = [f"[{n}](../notebooks/{names[n]})" for n in numbers if n in names]
        lines.append(f"| {part} | {', '.join(links)} |")
    return "\n".join(lines) + "\n"


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
    introduction = INTRODUCTION.format(parts=parts())
    return "\n".join([introduction, *map(section, _project.labs())])


def write():
    """Write the page if it has changed, and say so; a class copy has no topics."""
    if _project.TEACHER.is_dir() and page() != PAGE.read_text("utf-8"):
        PAGE.write_text(page(), "utf-8")
        print(f"{PAGE.relative_to(_project.ROOT)}: written anew")
