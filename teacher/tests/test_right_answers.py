"""Feed every check right answers written differently: a loop, float32, lists, in place.

`NN_name/right_answers.py` holds `RIGHT_ANSWERS`: from exercise to answers by
their names.
"""

import runpy

import pages
import pytest
from test_checks import EXERCISES, GRADERS, check_of

from labhelpers.homework import _lab

RIGHT_ANSWERS = {
    (lab.module, exercise): answers
    for lab in map(_lab.read_lab, pages.PATHS)
    for exercise, answers in runpy.run_path(
        pages.TEACHER / lab.name / "right_answers.py"
    )["RIGHT_ANSWERS"].items()
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
