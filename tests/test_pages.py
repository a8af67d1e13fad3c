"""Read every page as an editor would: skeleton, rhythm, figures, exercises, claims."""

import ast
import builtins
import html
import json
import re

import nbformat
import pages
import pytest

from tools import notebooks

ENDING = ["What we saw", "In practice", "Further reading"]
OPENS_TEST_SET = ("03", "15", "16")
MACHINE_PATH = re.compile(r"/(?:work|tmp|root|home|Users)/\w")

every_lab = pytest.mark.parametrize("name", pages.NAMES)


def prose(name):
    return [c.source for c in pages.read(name).cells if c.cell_type == "markdown"]


def words(text):
    without_formulas = re.sub(r"\$\$.*?\$\$|\$[^$]*\$", " ", text, flags=re.S)
    return len(re.findall(r"[\w'-]+", without_formulas))


def headings(name):
    return [
        line.lstrip("# ")
        for text in prose(name)
        for line in text.splitlines()
        if re.match(r"##+ ", line)
    ]


def pictures(name):
    return [
        output
        for cell in pages.code_cells(name)
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]


@pytest.mark.parametrize("target", notebooks.PICTURES)
def test_a_picture_that_stands_elsewhere_is_the_figure_of_the_lab(target):
    lab, words = notebooks.PICTURES[target]
    stored = (pages.ROOT / target).read_bytes()
    assert stored == notebooks.picture(pages.read(lab), words)


@every_lab
def test_a_page_is_a_valid_notebook_with_unique_lasting_cell_ids(name):
    notebook = pages.read(name)
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"nbgrader", "tags"}, cell.id


@every_lab
def test_a_page_has_35_to_80_cells_and_as_much_prose_as_code(name):
    cells = pages.read(name).cells
    assert 35 <= len(cells) <= 80
    ratio = len(prose(name)) / len(pages.code_cells(name))
    assert 0.7 <= ratio <= 2.2


@every_lab
def test_a_page_opens_with_its_promise(name):
    first = prose(name)[0]
    number = int(name[:2])
    assert re.match(rf"# {number} [A-Z]", first)
    for part in ["**You will**", "**You need**", "no download", "minutes", "cycle"]:
        assert part in first, part
    assert pages.read(name).cells[0].cell_type == "markdown"


@every_lab
def test_the_set_up_is_six_lines_and_prints_nothing(name):
    setup = pages.code_cells(name)[0]
    lines = [line for line in setup.source.splitlines() if line.strip()]
    assert len(lines) <= 6
    assert pages.read(name).cells[1].id == setup.id
    assert setup.outputs == []
    calls = [c.source.count("set_seed(") for c in pages.code_cells(name)]
    assert calls[0] == 1 and sum(calls) == 1


@every_lab
def test_headings_are_sentences_in_sentence_case_and_unique(name):
    found = headings(name)
    assert len(set(found)) == len(found)
    names = {"Keras", "Nesterov", "Adam", "Monte", "Carlo", "KerasTuner", "NumPy"}
    for heading in found:
        assert not heading.endswith("."), heading
        if heading not in ENDING:
            assert len(heading.split()) >= 4, heading
            capitals = re.findall(r"(?<=\s)[A-Z][a-z]+\b", heading)
            assert set(capitals) <= names, heading


@every_lab
def test_a_page_ends_with_what_we_saw_in_practice_and_further_reading(name):
    assert headings(name)[-3:] == ENDING
    links = [
        line
        for line in pages.sections(name)["Further reading"].splitlines()
        if line.startswith("- ")
    ]
    assert 2 <= len(links) <= 4


@every_lab
def test_every_sentence_of_what_we_saw_is_a_claim_that_was_checked(name):
    sentences = [
        line[2:].rstrip(".")
        for line in pages.sections(name)["What we saw"].splitlines()
        if line.startswith("- ")
    ]
    assert 3 <= len(sentences) <= 6
    assert set(sentences) <= set(pages.claimed(name))


@every_lab
def test_every_claim_stands_once(name):
    claims = pages.claimed(name)
    assert claims and len(set(claims)) == len(claims)


@every_lab
def test_prose_is_short_and_so_is_code(name):
    for text in prose(name):
        assert words(text) <= 120, text[:60]
    for cell in pages.code_cells(name):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= 25, cell.id


