"""Build the website once, read its files, and look at it in a browser."""

import contextlib
import functools
import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
import urllib.parse
from pathlib import Path

import pages
import pytest
from bs4 import BeautifulSoup

from tools import apart, folding, links
from tools.errors import SetupError
from website import builder as website

REPOSITORY = "some-school/their-labs"
PUBLIC = links.read(REPOSITORY)
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
LOADS = {  # what a browser fetches without being asked
    "script": "src",
    "img": "src",
    "source": "src",
    "iframe": "src",
    "link": "href",
}
LOOKED_AT = ["index.html", "notebooks/09_adaptive_learning_rates.html"]
LOAD_ALL = """async () => {
    for (const image of document.images) {
        image.loading = 'eager';
        await image.decode();
    }
    if (window.MathJax) await MathJax.startup.promise;
}"""
FAULTS = """() => {
    const formulas = [...document.querySelectorAll('.math')];
    const lost = [
        ...formulas.filter(part => !part.querySelector('mjx-container svg')),
        ...document.querySelectorAll('[data-mjx-error]'),
        ...[...document.images].filter(image => !image.naturalWidth),
    ];
    const page = document.scrollingElement;
    if (page.scrollWidth > innerWidth) lost.push(page);
    return lost.map(part => part.outerHTML.slice(0, 200));
}"""

