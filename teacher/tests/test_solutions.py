"""Solve every lab."""

import pages
import pytest


@pytest.mark.parametrize("name", pages.NAMES)
def test_the_solutions_pass_every_check(name):
    solutions = pages.solutions(name)
    cells = pages.code_cells(name)
    setup, exercises = cells[0], [cell for cell in cells if pages.grading(cell)]
    solved = [cell.copy() for cell in [setup, *exercises]]
    for cell in solved[1:]:
        if pages.grading(cell)["solution"]:
            cell.source = solutions.pop(pages.grading(cell)["grade_id"])
    assert not solutions, "solutions for exercises that the lab does not have"
    _, verdicts = pages.run_cells(solved)
    passed = [
        verdict.passed
        for cell, verdict in zip(solved, verdicts, strict=True)
        if pages.grading(cell).get("grade")
    ]
    assert passed and all(passed), verdicts


@pytest.mark.parametrize("name", pages.NAMES)
def test_the_solutions_fit_the_exercises_and_are_not_in_the_page(name):
    exercises = {
        pages.grading(cell)["grade_id"]: cell.source
        for cell in pages.code_cells(name)
        if pages.grading(cell).get("solution")
    }
    solutions = pages.solutions(name)
    assert set(solutions) == set(exercises)
    page = "\n".join(cell.source for cell in pages.read(name).cells)
    for grade_id, solution in solutions.items():
        body = solution.strip().splitlines()[-1].strip()
        assert body not in page, grade_id
