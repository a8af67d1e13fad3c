"""Feed every check its known mistakes and nonsense (right answers: see their own test).

A check module and its mistakes share the name of their lab; a mistake is called
`<exercise>__<what is wrong>`, and its docstring is the hint that the check must give.
"""

import importlib
import inspect
import pkgutil
import sys

import numpy as np
import pytest

from labhelpers import checks, mistakes
from labhelpers._quiet import keras
from labhelpers.checks import _networks
from labhelpers.checks._answers import hint_of, known
from labhelpers.mistakes import parameters

LABS = [
    module.name
    for module in pkgutil.iter_modules(checks.__path__)
    if not module.name.startswith("_")
]
GRADERS = [("NBGRADER_EXECUTION", "autograde"), ("LABS_GRADING", "1")]


def check_of(lab, exercise):
    return getattr(importlib.import_module(f"labhelpers.checks.{lab}"), exercise)


def exercises(lab):
    """Names of the check functions of a lab: those written in its module."""
    module = importlib.import_module(f"labhelpers.checks.{lab}")
    return [
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]


def mistakes_of(lab):
    module = importlib.import_module(f"labhelpers.mistakes.{lab}")
    return [
        function
        for name, function in inspect.getmembers(module)
        if "__" in name and not name.startswith("_")
    ]


def own(function):
    """The same function as if a student had written it."""

    def student(*arguments):
        return function(*arguments)

    return student


EXERCISES = [(lab, exercise) for lab in LABS for exercise in exercises(lab)]
MISTAKES = [(lab, mistake) for lab in LABS for mistake in mistakes_of(lab)]


@pytest.mark.parametrize(
    ("lab", "mistake"), MISTAKES, ids=[f"{lab}-{m.__name__}" for lab, m in MISTAKES]
)
def test_a_known_mistake_gets_its_own_hint(lab, mistake):
    exercise = mistake.__name__.split("__")[0]
    verdict = check_of(lab, exercise)(own(mistake))
    assert (verdict.status, verdict.message) == ("NOT YET", hint_of(mistake))


def test_the_model_of_the_known_mistakes_passes_without_a_mistake():
    assert check_of("parameters", "model")(own(parameters._network)).passed


@pytest.mark.parametrize("mistake", known(parameters, "model"), ids=hint_of)
def test_a_known_mistake_of_a_model_is_its_only_one(mistake):
    settings = _networks.settings(np.random.default_rng(), num_layers=3)
    model = mistake(*settings.values())
    if model.compiled:
        comparisons = _networks.COMPARISONS
        found = [compare(model, settings, keras) for compare in comparisons]
        assert len([each for each in found if each]) == 1, found


@pytest.mark.parametrize(("lab", "exercise"), EXERCISES)
def test_every_exercise_has_three_known_mistakes_with_hints_of_their_own(lab, exercise):
    known = [m for m in mistakes_of(lab) if m.__name__.split("__")[0] == exercise]
    assert len(known) >= 3
    assert len({hint_of(mistake) for mistake in known}) == len(known)


TRIVIAL = {
    "returns zero": lambda *arguments: 0.0,
    "returns one": lambda *arguments: np.ones(3),
    "returns its first argument": lambda *arguments: arguments[0],
    "returns its first two arguments": lambda *arguments: arguments[:2],
    "returns all its arguments": lambda *arguments: arguments,
    "returns a word": lambda *arguments: "velocity",
    "returns words": lambda *arguments: ("a", "b"),
    "returns ragged lists": lambda *arguments: [[1, 2], [3]],
    "returns NaN": lambda *arguments: np.asarray(arguments[0]) * np.nan,
    "returns a function": lambda *arguments: len,
    "takes no arguments": lambda: 1,
    "divides by zero": lambda *arguments: 1 / 0,
    "exits": lambda *arguments: exit(),
    "is a number": 3.0,
    "is a word": "PASS",
    "is an array": np.ones(4),
}


@pytest.mark.parametrize("name", TRIVIAL)
@pytest.mark.parametrize(("lab", "exercise"), EXERCISES)
def test_nonsense_is_not_yet_and_never_raises(lab, exercise, name):
    verdict = check_of(lab, exercise)(TRIVIAL[name])
    assert verdict.status == "NOT YET", verdict
    assert verdict.message


@pytest.mark.parametrize("stub", [None, ..., lambda *_: None, lambda *_: ...])
@pytest.mark.parametrize(("lab", "exercise"), EXERCISES)
def test_an_untouched_stub_is_to_do(lab, exercise, stub):
    assert check_of(lab, exercise)(stub).status == "TO DO"


@pytest.mark.parametrize(("lab", "exercise"), EXERCISES)
def test_a_check_prints_nothing_and_draws_from_no_global_generator(
    lab, exercise, capsys
):
    np.random.seed(5)  # noqa: NPY002 - the state that a check must leave alone
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    check_of(lab, exercise)(lambda *arguments: arguments[0])
    assert np.array_equal(np.random.get_state()[1], before)  # noqa: NPY002
    assert capsys.readouterr() == ("", "")


def test_the_students_own_error_keeps_its_traceback():
    def my_velocity(gradients, learning_rate, momentum):
        return gradients[99]

    verdict = check_of("momentum", "velocity")(my_velocity)
    assert "IndexError" in verdict.message
    assert "return gradients[99]" in verdict.error
    assert "labhelpers" not in verdict.error


def test_the_packages_own_function_is_no_answer():
    from labhelpers import optimizers

    verdict = check_of("momentum", "nesterov_step")(optimizers.nesterov_step)
    assert verdict.status == "NOT YET"
    assert "write the lines yourself" in verdict.message


def test_calling_the_packages_own_function_is_no_answer_either():
    from labhelpers import optimizers

    def my_nesterov_step(*arguments):
        return optimizers.nesterov_step(*arguments)

    verdict = check_of("momentum", "nesterov_step")(my_nesterov_step)
    assert verdict.status == "NOT YET"
    assert "out of reach" in verdict.error
    assert optimizers.nesterov_step.__name__ == "nesterov_step"


@pytest.mark.parametrize("variable", GRADERS)
def test_while_grading_anything_but_pass_raises(monkeypatch, variable):
    check = check_of("momentum", "velocity")
    monkeypatch.setenv(*variable)
    with pytest.raises(checks.NotPassed, match="TO DO"):
        check(None)
    with pytest.raises(checks.NotPassed, match="NOT YET"):
        check(lambda *_: 0.0)


@pytest.mark.parametrize("variable", GRADERS)
def test_while_grading_a_warning_does_not_reach_the_page(monkeypatch, capsys, variable):
    def warns(*arguments):
        print("careful", file=sys.stderr)
        return 0.0

    check = check_of("momentum", "velocity")
    assert not check(warns).passed and "careful" in capsys.readouterr().err
    monkeypatch.setenv(*variable)
    with pytest.raises(checks.NotPassed, match="NOT YET"):
        check(warns)
    assert capsys.readouterr().err == ""


def test_nbgraders_other_steps_do_not_raise(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert check_of("momentum", "velocity")(None).status == "TO DO"


def test_there_is_a_module_of_mistakes_for_every_module_of_checks():
    known = [module.name for module in pkgutil.iter_modules(mistakes.__path__)]
    assert known == LABS
