"""Drive labs in a real JupyterLab in headless Chromium, as a student's hands do."""

import contextlib

import pages

from tools import look, notebooks, overview

SECONDS = 60  # for whatever is not a run
RUN_SECONDS = 300

CURRENT = "const panel = jupyterapp.shell.currentWidget, book = panel.content;"
OPEN = """async name => {
    await jupyterapp.commands.execute('docmanager:open', {path: name});
}"""
CLOSE = """async () => {
    const panel = jupyterapp.shell.currentWidget;
    await panel.sessionContext.shutdown();  // else the next to open it may meet its end
    await panel.context.revert();
    panel.dispose();
}"""
CELL = f"""async ([id, source, run]) => {{
    {CURRENT}
    const number = book.widgets.findIndex(cell => cell.model.id === id);
    const shared = book.widgets[number].model.sharedModel;
    if (source !== null) shared.setSource(source);
    if (run) {{
        book.deselectAll();
        book.activeCellIndex = number;
        await jupyterapp.commands.execute('notebook:run-cell');
    }}
    return (shared.toJSON().outputs ?? []).map(output =>
        [output.data?.['text/plain'] ?? output.text ?? output.evalue ?? ''].flat()
            .join('')).join('\\n');
}}"""
NOT_RUN = f"""() => {{
    {CURRENT}
    return book.widgets.filter(cell => cell.model.type === 'code'
        && cell.model.sharedModel.getSource().trim() && !cell.model.executionCount)
        .map(cell => cell.model.id);
}}"""
PICTURE = "node => node.closest('.widget-vbox').querySelector('img').src"
CHANGED = (
    "([node, old]) => node.closest('.widget-vbox').querySelector('img').src !== old"
)
THEME = """async name => {
    await jupyterapp.commands.execute('apputils:change-theme', {theme: name});
}"""
IS_THEME = "dark => document.body.dataset.jpThemeLight === String(!dark)"
UNREADABLE = (pages.ROOT / "tests" / "unreadable.js").read_text("utf-8")


class Window:
    """One JupyterLab with all labs, at the width of a laptop.

    Args:
        page: A page of Playwright.
        address_of: A function from a file's name to its address.
    """

    def __init__(self, page, address_of):
        self.page, self.address_of = page, address_of
        self.strangers = []
        page.set_default_timeout(SECONDS * 1000)
        page.on("request", lambda r: look.note_stranger(r.url, self.strangers))
        page.goto(address_of(overview.START.name))
        page.wait_for_selector(".jp-MarkdownViewer table")

    @contextlib.contextmanager
    def lab(self, name):
        """Open a lab and wait until it can run; close it again, with its kernel."""
        self.page.evaluate(OPEN, f"{name}.ipynb")
        self.page.wait_for_function(look.IS_OPEN)
        try:
            yield self
        finally:
            self.page.evaluate(CLOSE)

    def run_all(self):
        """Run every cell; return the ids of cells that have not run."""
        look.run_all(self.page, RUN_SECONDS)
        return self.page.evaluate(NOT_RUN)

    def run(self, cell_id, source=None):
        """Type into a cell, if there is anything to type, run it; return its words."""
        return self.page.evaluate(CELL, [cell_id, source, True])

    def words(self, cell_id):
        """Return what a cell shows."""
        return self.page.evaluate(CELL, [cell_id, None, False])

    def faults(self):
        """Return errors, outputs wider than their cells, requests to other machines."""
        return self.page.evaluate(look.FAULTS) + self.strangers

    def unreadable(self, dark):
        """Return what cannot be read in the light or in the dark theme."""
        self.page.evaluate(THEME, f"JupyterLab {'Dark' if dark else 'Light'}")
        self.page.wait_for_function(IS_THEME, arg=dark)
        self.page.wait_for_timeout(300)
        return self.page.evaluate(UNREADABLE)

    def move_sliders(self):
        """Move the first slider of every view; wait for another picture each time.

        Returns:
            The number of views.
        """
        boxes = self.page.query_selector_all(".jp-OutputArea .widget-vbox:has(img)")
        for box in boxes:
            handle = box.query_selector(".noUi-handle")
            before = handle.evaluate(PICTURE)
            at_end = handle.get_attribute("aria-valuenow") == handle.get_attribute(
                "aria-valuemax"
            )
            handle.focus()
            handle.press("ArrowLeft" if at_end else "ArrowRight")
            self.page.wait_for_function(CHANGED, arg=[handle, before])
        return len(boxes)


@contextlib.contextmanager
def window(playwright, more=()):
    """Start JupyterLab and Chromium; yield a `Window` on all labs and `more` files."""
    files = [*notebooks.labs(), overview.START, *more]
    with (
        look.serve(files) as address_of,
        contextlib.closing(
            playwright.chromium.launch(
                executable_path=look.CHROMIUM, args=look.CHROMIUM_OPTIONS
            )
        ) as browser,
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        yield Window(page, address_of)
