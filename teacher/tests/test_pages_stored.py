"""Read what the stored pages show: figures with alt texts, claims, no accident."""

import html
import json
import re

import pages
import pytest

from tools import measures, notebooks

MACHINE_PATH = re.compile(r"/(?:work|tmp|root|home|Users)/\w")

every_lab = pytest.mark.parametrize("name", pages.NAMES)


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
def test_a_figure_is_followed_by_a_sentence(name):
    cells = pages.read(name).cells
    for cell, following in zip(cells, [*cells[1:], None], strict=True):
        shows = any("image/png" in o.get("data", {}) for o in cell.get("outputs", []))
        assert not shows or following.cell_type == "markdown", cell.id


@every_lab
def test_every_figure_has_an_alt_text_a_width_and_a_small_file(name):
    assert len(pictures(name)) >= 4
    for output in pictures(name):
        about = output.metadata["image/png"]
        assert measures.words(about["alt"]) >= 8
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
def test_set_up_prints_nothing_and_an_exercise_that_was_not_solved_says_to_do(name):
    setup, *others = pages.code_cells(name)
    assert setup.outputs == []
    for cell in others:
        if pages.grading(cell).get("grade"):
            shown = cell.outputs[0].data["text/plain"]
            assert shown.startswith("TO DO"), cell.id
