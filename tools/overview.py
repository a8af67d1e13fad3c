"""Write the table of labs for README and start page: `python labs.py overview`.

The minutes and the labs that one builds on come from the pages' own **You need**; the
words of the column "you will" are written by hand, in the README.
"""

import re
import sys

import nbformat

from labhelpers._project import NOTEBOOKS, ROOT, labs
from labhelpers.homework.start import START_PAGE
from tools import lecture, teachers

README = ROOT / "README.md"
START = NOTEBOOKS / START_PAGE
HEAD = ["| no. | lab | you will | minutes | builds on |", "|---|---|---|---|---|"]
FORMER = re.compile(r"\|.*\|\n(?:\|.*\|\n)+")
HEADING = "\n## The labs\n"


def needs(notebook):
    """Return what a page's first cell says of it: minutes, labs needed, labs that help.

    The labs are numbers as written, "01"; a lab that only helps is in no other list.
    """
    text = teachers.promise(notebook)[2]
    minutes = re.search(r"(\d+) minutes", text)[1]
    through = re.search(r"labs (\d\d) to (\d\d)", text)
    if through:
        return minutes, [f"{through[1]} to {through[2]}"], []
    needed, helpful = [], []
    for part in re.split(r"[;,] (?=labs?\b)", text):
        found = re.findall(r"\b(\d\d)\b(?! minutes)", part)
        (helpful if "help" in part else needed).extend(found)
    return minutes, needed, helpful


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
        lines.append(f"| {number} | {link} | {verbs[number][1]} | {minutes} | {last} |")
    return "\n".join(lines) + "\n"


def read_verbs(readme):
    """Return from number to name and "you will", from the README's table."""
    rows = re.findall(r"^\| (\d\d) \| \[(.+?)\]\(.+?\) \| (.+?) \|", readme, re.M)
    return {number: (name, verb) for number, name, verb in rows}


def with_table(text, folder, verbs):
    """Return `text` with its table of labs written anew."""
    before, heading, after = text.partition(HEADING)
    if not heading:
        raise ValueError(f"a heading {HEADING.strip()!r} is needed, and there is none")
    return before + heading + FORMER.sub(lambda _: table(folder, verbs), after, count=1)


def fresh():
    """Return the two files as they should be, from path to text."""
    verbs = read_verbs(README.read_text("utf-8"))
    folders = {README: "notebooks/", START: ""}
    return {
        path: with_table(path.read_text("utf-8"), folder, verbs)
        for path, folder in folders.items()
    }


def main():
    """Write both files and the page of the lecture; say which have changed."""
    for path, text in fresh().items():
        if text != path.read_text("utf-8"):
            path.write_text(text, "utf-8")
            print(f"{path.relative_to(ROOT)}: written anew")
    lecture.write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
