"""Open pages as students receive them, in JupyterLab: fold, save, close, open again."""

import contextlib
import json

import nbformat
import pages
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from labhelpers.homework import handout
from tools import folding

api = pytest.importorskip("playwright.sync_api", reason="no driver of a browser")

import lab_window  # noqa: E402 - it needs the driver too

HANDED_OUT = "handed_out.ipynb"
SMALL = "small.ipynb"
SLIDERS = """import matplotlib.figure
from labhelpers.plots import _figure
from labhelpers.widgets._view import View

def picture(number):
    figure = matplotlib.figure.Figure(figsize=(2, 1))
    figure.text(0.2, 0.2 + number / 10, str(number))
    return _figure.picture(figure, f"Number {number}", f"The number {number}.")

View(picture, {"number": [1, 2, 3]}, {"number": 2}).show()"""
LOOP = """import importlib, time
progress = importlib.import_module("labhelpers.training.progress")
progress.AFTER_SECONDS = 0
for _ in progress.progress(range(4), "counting"):
    time.sleep(0.1)"""
CLAIM = """from labhelpers import claims
claims.check("Two is more than one", 2 > 1)"""
CURRENT = lab_window.CURRENT
IS_CHANGED = "() => jupyterapp.shell.currentWidget.context.model.dirty"
SAVE = "() => jupyterapp.commands.execute('docmanager:save')"
RUN = "name => jupyterapp.commands.execute(name)"
HIDDEN = f"""number => {{
    {CURRENT}
    const cell = book.widgets[number];
    return {{
        source: Boolean(cell.inputHidden), shown: cell.isVisible,
        output: cell.node.querySelector('.jp-OutputArea')?.innerText ?? '',
    }};
}}"""
WORDS = ".jp-MarkdownOutput"
UNFOLD_SECTION = "jp-showHiddenCellsButton"


def small_page():
    sources = [CLAIM, SLIDERS, LOOP]
    cells = [new_markdown_cell("# A page"), *map(new_code_cell, sources)]
    cells += [
        new_markdown_cell("## Going further\n\nMore."),
        new_markdown_cell("Hidden."),
    ]
    cells += [new_markdown_cell("## Further reading\n\nShown.")]
    for cell in cells:
        cell.metadata = nbformat.from_dict(folding.metadata(cell))
    return nbformat.writes(new_notebook(cells=cells))


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    if lab_window.look.CHROMIUM is None:
        pytest.skip("a browser is needed, and Chromium is not installed")
    folder = tmp_path_factory.mktemp("pages")
    metadata = handout.kernel_metadata()
    small = handout.without_outputs(small_page(), metadata)
    (folder / SMALL).write_bytes(small)
    (folder / HANDED_OUT).write_bytes(handout.not_run(pages.PATHS[3]))
    files = [folder / SMALL, folder / HANDED_OUT]
    with (
        api.sync_playwright() as playwright,
        lab_window.window(playwright, files) as jupyter,
    ):
        yield jupyter


@contextlib.contextmanager
def opened(window, name):
    with window.lab(name.removesuffix(".ipynb")):
        yield window.page


def test_a_page_is_not_marked_as_changed_by_being_opened_and_nothing_in_it_has_run(
    window,
):
    with opened(window, HANDED_OUT) as page:
        page.wait_for_timeout(3000)
        assert page.evaluate(IS_CHANGED) is False
        code = [c for c in pages.code_cells(pages.NAMES[3]) if c.source.strip()]
        assert len(page.evaluate(lab_window.NOT_RUN)) == len(code)
        assert page.query_selector_all(".jp-OutputArea-output") == []


def test_code_is_folded_and_one_click_unfolds_it_and_a_command_unfolds_all(window):
    with opened(window, SMALL) as page:
        assert (
            page.evaluate(HIDDEN, 1)["source"]
            and not page.evaluate(HIDDEN, 2)["source"]
        )
        page.click(".jp-Cell:nth-of-type(2) .jp-InputPlaceholder, .jp-InputPlaceholder")
        assert not page.evaluate(HIDDEN, 1)["source"]
        page.evaluate(RUN, "notebook:hide-all-cell-code")
        assert page.evaluate(HIDDEN, 2)["source"]
        page.evaluate(RUN, "notebook:show-all-cell-code")
        assert not any(page.evaluate(HIDDEN, n)["source"] for n in [1, 2, 3])


def test_going_further_is_collapsed_and_what_comes_after_it_is_shown(window):
    with opened(window, SMALL) as page:
        page.wait_for_selector(f"{WORDS}:has-text('Further reading')")
        assert not page.is_visible(f"{WORDS}:has-text('Hidden')")
        page.click(f".jp-MarkdownCell:has-text('More') .{UNFOLD_SECTION}")
        page.wait_for_selector(f"{WORDS}:has-text('Hidden')")


def test_a_page_that_was_saved_and_opened_again_shows_the_sliders_picture(window):
    with opened(window, SMALL) as page:
        assert window.run_all() == []
        assert "Two is more than one" in page.evaluate(HIDDEN, 1)["output"]
        assert page.is_visible(".widget-vbox img")
        assert not page.is_visible(".labs-still img")
        assert page.evaluate(HIDDEN, 3)["output"].strip() == ""
        page.evaluate(SAVE)
        page.wait_for_function(f"() => !({IS_CHANGED})()")
        stored = page.evaluate(
            "() => jupyterapp.shell.currentWidget.context.model.toJSON()"
        )
        assert "progress" not in json.dumps([c.get("outputs") for c in stored["cells"]])
    with opened(window, SMALL) as page:
        page.wait_for_selector(".labs-still img")
        page.wait_for_timeout(3000)
        assert page.is_visible(".labs-still img")
        assert not page.is_visible("text=model not found")
        assert page.evaluate(IS_CHANGED) is False
