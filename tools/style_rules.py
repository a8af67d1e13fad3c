"""Read a page as an editor would: every rule of the house style that code can read.

    python labs.py style 06

Each rule is a function of a page that returns its faults, in words that say where. The
house style is the list `RULES` below, and what CONTRIBUTING.md says of a page.
"""

import re
import sys

import nbformat

from labhelpers import _project
from tools import folding, measures
from tools import rules_of_form as form
from tools import rules_of_language as language

FOLDED_CODE = re.compile(r"\bplots\.|\bclaims\.(?!guess\()|^\s*(title|alt)=", re.M)


def prose_has_at_most_160_words_a_cell(page):
    """Long prose is divided."""
    found = [(c, measures.words(c.source)) for c in page.cells]
    return [
        f"{form.where(cell)}: {count} words"
        for cell, count in found
        if cell.cell_type == "markdown" and count > 160
    ]


def a_visible_cell_has_20_lines_and_a_folded_one_30(page):
    """Short cells."""
    return [
        f"{form.where(cell)}: {measures.lines(cell)} lines"
        for cell in measures.code(page.cells)
        if measures.lines(cell) > (30 if folding.is_folded(cell) else 20)
    ]


def the_core_has_at_most_200_visible_lines(page):
    """The lesson, and no more."""
    count = measures.visible_lines(measures.core(page))
    return [f"{count} visible lines"] if count > 200 else []


def no_visible_line_styles_a_figure_or_computes_a_claim(page):
    """What only serves a figure or a claim is folded."""
    return [
        f"{form.where(cell)}: a figure or a claim in a visible cell"
        for cell in measures.code(page.cells)
        if not folding.is_folded(cell) and FOLDED_CODE.search(cell.source)
    ]


def a_core_asks_for_three_to_five_predictions(page):
    """At the points that surprise."""
    count = measures.predictions(measures.core(page))
    return [] if 3 <= count <= 5 else [f"{count} predictions"]


def a_core_has_three_or_four_counted_exercises(page):
    """Each with its check."""
    checks = measures.graded(measures.core(page), "grade")
    count = sum(1 for cell in checks if cell.metadata["nbgrader"].get("points"))
    return [] if 3 <= count <= 4 else [f"{count} counted exercises"]


def a_core_takes_at_most_50_minutes(page):
    """By the formula of `measures.minutes`."""
    count = measures.minutes(page)
    return [f"{count} minutes"] if count > 50 else []


RULES = [
    form.the_first_cell_makes_a_promise,
    form.the_set_up_has_six_lines,
    form.headings_are_sentences,
    form.the_page_ends_with_its_fixed_sections,
    form.at_most_three_code_cells_stand_in_a_row,
    form.the_page_says_how_many_minutes_it_takes,
    form.the_metadata_is_as_the_cells_ask,
    prose_has_at_most_160_words_a_cell,
    a_core_has_three_or_four_counted_exercises,
    form.going_further_is_a_cell_of_its_own_without_points,
    form.every_question_has_its_empty_guess_below,
    a_visible_cell_has_20_lines_and_a_folded_one_30,
    the_core_has_at_most_200_visible_lines,
    no_visible_line_styles_a_figure_or_computes_a_claim,
    a_core_asks_for_three_to_five_predictions,
    a_core_takes_at_most_50_minutes,
    language.no_sentence_is_longer_than_30_words,
    language.sentences_have_at_most_20_words_on_average,
    language.no_word_is_retired,
]


def main(names):
    """Print measures and faults of the named pages; return 1 if there is a fault."""
    status = 0
    for path in _project.labs(names):
        page = nbformat.read(path, as_version=4)
        cells = measures.core(page)
        total = sum(map(measures.lines, measures.code(page.cells)))
        words = measures.words("\n\n".join(measures.prose(cells)))
        print(f"{path.stem}: {measures.minutes(page)} minutes, {words} words, ", end="")
        print(f"{measures.visible_lines(cells)} visible lines of {total}")
        for rule in RULES:
            for fault in rule(page):
                status = 1
                print(f"  {rule.__name__.replace('_', ' ')}: {fault}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
