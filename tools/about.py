"""What a page says of itself: minutes, labs that it builds on, points."""

import re

from tools import teachers


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


def points(notebook):
    """Return the most points that a page gives."""
    about = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    return sum(each["points"] for each in about if each.get("grade"))
