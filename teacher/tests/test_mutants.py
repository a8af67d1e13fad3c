"""Every small change to a right answer is refused, or does not change what it returns.

`NN_name/equivalent.py` lists by hand the changes that leave an answer right, each with
its reason. Here runs a sample; `python labs.py test --full` tries every change, and
each of them in twenty calls, since checks draw their inputs at random.
"""

import contextlib
import functools
import io
import runpy
import signal
from unittest import mock

import numpy as np
import pages
import pytest
from mutants import mutants

from labhelpers import clinic
from labhelpers.homework import _lab

LABS = {path.stem: _lab.read_lab(path) for path in pages.PATHS}
EXERCISES = [
    (name, exercise.grade_id)
    for name, lab in LABS.items()
    for exercise in lab.exercises
]
SAMPLE = 3  # changes per exercise in an ordinary run, or a few more
CALLS = 20
SECONDS = 20  # a changed loop may never end


@pytest.fixture(autouse=True, scope="module")
def trained_once():
    """Train no patient of lab 16 twice, however many answers ask for it."""
    with mock.patch.object(clinic, "train", functools.cache(clinic.train)):
        yield


class TooLongError(BaseException):
    """The changed answer does not come to an end."""


def equivalent(name):
    """From grade_id to the changes that leave an answer right, by their reasons."""
    path = pages.TEACHER / name / "equivalent.py"
    return runpy.run_path(path)["EQUIVALENT"] if path.exists() else {}


def known(name, grade_id):
    """The changes that leave an answer to one exercise right."""
    by_reason = equivalent(name).get(grade_id, {})
    return {change for changes in by_reason.values() for change in changes}


@functools.cache
def namespace(name):
    """What the set-up cell of a lab and its solutions define."""
    found = {"__name__": "__main__"}
    exec(LABS[name].setup, found)
    for code in pages.solutions(name).values():
        exec(code, found)
    return found


def answers(name, grade_id):
    """Yield each right answer: its name, the code, and the function to change."""
    exercise = next(e for e in LABS[name].exercises if e.grade_id == grade_id)
    yield exercise.answer, pages.solutions(name)[grade_id], None
    path = pages.TEACHER / name / "right_answers.py"
    for function in runpy.run_path(path)["RIGHT_ANSWERS"][exercise.name].values():
        if getattr(function, "__name__", "<lambda>") in path.read_text("utf-8"):
            yield function.__name__, path.read_text("utf-8"), function.__name__


def changes(name, grade_id):
    """Yield every change that is not equivalent: name, words, code."""
    right = known(name, grade_id)
    for answer, code, function in answers(name, grade_id):
        for words, changed in mutants(code, function):
            if f"{answer}: {words}" not in right:
                yield answer, words, changed


def passes(name, grade_id, answer, code):
    """Return whether the check accepts the changed answer; None if it took too long."""
    exercise = next(e for e in LABS[name].exercises if e.grade_id == grade_id)
    found = dict(namespace(name))
    check = getattr(found["checks"], exercise.name)
    silence = contextlib.redirect_stdout(io.StringIO())
    with silence, np.errstate(all="ignore"), limited():
        try:
            exec(compile(code, "answer", "exec"), found)
        except Exception:
            return False  # the cell stops: no answer
        return check(found[answer]).passed
    return None


def ever_passes(name, grade_id, answer, code, calls):
    """Return whether the check accepts the changed answer in one of some calls.

    What took too long once would take too long again: it is not called again.
    """
    for _ in range(calls):
        verdict = passes(name, grade_id, answer, code)
        if verdict is not False:
            return bool(verdict)
    return False


@contextlib.contextmanager
def limited():
    """End what takes too long, as a student would."""

    def stop(*_):
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        with contextlib.suppress(TooLongError):
            yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="needs Unix's alarm")
@pytest.mark.parametrize(("name", "grade_id"), EXERCISES)
def test_a_small_change_to_a_right_answer_is_refused(name, grade_id, request):
    full = request.config.getoption("--full", default=False)
    found = list(changes(name, grade_id))
    if not full:
        found = found[:: max(1, len(found) // SAMPLE)]
    accepted = [
        (answer, words)
        for answer, words, code in found
        if ever_passes(name, grade_id, answer, code, CALLS if full else 1)
    ]
    assert not accepted


@pytest.mark.full
@pytest.mark.parametrize(("name", "grade_id"), EXERCISES)
def test_every_equivalent_change_is_still_one_of_the_changes(name, grade_id):
    made = {
        f"{answer}: {words}"
        for answer, code, function in answers(name, grade_id)
        for words, _ in mutants(code, function)
    }
    assert known(name, grade_id) <= made
