"""Break a page that follows every rule, one rule at a time."""

import pytest
import small_page as small
from nbformat.v4 import new_code_cell, new_markdown_cell

from tools import folding, measures, style_rules

LONG = "The loss falls " + "and falls again " * 10 + "to zero."
WORDY = " ".join(["Here is a long sentence that has just about enough words to be"] * 2)


def at(page, source):
    """Return the number of the first cell with this source."""
    return [cell.source for cell in page.cells].index(source)


def replace(old, new):
    """Return a change of all cells that are `old`."""

    def change(page):
        assert any(old in cell.source for cell in page.cells)
        for cell in page.cells:
            cell.source = cell.source.replace(old, new)

    return change


def add(below, *cells):
    """Return a change that puts cells below the first one with the source `below`."""

    def change(page):
        number = at(page, below) + 1
        page.cells[number:number] = [cell.copy() for cell in cells]

    return change


def without_guesses(page):
    page.cells = [cell for cell in page.cells if cell.source != small.GUESS]


def with_hidden_guess(page):
    page.cells[at(page, small.GUESS)].source += "\nprint(1)"


QUESTIONS = [
    cell
    for number in range(3)
    for cell in [
        new_markdown_cell(f"## Is it {number} or more?\n\n**Predict.** Is it?"),
        new_code_cell(small.GUESS),
    ]
]
LINES = "\n".join(f"number = {n}" for n in range(21))
FOUR = [new_code_cell("1") for _ in range(4)]
COSTLY = "\n\n".join(["$$x = 1$$"] * 60)
BREAKS = {
    "the_first_cell_makes_a_promise": replace("no download", "download"),
    "the_set_up_has_six_lines": replace(
        small.SETUP, f"{small.SETUP}\na, b\n\nc\nd\ne\nf"
    ),
    "headings_are_sentences": replace("## Which of the two is faster?", "## Speed"),
    "the_page_ends_with_its_fixed_sections": replace(
        "## What we saw", "## What it all was"
    ),
    "at_most_three_code_cells_stand_in_a_row": add(small.ANSWER, *FOUR),
    "the_page_says_how_many_minutes_it_takes": lambda page: None,
    "the_metadata_is_as_the_cells_ask": lambda page: page.cells[5].metadata.clear(),
    "prose_has_at_most_160_words_a_cell": replace("one is faster.", "One is so. " * 60),
    "a_core_has_three_or_four_counted_exercises": add(
        small.ANSWER, *small.graded("a"), *small.graded("b")
    ),
    "going_further_is_a_cell_of_its_own_without_points": add(
        small.OPTIONAL, *small.graded("a")
    ),
    "every_question_has_its_empty_guess_below": without_guesses,
    "a_visible_cell_has_20_lines_and_a_folded_one_30": replace(small.EXPERIMENT, LINES),
    "the_core_has_at_most_200_visible_lines": add(
        small.ANSWER, *[new_code_cell(LINES[:-11])] * 3 * 5
    ),
    "no_visible_line_styles_a_figure_or_computes_a_claim": replace(
        small.GUESS, f"{small.FIGURE}\n{small.GUESS}"
    ),
    "a_core_asks_for_three_to_five_predictions": add(small.ANSWER, *QUESTIONS),
    "a_core_takes_at_most_50_minutes": add(small.ANSWER, new_markdown_cell(COSTLY)),
    "no_sentence_is_longer_than_30_words": replace(small.ANSWER, LONG),
    "sentences_have_at_most_20_words_on_average": add(
        small.ANSWER, *[new_markdown_cell(f"{WORDY}.\n\n" * 6)] * 20
    ),
    "no_word_is_retired": replace(small.ANSWER, "We try it anew."),
}


def test_a_page_that_follows_every_rule_has_no_faults():
    page = small.make()
    assert [rule(page) for rule in style_rules.RULES] == [[]] * len(style_rules.RULES)


@pytest.mark.parametrize("rule", style_rules.RULES, ids=lambda rule: rule.__name__)
def test_a_page_that_breaks_a_rule_is_told_so(rule):
    page = small.make()
    BREAKS[rule.__name__](page)
    if "metadata" not in rule.__name__:
        small.complete(page)
    if "minutes_it_takes" in rule.__name__:
        replace(f"{measures.minutes(page)} minutes", "99 minutes")(page)
    assert rule(page)


def test_a_guess_that_shares_its_cell_is_no_guess_cell():
    page = small.make()
    with_hidden_guess(page)
    assert style_rules.form.every_question_has_its_empty_guess_below(page)


@pytest.mark.parametrize(
    "change, minutes",
    [
        (add(small.ANSWER, *small.graded("a")), 5),
        (add(small.ANSWER, new_markdown_cell("$$x$$" * 4)), 3),
        (add(small.ANSWER, *[new_code_cell("plots.show_curves(a)")] * 5), 3),
        (add(small.ANSWER, *[new_code_cell("1")] * 40), 2),
        (add(small.ANSWER, new_markdown_cell("word " * 240)), 2),
        (add(small.OPTIONAL, *small.graded("a")), 0),
        (add(small.OPTIONAL, new_markdown_cell("word " * 500)), 0),
    ],
)
def test_the_minutes_follow_the_formula_and_leave_going_further_out(change, minutes):
    page = small.make()
    before = measures.minutes(page)
    change(page)
    assert abs(measures.minutes(page) - before - minutes) <= 1


@pytest.mark.parametrize(
    "source, folded",
    [
        (small.FIGURE, True),
        ("a = 1\nclaims.larger('It is larger', a, b)", True),
        ("for a in b:\n    plots.show_curves(a)", True),
        (small.GUESS, False),
        (f"{small.FIGURE}\n{small.GUESS}", False),
        ("widgets.valley_view(valley).show()", False),
        ("model.fit(x, y)  # plots.show_curves(1)", False),
        ("text = 'claims.check(1)'", False),
    ],
)
def test_what_calls_plots_or_claims_is_folded_except_where_a_student_types(
    source, folded
):
    cell = new_code_cell(source)
    assert folding.is_folded(cell) == folded
    expected = {"jupyter", "cellView", "tags"} if folded else set()
    assert set(folding.metadata(cell)) == expected
    assert not folding.is_folded(new_markdown_cell(source))


def test_an_exercise_is_never_folded():
    cell = new_code_cell(small.FIGURE, metadata={"nbgrader": {"solution": True}})
    assert not folding.is_folded(cell)


def test_going_further_is_collapsed_and_other_tags_are_kept():
    heading = new_markdown_cell(small.OPTIONAL)
    assert folding.metadata(heading) == {"jp-MarkdownHeadingCollapsed": True}
    cell = new_code_cell("print(1)", metadata={"tags": ["nbval-ignore-output"]})
    assert folding.metadata(cell) == {"tags": ["nbval-ignore-output"]}
    cell.source = small.FIGURE
    assert folding.metadata(cell)["tags"] == ["nbval-ignore-output", "hide-input"]


@pytest.mark.parametrize(
    "text, counts",
    [
        ("One two three. Four five!\n\n- six\n- seven eight\n", [3, 2, 1, 2]),
        ("The rate 0.03 is $a + b$. Then `x = f(1)` follows.", [5, 3]),
        ("**Predict.** Which one is it? See [the page](https://a.b/c).", [1, 4, 3]),
        ("# A heading\n\n| a | table |\n\nA word", [2]),
        ("Goh et al. say so, e.g. here. Yes.", [7, 1]),
    ],
)
def test_sentences_are_counted_as_a_reader_counts_them(text, counts):
    assert [count for _, count in measures.sentences(text)] == counts
