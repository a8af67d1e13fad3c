"""Go through the labs in a browser as a new student does.

LABS_BROWSE says which: numbers, such as "06 14", or "all" (`make browse`). If it is not
set, lab 04 is the one, the shortest: nbval runs them all.
"""

import os

import answered
import pages
import pytest

api = pytest.importorskip("playwright.sync_api", reason="no driver of a browser")

import lab_window  # noqa: E402 - it needs the driver too

NUMBERS = os.environ.get("LABS_BROWSE", "04").split()
CHOSEN = [n for n in pages.NAMES if n[:2] in NUMBERS or NUMBERS == ["all"]]


@pytest.fixture(scope="module")
def window():
    if lab_window.look.CHROMIUM is None:
        pytest.skip("a browser is needed, and Chromium is not installed")
    with api.sync_playwright() as playwright, lab_window.window(playwright) as opened:
        yield opened


def test_the_start_page_opens_as_a_page_and_leads_to_the_first_lab(window):
    assert window.page.evaluate(
        "() => document.querySelector('.jp-MarkdownViewer').scrollWidth <= 1280"
    )
    window.page.click(".jp-MarkdownViewer a:has-text('The training cycle')")
    window.page.wait_for_function(lab_window.look.IS_OPEN)
    name = "jupyterapp.shell.currentWidget.context.path"
    assert window.page.evaluate(name) == "01_training_cycle.ipynb"
    window.page.evaluate(lab_window.CLOSE)


@pytest.mark.parametrize("name", CHOSEN)
def test_a_stored_lab_fits_a_laptop_and_can_be_read_in_both_themes(window, name):
    with window.lab(name):
        assert window.faults() == []
        assert window.unreadable(dark=False) == []
        assert window.unreadable(dark=True) == []


@pytest.mark.parametrize("name", CHOSEN)
def test_a_lab_runs_its_sliders_draw_and_its_exercises_are_solved(window, name):
    with window.lab(name):
        assert window.run_all() == []
        assert window.faults() == []
        assert window.unreadable(dark=True) == []
        assert window.move_sliders() >= 1
        cells = {
            about["grade_id"]: cell["id"]
            for cell in pages.code_cells(name)
            if (about := pages.grading(cell))
        }
        for grade_id, (solution, mistakes) in answered.answers(name).items():
            stub, check = cells[grade_id], cells[f"{grade_id}-check"]
            assert window.words(check).startswith("TO DO"), grade_id
            window.run(stub, mistakes[0])
            assert window.run(check).startswith("NOT YET"), grade_id
            window.run(stub, solution)
            assert window.run(check).startswith("PASS"), grade_id
        assert window.faults() == []


def test_what_cannot_be_read_is_found(window):
    """The test of light and dark is itself tried, with a page that fails it."""
    with window.lab("06_momentum"):
        cell = pages.code_cells("06_momentum")[0]["id"]
        source = (
            "import io, matplotlib.figure\n"
            "from IPython.display import HTML, Image, display\n"
            "drawn = io.BytesIO()\n"
            "matplotlib.figure.Figure().savefig(drawn, transparent=True)\n"
            "display(HTML('<p style=\"color: #333\">dark words</p>'))\n"
            "display(Image(drawn.getvalue()))\n"
            'display(HTML(\'<div style="overflow: auto">'
            '<p style="width: 5000px">wide</p></div>\'))'
        )
        window.run(cell, source)
        window.page.wait_for_timeout(500)
        found = "\n".join(window.unreadable(dark=True))
        assert "dark words" in found and "transparent" in found
        assert any("wider" in fault for fault in window.faults())
