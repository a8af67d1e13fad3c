"""Write the table of labs for README and start page: `python labs.py overview`.

The minutes and the labs that one builds on come from the pages' own **You need**, the
points from their checks; the words of the column "you will" are written by hand, in the
README. The start page also shows the plan of the weeks, if there is one: `tools.plan`.
"""

import re
import sys

import nbformat

from labhelpers._project import NOTEBOOKS, ROOT, TEACHER, labs
from labhelpers.homework.start import START_PAGE
from tools import lecture, plan
from tools.about import needs, points
from tools.errors import SetupError

README = ROOT / "README.md"
START = NOTEBOOKS / START_PAGE
HEAD = [
    "| no. | lab | you will | minutes | points | builds on |",
    "|---|---|---|---|---|---|",
]
FORMER = re.compile(r"\|.*\|\n(?:\|.*\|\n)+")
HEADING = "\n## The labs\n"
SUM = re.compile(r"The exercises of all \d+ labs have \d+ points")


def builds_on(needed, helpful):
    """Return one entry of the last column."""
    words = ", ".join(needed)
    if helpful:
        words += f"; {', '.join(helpful)} help" + "s" * (len(helpful) == 1)
    return words


def table(folder, verbs):
    """Return the table of all labs.

    Args:
        folder: What stands in links before a notebook's name, "notebooks/" or "".
        verbs: From number to the words of the column "you will".
    """
    lines = list(HEAD)
    for path in labs():
        number = path.name[:2]
        notebook = nbformat.read(path, as_version=4)
        minutes, needed, helpful = needs(notebook)
        link = f"[{verbs[number][0]}]({folder}{path.name})"
        last = builds_on(needed, helpful)
        about = [number, link, verbs[number][1], minutes, f"{points(notebook):g}", last]
        lines.append(f"| {' | '.join(about)} |")
    return "\n".join(lines) + "\n"


def total():
    """Return the sentence on the points of all labs."""
    read = [nbformat.read(path, as_version=4) for path in labs()]
    most = sum(map(points, read))
    return f"The exercises of all {len(read)} labs have {most:g} points"


def read_verbs(readme):
    """Return from number to name and "you will", from the README's table."""
    rows = re.findall(r"^\| (\d\d) \| \[(.+?)\]\(.+?\) \| (.+?) \|", readme, re.M)
    return {number: (name, verb) for number, name, verb in rows}


def with_table(text, folder, verbs):
    """Return `text` with its table of labs and the sum of points written anew."""
    before, heading, after = text.partition(HEADING)
    if not heading:
        raise ValueError(f"a heading {HEADING.strip()!r} is needed, and there is none")
    after = FORMER.sub(lambda _: table(folder, verbs), after, count=1)
    return SUM.sub(lambda _: total(), before + heading + after)


def fresh():
    """Return the two files as they should be, from path to text."""
    verbs = read_verbs(README.read_text("utf-8"))
    folders = {README: "notebooks/", START: ""}
    found = {
        path: with_table(path.read_text("utf-8"), folder, verbs)
        for path, folder in folders.items()
    }
    if TEACHER.is_dir():  # a class copy keeps the plan that it came with
        found[START] = plan.on_start_page(found[START], plan.read())
    return found


def write_pages():
    """Write both files anew where they have changed, and say so."""
    for path, text in fresh().items():
        if text != path.read_text("utf-8"):
            path.write_text(text, "utf-8")
            print(f"{path.relative_to(ROOT)}: written anew")


def main():
    """Write both files and the page of the lecture; return the exit status."""
    try:
        write_pages()
    except SetupError as error:  # in the teacher's plan
        print(error, file=sys.stderr)
        return 1
    lecture.write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
