"""Solve every lab, and take the effects out of every lab.

`null_runs/NN_name.py` holds a list of null runs, each a dict of replacements in the
lab's code. The whole lab runs once per dict; every claim must fail in at least one run.
"""

import runpy

import pages
import pytest

NULL_RUNS = {
    path.stem: runpy.run_path(path)["NULL_RUNS"]
    for path in sorted((pages.ROOT / "tests" / "null_runs").glob("*.py"))
}


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
def test_every_claim_fails_when_its_effect_is_taken_out(name, tmp_path):
    runs = [
        pages.claims_of_run(name, replace, folder=tmp_path)
        for replace in NULL_RUNS[name]
    ]
    for holds in runs:
        assert set(holds) == set(pages.claimed(name))
    assert [s for s in runs[0] if all(holds[s] for holds in runs)] == []


def test_there_is_a_null_run_for_every_lab():
    assert sorted(NULL_RUNS) == pages.NAMES