every_lab = pytest.mark.parametrize("name", pages.NAMES)
needs_builder = pytest.mark.skipif(
    not apart.is_installed("website"),
    reason="the site builder is not installed: `python labs.py site` installs it",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    website.build(folder / "site", folder / "work", PUBLIC)
    assert [path.name for path in folder.iterdir()] == ["site"]
    return folder / "site"


@functools.cache
def read(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@functools.cache
def anchors(path):
    return {element["id"] for element in read(path)(id=True)}


def page_of(site, name):
    return read(site / "notebooks" / f"{name}.html")


def all_pages(site):
    return sorted(site.rglob("*.html"))


def figures(name):
    """Return the alt text of each stored figure of a lab, in order."""
    return [
        output.metadata["image/png"]["alt"]
        for cell in pages.code_cells(name)
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]


def title_of(name):
    return pages.read(name).cells[0].source.splitlines()[0].removeprefix("# ")


@needs_builder
def test_the_first_page_leads_to_every_lab_in_order_with_a_picture_of_its_own(site):
    cards = read(site / "index.html").select(".labs > .lab")
    expected = [f"notebooks/{name}.html" for name in pages.NAMES]
    assert [card.a["href"] for card in cards] == expected
    for name, card in zip(pages.NAMES, cards, strict=True):
        assert {link["href"] for link in card("a")} == {f"notebooks/{name}.html"}
        (picture,) = card("img")
        assert picture["alt"] in figures(name)
    pictures = [(site / card.img["src"]).read_bytes() for card in cards]
    assert len(set(pictures)) == len(pictures)


@needs_builder
def test_the_first_page_says_how_to_start(site):
    text = read(site / "index.html").article.get_text()
    for words in ["make lab", "python labs.py lab", "What you will be able to do"]:
        assert words in text


@needs_builder
@every_lab
def test_a_page_leads_to_the_labs_before_and_after_it_and_to_its_own_parts(site, name):
    page = page_of(site, name)
    (title,) = page.article("h1")
    assert title.get_text().startswith(title_of(name))
    place = pages.NAMES.index(name)
    for kind, other in [(".prev-page", place - 1), (".next-page", place + 1)]:
        if other in range(len(pages.NAMES)):
            link = page.select_one(kind)["href"]
            assert link == f"{pages.NAMES[other]}.html"
    contents = [link.get_text() for link in page.select(".toc-tree a")]
    assert contents[-1] == "Further reading" and "In practice" in contents
    listed = [link["href"] for link in page.select(".sidebar-tree a")]
    assert [f"{n}.html" if n != name else "#" for n in pages.NAMES] == [
        link for link in listed if "/" not in link
    ]


@needs_builder
@every_lab
def test_a_page_shows_every_code_cell_as_it_is_stored_and_what_checks_say(site, name):
    page = page_of(site, name)
    shown = [cell.get_text().strip("\n") for cell in page.select(".cell_input pre")]
    cells = pages.code_cells(name)
    assert shown == [cell.source.strip("\n") for cell in cells]
    outputs = "\n".join(part.get_text() for part in page.select(".cell_output"))
    exercises = [cell for cell in cells if pages.grading(cell).get("solution")]
    assert outputs.count("TO DO  ") == len(exercises)
    for claim in pages.claimed(name):
        assert claim in outputs


@needs_builder
@every_lab
def test_code_of_figures_and_claims_is_one_click_away_and_other_code_is_shown(
    site, name
):
    page = page_of(site, name)
    folded = [cell.get_text().strip("\n") for cell in page.select("details pre")]
    cells = [cell for cell in pages.code_cells(name) if folding.is_folded(cell)]
    assert folded == [cell.source.strip("\n") for cell in cells]
    assert not page.select("details .cell_output")


@needs_builder
@every_lab
def test_the_figures_of_a_page_keep_their_alt_texts_and_widths(site, name):
    shown = page_of(site, name).select(".cell_output img")
    assert [image["alt"] for image in shown] == figures(name)
    for image in shown:
        assert re.search(r"width: 7\d\dpx", image["style"])


@needs_builder
def test_every_picture_of_every_page_has_an_alt_text(site):
    for path in all_pages(site):
        for image in read(path)("img"):
            assert image.get("alt", "").strip(), (path.name, image)
            assert not image["alt"].endswith(".png"), (path.name, image)


@needs_builder
def test_no_page_and_no_style_fetches_anything_from_elsewhere(site):
    for path in all_pages(site):
        for element in read(path)(LOADS):
            address = element.get(LOADS[element.name], "")
            assert not urllib.parse.urlsplit(address).netloc, (path.name, address)
    for path in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\W*(https?:)?//", path.read_text("utf-8"))


@needs_builder
def test_every_link_within_the_site_leads_to_a_file_and_a_place_that_is_there(site):
    for path in all_pages(site):
        for element in read(path)({"a": "", **LOADS}):
            address = element.get(LOADS.get(element.name, "href"), "")
            parts = urllib.parse.urlsplit(address)
            if parts.scheme or not address:
                continue
            file = (path.parent / urllib.parse.unquote(parts.path)).resolve()
            target = file if parts.path else path
            assert target.is_file(), (path.name, address)
            if parts.fragment and element.name == "a":
                assert parts.fragment in anchors(target), (path.name, address)


@needs_builder
def test_formulas_are_drawn_by_a_file_of_the_site(site):
    for path in all_pages(site):
        page = read(path)
        formulas = page.select(".math")
        scripts = [script.get("src", "") for script in page("script")]
        drawing = [s for s in scripts if s.split("?")[0].endswith("_static/tex-svg.js")]
        assert len(drawing) == (1 if formulas else 0), path.name
        for text in page.article(string=re.compile(r"\$")):
            assert text.find_parent(["pre", "code"]), (path.name, text)
    assert (site / "_static" / "tex-svg.js").stat().st_size > 1e6


@needs_builder
@every_lab
def test_a_page_offers_its_notebook_and_names_it_in_colab_and_binder(site, name):
    page = page_of(site, name)
    links = page.select_one("h1 + .lab-links")("a")
    notebook, colab, binder, notes = [link["href"] for link in links]
    committed = pages.ROOT / "notebooks" / f"{name}.ipynb"
    stored = site / "notebooks" / notebook
    assert stored.name == committed.name
    assert stored.read_bytes() == committed.read_bytes()
    assert f"/github/{REPOSITORY}/blob/main/notebooks/{name}.ipynb" in colab
    assert f"/gh/{REPOSITORY}/main?" in binder
    assert binder.endswith(f"/my_labs/{name}.ipynb")
    assert notes == "../index.html#in-the-browser"


@needs_builder
@every_lab
def test_the_search_finds_a_lab_by_a_word_of_its_title(site, name):
    stored = (site / "searchindex.js").read_text("utf-8")
    index = json.loads(re.fullmatch(r"Search\.setIndex\((.*)\)", stored, re.S)[1])
    place = index["docnames"].index(f"notebooks/{name}")
    found = {
        stem
        for terms in [index["terms"], index["titleterms"]]
        for stem, where in terms.items()
        if place in (where if isinstance(where, list) else [where])
    }
    words = re.findall(r"[a-z]{5,}", title_of(name).lower())
    assert any(word[:5] == stem[:5] for word in words for stem in found), words


@needs_builder
def test_every_lab_is_published_and_nothing_of_the_teachers(tmp_path):
    website.lay_out(tmp_path / "source")
    published = {path.name for path in (tmp_path / "source/notebooks").iterdir()}
    assert published == {path.name for path in pages.PATHS}
    assert not (tmp_path / "source/teacher").exists()


@needs_builder
def test_a_page_with_a_fault_is_named_and_the_last_site_stays(monkeypatch, tmp_path):
    lay_out = website.lay_out

    def lay_out_one_lab_and_a_fault(source, repository):
        lay_out(source, repository)
        for path in source.glob("notebooks/*"):
            if path.name != "06_momentum.ipynb":
                path.unlink()
        (source / "docs").mkdir(exist_ok=True)
        (source / "docs" / "faulty.md").write_text("# Fault\n\n[x](nowhere.md)\n")

    monkeypatch.setattr(website, "lay_out", lay_out_one_lab_and_a_fault)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("the last one")
    with pytest.raises(SetupError, match=r"faulty\.md.*nowhere\.md"):
        website.build(tmp_path / "site", tmp_path / "work")
    assert (tmp_path / "site" / "index.html").read_text() == "the last one"


def test_without_a_network_one_sentence_says_that_the_site_builder_is_missing(
    monkeypatch, tmp_path
):
    run = apart.run
    fine = subprocess.CompletedProcess([], 0, "", "")
    monkeypatch.setattr(
        apart, "run", lambda *c: fine if "venv" in c else run(*c)
    )  # this Python's pip, which installs nothing, saves making an environment
    monkeypatch.setattr(apart, "python", lambda extra: Path(sys.executable))
    monkeypatch.setattr(apart, "_stamp", lambda extra: tmp_path / "site.key")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(SetupError) as raised:
        apart.ensure("website")
    sentence = str(raised.value)
    assert "extra website" in sentence and "pip could not install" in sentence
    assert "\n" not in sentence and not apart.is_installed("website")


@contextlib.contextmanager
def served(folder):
    """Serve a folder on this machine; yield its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def browser():
    api = pytest.importorskip("playwright.sync_api", reason="no driver of a browser")
    if CHROMIUM is None:
        pytest.skip("a browser is needed, and Chromium is not installed")
    from tools.look import CHROMIUM_OPTIONS

    with api.sync_playwright() as playwright:
        launch = playwright.chromium.launch
        with contextlib.closing(
            launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        ) as started:
            yield started


@pytest.fixture
def look(site, browser):
    """Yield a function that opens a page in a window; what goes wrong there fails."""
    wrong = []
    with served(site) as address, contextlib.ExitStack() as windows:

        def open_page(path, width=1280, scheme="light"):
            size = {"width": width, "height": 800}
            window = browser.new_context(viewport=size, color_scheme=scheme)
            windows.enter_context(contextlib.closing(window))
            page = window.new_page()
            page.on("console", lambda m: note(wrong, m.text, m.type != "error"))
            page.on("pageerror", lambda error: note(wrong, str(error)))
            page.on("response", lambda r: note(wrong, r.url, r.status < 400))
            ours = (address, "data:")
            page.on("request", lambda r: note(wrong, r.url, r.url.startswith(ours)))
            page.goto(address + path, wait_until="networkidle")
            return page

        yield open_page
    assert wrong == []


def note(wrong, what, fine=False):
    if not fine:
        wrong.append(what)


@needs_builder
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", LOOKED_AT)
def test_a_page_fits_its_window_and_draws_its_formulas_and_pictures(look, path, width):
    page = look(path, width)
    page.evaluate(LOAD_ALL)
    assert page.evaluate(FAULTS) == []


@needs_builder
def test_figures_stay_on_white_in_the_dark_and_formulas_turn_light(look):
    page = look("notebooks/06_momentum.html", scheme="dark")
    page.evaluate(LOAD_ALL)
    color = "([part, kind]) => getComputedStyle(document.querySelector(part))[kind]"
    figure = page.evaluate(color, [".cell_output img", "backgroundColor"])
    assert brightness(figure) == 255
    assert brightness(page.evaluate(color, ["body", "backgroundColor"])) < 60
    assert brightness(page.evaluate(color, [".math svg", "color"])) > 180


def brightness(color):
    red, green, blue = map(int, re.findall(r"\d+", color)[:3])
    return (red + green + blue) / 3


@needs_builder
def test_a_search_for_momentum_finds_lab_06_first(look):
    page = look("search.html?q=momentum")
    page.wait_for_selector("#search-results li a")
    first = page.get_attribute("#search-results li a", "href")
    assert first.split("?")[0].split("#")[0] == "notebooks/06_momentum.html"