@every_lab
def test_no_more_than_three_code_cells_stand_in_a_row(name):
    kinds = "".join(cell.cell_type[0] for cell in pages.read(name).cells)
    assert "cccc" not in kinds


@every_lab
def test_a_figure_is_followed_by_a_sentence(name):
    cells = pages.read(name).cells
    for cell, following in zip(cells, [*cells[1:], None], strict=True):
        shows = any("image/png" in o.get("data", {}) for o in cell.get("outputs", []))
        assert not shows or following.cell_type == "markdown", cell.id


@every_lab
def test_every_page_asks_for_predictions_and_states_a_protocol(name):
    text = "\n".join(prose(name))
    assert text.count("**Predict") >= 3
    for part in ["**Varied", "**Tuned", "**Fixed"]:
        assert part in text, part


def below(cells, number):
    """Return the code cells from a cell on to the next heading or question."""
    found = []
    for cell in cells[number + 1 :]:
        if cell.cell_type == "code":
            found.append(cell)
        elif re.search(r"^#|\*\*Predict", cell.source, re.M):
            break
    return found


@every_lab
def test_every_prediction_has_one_empty_guess_before_the_next_heading_or_question(name):
    cells, line = pages.read(name).cells, 'claims.guess("")'
    kept = []
    for number, cell in enumerate(cells):
        if cell.cell_type == "markdown" and "**Predict" in cell.source:
            assert cell.source.count("**Predict") == 1, cell.id
            found = [c for c in below(cells, number) if line in c.source]
            assert len(found) == 1, cell.id
            kept += found
    for cell in pages.code_cells(name):
        assert cell.source.count("claims.guess") == (cell in kept), cell.id
        assert cell not in kept or cell.source.splitlines()[-1] == line, cell.id


@every_lab
def test_every_figure_has_an_alt_text_a_width_and_a_small_file(name):
    assert len(pictures(name)) >= 4
    for output in pictures(name):
        about = output.metadata["image/png"]
        assert words(about["alt"]) >= 8
        assert about["alt"] in output.data["text/plain"]
        assert about["width"] <= 760
        assert len(output.data["image/png"]) < 200_000


@every_lab
def test_the_alt_texts_reach_the_rendered_page(name):
    from nbconvert import HTMLExporter

    # nbconvert's template "lab" drops alt texts; "classic" keeps them.
    exporter = HTMLExporter(template_name="classic")
    page, _ = exporter.from_notebook_node(pages.read(name))
    rendered = html.unescape(page)
    for output in pictures(name):
        assert f'alt="{output.metadata["image/png"]["alt"]}"' in rendered


@every_lab
def test_every_cell_was_run_in_order_without_error_or_warning(name):
    for count, cell in enumerate(pages.code_cells(name), start=1):
        assert cell.execution_count == count
        for output in cell.outputs:
            assert output.output_type != "error", cell.id
            assert output.get("name") != "stderr", cell.id


@every_lab
def test_no_output_shows_a_path_or_a_moment_of_this_machine(name):
    for cell in pages.code_cells(name):
        for output in cell.outputs:
            data = {k: v for k, v in output.get("data", {}).items() if "image" not in k}
            text = output.get("text", "") + json.dumps(data)
            assert not MACHINE_PATH.search(text), cell.id
            assert "0x" not in text, cell.id


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
    assert tags <= {"nbval-ignore-output"}


@every_lab
def test_an_exercise_is_a_stub_that_runs_and_below_it_a_locked_check(name):
    cells = pages.read(name).cells
    exercises = [i for i, c in enumerate(cells) if pages.grading(c).get("solution")]
    checks = [i for i, c in enumerate(cells) if pages.grading(c).get("grade")]
    assert 3 <= len(exercises) <= 4
    assert checks == [i + 1 for i in exercises]
    for index in exercises:
        stub, check = (pages.grading(cell) for cell in cells[index : index + 2])
        assert stub["grade_id"].startswith(name[:2] + "-")
        assert check["grade_id"] == stub["grade_id"] + "-check"
        assert check["locked"] and not stub["locked"] and check["points"] >= 1
        for about in (stub, check):
            assert about["schema_version"] == 3 and about["task"] is False
        assert "my_" in cells[index].source and "my_" in cells[index + 1].source
        assert "**Exercise" in cells[index - 1].source
        shown = cells[index + 1].outputs[0].data["text/plain"]
        assert shown.startswith("TO DO")


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
