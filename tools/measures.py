"""Measure a page: its words, its lines, its sentences, the minutes that it takes.

Everything is read from the sources of the cells. A page without outputs has the same
measures as one that was run.
"""

import re

from labhelpers.homework import handout
from tools import folding

PREDICT = "**Predict"
FORMULA = re.compile(r"\$\$.*?\$\$", re.S)
MINUTES = re.compile(r"\d+(?= minutes)")
# What is no sentence: a table, a heading, a formula that stands by itself.
NO_SENTENCE = re.compile(r"^(?:\||#).*$", re.M)
SENTENCE_END = re.compile(r"(?<=[.!?])[*\"')\]]*\s+(?=[*\"'(\[`]*[A-Z0-9$])")
ABBREVIATIONS = re.compile(r"\b(e\.g|i\.e|et al|vs|etc|pp?|[A-Z])\.(?=\s)")


def core(notebook):
    """Return the cells of a page without those of the section "Going further"."""
    kept, inside = [], True
    for cell in notebook.cells:
        if folding.is_optional_heading(cell):
            inside = False
        elif cell.cell_type == "markdown" and cell.source.startswith("## "):
            inside = True
        if inside:
            kept.append(cell)
    return kept


def prose(cells):
    """Return the texts of the Markdown cells, without a class copy's link to Colab."""
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    return [text.partition(f"\n\n{handout.IN_COLAB}")[0] for text in texts]


def code(cells):
    """Return the code cells."""
    return [cell for cell in cells if cell.cell_type == "code"]


def words(text):
    """Return the number of words of a text, formulas left out."""
    without_formulas = re.sub(r"\$\$.*?\$\$|\$[^$]*\$", " ", text, flags=re.S)
    return len(re.findall(r"[\w'-]+", without_formulas))


def lines(cell):
    """Return the number of lines of a cell that are not blank."""
    return sum(1 for line in cell.source.splitlines() if line.strip())


def visible_lines(cells):
    """Return the number of lines of code that a reader sees before unfolding any."""
    return sum(lines(cell) for cell in code(cells) if not folding.is_folded(cell))


def calls_of(cells, module, beginning=""):
    """Return how many calls of a module the cells write, such as `plots.show_...`."""
    pattern = rf"(?<![\w.]){module}\.{beginning}\w*\("
    return sum(len(re.findall(pattern, cell.source)) for cell in code(cells))


def graded(cells, what):
    """Return the cells with nbgrader's mark `what`: "solution" or "grade"."""
    return [c for c in cells if c.metadata.get("nbgrader", {}).get(what)]


def predictions(cells):
    """Return the number of Predict questions."""
    return sum(text.count(PREDICT) for text in prose(cells))


def minutes(notebook):
    """Return the minutes that the core of a page takes, to the nearest one.

    The formula: words / 120 + visible lines / 20 + 0.6 per figure + 0.75 per displayed
    formula + 1 per prediction + 5 per counted exercise + 1 per slider view + 1 for
    running.
    """
    cells = core(notebook)
    text = "\n\n".join(prose(cells))
    points = [c.metadata["nbgrader"].get("points") for c in graded(cells, "grade")]
    return round(
        words(text) / 120
        + visible_lines(cells) / 20
        + 0.6 * calls_of(cells, "plots", "show_")
        + 0.75 * len(FORMULA.findall(text))
        + predictions(cells)
        + 5 * sum(1 for each in points if each)
        + calls_of(cells, "widgets")
        + 1
    )


def with_minutes(notebook):
    """Return the first text of a page with the minutes that it takes."""
    return MINUTES.sub(str(minutes(notebook)), notebook.cells[0].source, count=1)


def sentences(text):
    """Return the sentences of a Markdown text, each with its number of words.

    A formula or a piece of code inside a sentence counts as one word. Headings, tables
    and displayed formulas are left out. An item of a list ends a sentence.
    """
    text = NO_SENTENCE.sub("\n", FORMULA.sub(" ", text))
    text = re.sub(r"\$[^$]*\$|`[^`]*`", "Xx", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = ABBREVIATIONS.sub(r"\1", text)
    blocks = re.split(r"\n\s*\n|\n\s*(?:[-*]|\d+\.)\s", f"\n{text}")
    found = [s for block in blocks for s in SENTENCE_END.split(" ".join(block.split()))]
    counts = [sum(1 for word in s.split() if re.search(r"\w", word)) for s in found]
    return [pair for pair in zip(found, counts, strict=True) if pair[1]]
