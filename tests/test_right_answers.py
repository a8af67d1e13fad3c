"""Feed every check right answers written differently: a loop, float32, lists, in place.

`right_answers/name.py` holds `RIGHT_ANSWERS`: from exercise to answers by their names.
A class copy has none, and no such tests.
"""

import runpy
from pathlib import Path

import pytest
from test_checks import EXERCISES, GRADERS, check_of

RIGHT_ANSWERS = {
    (path.stem, exercise): answers
    for path in sorted((Path(__file__).parent / "right_answers").glob("*.py"))
    for exercise, answers in runpy.run_path(path)["RIGHT_ANSWERS"].items()
}
RIGHT = [
    (lab, exercise, name)
    for (lab, exercise), answers in RIGHT_ANSWERS.items()
    for name in answers
]


@pytest.mark.parametrize(("lab", "exercise"), EXERCISES)
def test_every_exercise_has_three_right_answers(lab, exercise):
    assert len(RIGHT_ANSWERS[lab, exercise]) >= 3


@pytest.mark.parametrize(("lab", "exercise", "name"), RIGHT)
def test_a_right_answer_passes_however_it_is_written(lab, exercise, name):
    verdict = check_of(lab, exercise)(RIGHT_ANSWERS[lab, exercise][name])
    assert verdict.status == "PASS", verdict


@pytest.mark.parametrize("variable", GRADERS)
def test_while_grading_a_right_answer_passes_too(monkeypatch, variable):
    monkeypatch.setenv(*variable)
    right = RIGHT_ANSWERS["momentum", "velocity"]["a loop"]
    assert check_of("momentum", "velocity")(right).passed
