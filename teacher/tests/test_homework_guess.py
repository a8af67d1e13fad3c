"""A guess that a student types into a page is no change of the page."""

import dataclasses
import json

import homework_class as made
import pytest

from labhelpers.homework import page, plan

LABS = page.read_labs()
EMPTY = 'claims.guess("")'


def same_page(lab, change):
    """Return the cells of a lab as a submission whose guesses were changed."""
    return [dataclasses.replace(c, source=change(c.source)) for c in lab.cells]


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("name", LABS)
@pytest.mark.parametrize(
    "guess",
    [
        'claims.guess("the first")',
        "claims.guess('the one with \\'0.7\\'')",
        'claims.guess("""first\n\nthen the second""")',
        'claims.guess(\n    "a long one "\n    "in two pieces"\n)  # sure',
        'claims.guess("the "large" one")',
        "claims.guess(",
        "claims.guess(-0.3)",
        'claims.guess([first, "b"])',
    ],
)
def test_a_page_whose_guesses_are_filled_in_runs_the_same_steps(name, guess, whole):
    lab = LABS[name]
    filled = same_page(lab, lambda source: source.replace(EMPTY, guess))
    assert plan.make(lab, filled, whole) == plan.make(lab, lab.cells, whole)


@pytest.mark.parametrize(
    "ending",
    [
        'claims.guess("the first")\nprint(1)',
        'claims.guess("the first"); print(1)',
        'claims.guess(print("the first"))',
        'claims.guess(f"{print(1)}")',
        'if claims.guess("the first"): print(1)',
        'claims.guess("the "large" one")\nprint(1)',
    ],
)
def test_code_in_or_behind_a_guess_is_a_change_and_runs(ending):
    cell = page.Cell(f"rate = 3\n{ending}")
    assert page.without_guess(cell.source) == cell.source
    assert cell.lines != page.Cell(f"rate = 3\n{EMPTY}").lines


def test_a_changed_cell_with_a_guess_runs_without_the_guess():
    lab = LABS["04_gradient_descent"]
    changed = same_page(lab, lambda s: s.replace("[0.5, 1.2, 2.5]", "[0.5, 9.9]"))
    for cell in changed:
        cell.source = cell.source.replace(EMPTY, 'claims.guess("9.9")')
    steps, _ = plan.make(lab, changed, whole=True)
    ran = [step.source for step in steps if "[0.5, 9.9]" in step.source]
    assert len(ran) == 1
    assert not any("claims.guess" in step.source for step in steps)


def test_a_page_with_all_guesses_filled_in_is_the_same_lab():
    lab = LABS["06_momentum"]
    filled = same_page(lab, lambda source: source.replace(EMPTY, 'claims.guess("x")'))
    bare = [page.Cell(cell.source) for cell in filled]
    assert page.lab_of(bare, "anything.ipynb", LABS) is lab
    assert all(lab.same(cell) is not None for cell in bare)


def test_a_guess_in_a_long_cell_does_not_make_the_grader_run_it():
    cells = made.lab()
    cells[1]["source"] += f"\n{EMPTY}"
    teachers = page.parse(json.dumps(made.notebook(cells)).encode()).cells
    lab = page.Lab("06_small", teachers)
    typed = [
        dataclasses.replace(c, source=c.source.replace(EMPTY, 'claims.guess("long")'))
        for c in teachers
    ]
    steps, notes = plan.make(lab, typed)
    assert not any("sleep" in step.source for step in steps)
    assert notes == []


@pytest.mark.parametrize("name", LABS)
def test_turning_every_knob_of_a_page_adds_no_step_to_it(name):
    lab = LABS[name]
    turned = [
        c
        if c.is_check or c.is_answer or c is lab.setup
        else dataclasses.replace(c, source=f"{c.source}\nmy_epochs = 3 * 3")
        for c in lab.cells
    ]
    before, after = plan.make(lab, lab.cells)[0], plan.make(lab, turned)[0]
    added = {step.source.removesuffix("\nmy_epochs = 3 * 3") for step in after}
    assert added <= {step.source for step in before}


@pytest.mark.parametrize("name", LABS)
def test_a_check_alone_takes_a_part_of_the_steps_of_its_page(name):
    lab = LABS[name]
    steps = plan.make(lab, lab.cells)[0]
    for check in lab.checks:
        alone = plan.alone(lab, lab.cells, check)
        assert {step.check for step in alone} == {"", check}
        assert {step.source for step in alone} <= {step.source for step in steps}
