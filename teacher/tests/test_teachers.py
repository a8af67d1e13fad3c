"""Hold the teacher's guides to the pages: every lab, every question, the right ward."""

import pages
import pytest

from labhelpers import objectives, optimizers
from labhelpers.mistakes import clinic_rounds
from tools import teachers

every_lab = pytest.mark.parametrize("name", pages.NAMES)


def read(name):
    return (teachers.TEACHER / name / "guide.md").read_text(encoding="utf-8")


def test_there_is_a_guide_for_every_lab_and_no_other():
    assert {path.parent.name for path in teachers.TEACHER.glob("*/guide.md")} == set(
        pages.NAMES
    )


@every_lab
def test_a_guide_has_an_answer_to_every_question_of_its_page(name):
    asked = teachers.questions(pages.read(name))
    given = teachers.answers(read(name))
    assert len(given) == len(asked) >= 3
    for question, answer in zip(asked, given, strict=True):
        assert len(answer) > 3 and teachers.NO_ANSWER not in answer, question


@every_lab
def test_what_a_guide_takes_from_page_and_checks_is_up_to_date(name):
    path = pages.ROOT / "notebooks" / f"{name}.ipynb"
    message = "give the command `python labs.py guides`, read what has changed"
    assert teachers.guide(path, read(name)) == read(name), message


@every_lab
def test_a_guide_says_aim_minutes_trouble_and_what_each_exercise_checks(name):
    text = read(name)
    assert "**Aim.** At the end" in text and "minutes" in text
    assert 40 <= len(teachers.part(text, teachers.TROUBLE).split()) <= 120
    exercises = teachers.part(text, teachers.EXERCISES)
    count = sum(bool(pages.grading(c).get("grade")) for c in pages.code_cells(name))
    assert exercises.count("On a pass the check says") == count
    assert exercises.count("\n- ") >= 3 * count  # known mistakes


def test_a_changed_question_takes_the_place_of_the_old_one_and_shows():
    name = pages.NAMES[0]
    old = teachers.questions(pages.read(name))[1]
    stale = read(name).replace(old, "**Predict.** Something else?")
    path = pages.ROOT / "notebooks" / f"{name}.ipynb"
    assert stale != read(name) and teachers.guide(path, stale) == read(name)


def test_a_page_without_a_guide_gets_one_that_says_what_is_missing():
    path = pages.ROOT / "notebooks" / f"{pages.NAMES[0]}.ipynb"
    text = teachers.guide(path)
    asked = teachers.questions(pages.read(pages.NAMES[0]))
    assert text.count(teachers.NO_ANSWER) == len(asked) + 1
    assert teachers.guide(path, text) == text


def test_the_guide_to_the_clinic_names_the_diseases_of_its_ward():
    words = " ".join(
        teachers.part(read("16_training_clinic"), teachers.TROUBLE).split()
    )
    for disease, (letter, _) in clinic_rounds._ward().items():
        said = disease.replace("sorted, not", "sorted and not")
        assert f"{letter} {said}" in words, disease


def test_the_numbers_of_steps_in_the_guide_to_momentum_are_those_of_the_valley():
    valley = objectives.Valley(curvatures=(1, 25))

    def steps(momentum):
        path = optimizers.descend(
            optimizers.momentum_step,
            valley.gradient,
            (-10, 2),
            400,
            learning_rate=0.07,
            momentum=momentum,
        )
        return optimizers.settling_time(path)

    given = teachers.answers(read("06_momentum"))[0]
    for momentum in (0, 0.7, 0.95):
        assert f"({steps(momentum)} steps)" in given
