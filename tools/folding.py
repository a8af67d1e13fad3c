"""Decide from the code of a cell whether its source is folded, and say so in metadata.

The code of figures and claims is folded: the page shows the lesson, and this code is
one click away. Outputs stay visible. Each program reads a word of its own: JupyterLab
`jupyter.source_hidden`, Colab `cellView`, the website (MyST-NB) the tag `hide-input`.
JupyterLab also collapses a heading that says so.
"""

import ast

FOLDING = ("plots", "claims")
STAYS = {("claims", "guess")}
TAG = "hide-input"
OPTIONAL = "## Going further"
COLLAPSED = "jp-MarkdownHeadingCollapsed"


def is_folded(cell):
    """Return whether the source of a cell is folded.

    Args:
        cell: A cell as nbformat reads it.

    Returns:
        bool. True for a code cell that calls `plots` or `claims`. A cell in which a
        student types stays visible: a guess, an exercise, its check.
    """
    if cell.cell_type != "code" or cell.metadata.get("nbgrader"):
        return False
    calls = called(cell.source)
    return any(name[0] in FOLDING for name in calls) and not calls & STAYS


def called(source):
    """Return what the code calls by a name in a module, as pairs of module and name."""
    return {
        (node.func.value.id, node.func.attr)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
    }


def is_optional_heading(cell):
    """Return whether a cell opens the part of a page that is not part of its core."""
    lines = cell.source.splitlines()
    return cell.cell_type == "markdown" and lines[:1] == [OPTIONAL]


def metadata(cell):
    """Return the metadata that folds or collapses a cell, and keep the other tags."""
    tags = [tag for tag in cell.metadata.get("tags", []) if tag != TAG]
    if is_optional_heading(cell):
        return {COLLAPSED: True} | ({"tags": tags} if tags else {})
    if is_folded(cell):
        hidden = {"jupyter": {"source_hidden": True}, "cellView": "form"}
        return hidden | {"tags": [*tags, TAG]}
    return {"tags": tags} if tags else {}
