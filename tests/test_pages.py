"""Read every page as an editor would: skeleton, folding, exercises, sentences.

What is read here stands in the cells and not in their outputs, so a class copy, whose
pages were never run, can read it, too.
"""

import ast
import builtins
import re

import nbformat
import pages
import pytest

from tools import style_rules

OPENS_TEST_SET = ("03", "15", "16")
RULES = [(name, rule) for name in pages.NAMES for rule in style_rules.RULES]

every_lab = pytest.mark.parametrize("name", pages.NAMES)


@pytest.mark.parametrize(
    "name, rule", RULES, ids=lambda part: getattr(part, "__name__", part)
)
def test_a_page_follows_the_house_style(name, rule):
    assert rule(pages.read(name)) == []


@every_lab
def test_a_page_is_a_valid_notebook_with_unique_lasting_cell_ids(name):
    notebook = pages.read(name)
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"


@every_lab
def test_at_most_two_outputs_are_ignored_and_none_of_a_claim_or_check(name):
    ignored = [
        cell
        for cell in pages.code_cells(name)
        if "nbval-ignore-output" in cell.metadata.get("tags", [])
        or "NBVAL" in cell.source
    ]
    assert len(ignored) <= 2
    for cell in ignored:
        assert "claims." not in cell.source and "checks." not in cell.source
    tags = {tag for c in pages.read(name).cells for tag in c.metadata.get("tags", [])}
    assert tags <= {"nbval-ignore-output", "hide-input"}


@every_lab
def test_an_exercise_is_a_stub_that_runs_and_below_it_a_locked_check(name):
    cells = pages.read(name).cells
    exercises = [i for i, c in enumerate(cells) if pages.grading(c).get("solution")]
    checks = [i for i, c in enumerate(cells) if pages.grading(c).get("grade")]
    assert len(exercises) >= 3
    assert checks == [i + 1 for i in exercises]
    for index in exercises:
        stub, check = (pages.grading(cell) for cell in cells[index : index + 2])
        assert stub["grade_id"].startswith(name[:2] + "-")
        assert check["grade_id"] == stub["grade_id"] + "-check"
        assert check["locked"] and not stub["locked"]
        for about in (stub, check):
            assert about["schema_version"] == 3 and about["task"] is False
        assert "my_" in cells[index].source and "my_" in cells[index + 1].source
        assert "**Exercise" in cells[index - 1].source


@every_lab
def test_nothing_after_a_stub_depends_on_it(name):
    cells = pages.code_cells(name)
    owned = {
        word
        for cell in cells
        if pages.grading(cell).get("solution")
        for word in re.findall(r"\bmy_\w+", cell.source)
    }
    for cell in cells:
        if not pages.grading(cell):
            assert not owned & set(re.findall(r"\bmy_\w+", cell.source)), cell.id


@every_lab
def test_functions_of_a_page_read_nothing_but_arguments_modules_and_functions(name):
    trees = [ast.parse(cell.source) for cell in pages.code_cells(name)]
    allowed = set(dir(builtins))
    for tree in trees:
        for node in tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                allowed |= {alias.asname or alias.name for alias in node.names}
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                allowed.add(node.name)
    for function in (
        n for t in trees for n in t.body if isinstance(n, ast.FunctionDef)
    ):
        names = [n for n in ast.walk(function) if isinstance(n, ast.Name)]
        bound = {n.id for n in names if not isinstance(n.ctx, ast.Load)}
        bound |= {a.arg for a in ast.walk(function) if isinstance(a, ast.arg)}
        inner = [n for n in ast.walk(function) if isinstance(n, ast.FunctionDef)]
        bound |= {n.name for n in inner}
        read = {n.id for n in names if isinstance(n.ctx, ast.Load)}
        assert read <= allowed | bound, (function.name, read - allowed - bound)


@every_lab
def test_a_page_leaves_plotting_and_silencing_to_others(name):
    for cell in pages.code_cells(name):
        assert "plt." not in cell.source
        assert "filterwarnings" not in cell.source


@every_lab
def test_only_three_labs_open_the_test_set_and_only_once(name):
    opened = "\n".join(c.source for c in pages.code_cells(name)).count("open_test_set")
    assert opened == (1 if name.startswith(OPENS_TEST_SET) else 0)


@every_lab
def test_a_page_shows_plain_keras_fit_at_least_once(name):
    if name.startswith(("01", "03", "04")):  # held to scikit-learn or the tape
        return
    sources = [cell.source for cell in pages.code_cells(name)]
    assert any(re.search(r"(?<!training)\.fit\(", source) for source in sources)
