"""A small page that follows every rule of the house style."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools import folding, measures

PROMISE = """# 6 Give the optimizer a memory

At the end you can write it down.

**You will** write the rule.

**You need** lab 05; 99 minutes; no download.

**In the training cycle** we are at the optimizer."""
SETUP = "from labhelpers import claims, plots, training\n\nseed = training.set_seed()"
QUESTION = "## Which of the two is faster?\n\nThere are two.\n\n**Predict.** Which one?"
GUESS = 'claims.guess("")'
EXPERIMENT = "losses = [3.0, 2.0, 1.0]"
FIGURE = """claims.check("The loss falls", losses[0] > losses[-1])
plots.show_curves({"loss": losses}, x="step", y="loss", title="It falls", alt="Down")"""
ANSWER = "The first one is faster."
EXERCISE = "**Exercise {} (2 points).** Return the number {}."
LAST = """## What we saw

- The loss falls."""
PRACTICE = "## In practice\n\nStart with 0.01."
OPTIONAL = "## Going further\n\nThis part is optional."
READING = (
    "## Further reading\n\n- [One](https://a.org): one.\n- [Two](https://b.org): two."
)


def graded(number, points=2):
    """Return the cells of one exercise."""
    stub = new_code_cell(f"def my_{number}():\n    ...", id=f"06-{number}")
    check = new_code_cell(f"checks.number(my_{number})", id=f"06-{number}-check")
    stub.metadata = {"nbgrader": {"solution": True, "grade": False}}
    check.metadata = {"nbgrader": {"solution": False, "grade": True, "points": points}}
    return [new_markdown_cell(EXERCISE.format(number, number)), stub, check]


def make():
    """Return the page, with the metadata and the minutes that it needs."""
    ask = [QUESTION, "## And with one more step?\n\n**Predict.** What is it?"]
    ask.append("## When does it break down?\n\n**Predict.** At which number?")
    cells = [new_markdown_cell(PROMISE), new_code_cell(SETUP)]
    for number, question in enumerate(ask):
        cells += [new_markdown_cell(question), new_code_cell(GUESS)]
        cells += [new_code_cell(EXPERIMENT), new_code_cell(FIGURE)]
        cells += [new_markdown_cell(ANSWER), *graded(number)]
    cells += map(new_markdown_cell, [LAST, PRACTICE, OPTIONAL, READING])
    return complete(new_notebook(cells=cells))


def complete(page):
    """Write the metadata and the minutes of a page, as `labs.py notebooks` does."""
    for cell in page.cells:
        kept = {k: v for k, v in cell.metadata.items() if k == "nbgrader"}
        cell.metadata = nbformat.from_dict(folding.metadata(cell) | kept)
    page.cells[0].source = measures.with_minutes(page)
    return page
