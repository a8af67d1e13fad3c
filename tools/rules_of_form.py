"""The form of a page: sections, headings, order of cells, metadata.

Each rule is a function of a page that returns its faults, in words that say where.
"""

import re

from tools import folding, measures

ENDING = ["What we saw", "In practice", "Going further", "Further reading"]
PROPER_NAMES = {
    *("Keras", "NumPy", "KerasTuner", "Nesterov", "Adam", "AdamW", "Adagrad"),
    *("Monte", "Carlo", "Maxout"),
}
GUESS = 'claims.guess("")'


def where(cell):
    """Return how a fault names a cell."""
    start = next((s.strip() for s in cell.source.splitlines() if s.strip()), "")
    return f"cell {cell.id} ({start[:50]!r})"


def headings(cells):
    """Return the headings of the second level and below, in order, as (marks, text)."""
    return re.findall(r"^(##+) (.+)$", "\n".join(measures.prose(cells)), re.M)


def the_first_cell_makes_a_promise(page):
    """A title with a verb, the end product, what you will do and need."""
    first = page.cells[0].source
    parts = ["**You will**", "**You need**", "no download", "minutes", "cycle"]
    missing = [part for part in parts if part not in first]
    if not re.match(r"# \d+ [A-Z]", first):
        missing.append("a title such as '# 6 Give the optimizer a memory'")
    return [f"the first cell lacks {part}" for part in missing]


def the_set_up_has_six_lines(page):
    """Set-up is the second cell, sets the seed, and nothing else sets it."""
    setup = measures.code(page.cells)[0]
    calls = [c.source.count("set_seed(") for c in measures.code(page.cells)]
    faults = []
    if measures.lines(setup) > 6:
        faults.append(f"{measures.lines(setup)} lines of set-up")
    if page.cells[1].id != setup.id:
        faults.append("the set-up is not the second cell")
    if not calls[0] == 1 == sum(calls):
        faults.append(f"set_seed is called {sum(calls)} times, and once in set-up")
    return faults


def headings_are_sentences(page):
    """Four words or more, no full stop, no capitals but of names, none twice."""
    found = [text for _, text in headings(page.cells)]
    faults = [f"heading twice: {h}" for h in set(found) if found.count(h) > 1]
    for heading in found:
        capitals = set(re.findall(r"(?<=\s)[A-Z][a-z]+\b", heading)) - PROPER_NAMES
        short = len(heading.split()) < 4
        if heading not in ENDING and (heading.endswith(".") or capitals or short):
            faults.append(f"heading: {heading}")
    return faults


def the_page_ends_with_its_fixed_sections(page):
    """What we saw, In practice, perhaps Going further, and two to four links."""
    found = [text for marks, text in headings(page.cells) if marks == "##"]
    endings = [ENDING, [h for h in ENDING if h != "Going further"]]
    if not any(found[-len(ending) :] == ending for ending in endings):
        return [f"the last sections are {found[-4:]}"]
    reading = "\n".join(measures.prose(page.cells)).partition("## Further reading")[2]
    links = len(re.findall(r"^- ", reading, re.M))
    return [] if 2 <= links <= 4 else [f"{links} links in Further reading"]


def going_further_is_a_cell_of_its_own_without_points(page):
    """JupyterLab collapses all cells below a heading: it must open its cell."""
    kept = {cell.id for cell in measures.core(page)}
    optional = [cell for cell in page.cells if cell.id not in kept]
    faults = [
        f"{where(cell)}: a heading inside a cell"
        for cell in page.cells
        if cell.cell_type == "markdown"
        and re.search(r"(?<!\A)^## (Going further|Further reading)", cell.source, re.M)
        and optional
    ]
    return faults + [
        f"{where(cell)}: points in Going further"
        for cell in measures.graded(optional, "grade")
        if cell.metadata["nbgrader"].get("points")
    ]


def at_most_three_code_cells_stand_in_a_row(page):
    """Prose between them."""
    kinds = "".join(cell.cell_type[0] for cell in page.cells)
    return [
        f"{where(page.cells[match.start()])}: four code cells in a row"
        for match in re.finditer("cccc+", kinds)
    ]


def every_question_has_its_empty_guess_below(page):
    """A guess is a visible cell of its own, directly below the question."""
    faults = []
    for cell, below in zip(page.cells, [*page.cells[1:], None], strict=True):
        asks = cell.cell_type == "markdown" and cell.source.count(measures.PREDICT)
        if asks and (asks > 1 or below is None or below.source != GUESS):
            faults.append(f"{where(cell)}: a question without its guess cell")
    guesses = sum(c.source.count("claims.guess") for c in measures.code(page.cells))
    if guesses != measures.predictions(page.cells):
        faults.append(f"{guesses} guesses")
    return faults


def the_metadata_is_as_the_cells_ask(page):
    """Folding and collapsing are written by `labs.py notebooks`."""
    return [
        f"{where(cell)}: its metadata are {dict(cell.metadata)}"
        for cell in page.cells
        if {k: v for k, v in cell.metadata.items() if k != "nbgrader"}
        != folding.metadata(cell)
    ]


def the_page_says_how_many_minutes_it_takes(page):
    """The number is computed and never typed."""
    same = page.cells[0].source == measures.with_minutes(page)
    return [] if same else [f"it takes {measures.minutes(page)} minutes"]
