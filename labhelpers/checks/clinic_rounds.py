"""Check the exercises of lab 16."""

import functools
import random

import numpy as np

from labhelpers.checks._answers import call, fresh_generator, hint_of, known
from labhelpers.checks._verdict import Hint, exercise
from labhelpers.mistakes import clinic_rounds as mistakes

MOVES = ("change the model", "regularize", "done")
# Where each disease shows; a hint for a patient that is not recognised or not cured.
LOOK = {
    "rate too high": "the size of its updates, against the dotted line",
    "rate too low": "the size of its updates, and the activations beside them",
    "features not scaled": "the ranges of its features",
    "sigmoid too deep": "the gradients, from the first layer to the last",
    "dead units": "the activations of its layers",
    "softmax twice": "the floor of the loss, and how high the accuracy is there",
    "labels shuffled": "the accuracy in use, against that of guessing",
    "sorted, not shuffled": "the loss of each mini-batch within one epoch",
    "validation leak": "the distance between the two losses",
    "overfitting": "the distance between the accuracies, and all above chance",
    "underfitting": "the training accuracy, while its updates have the usual size",
    "wrong mode in use": "the accuracy in use, against the held-out one",
    "schedule that never fires": "the learning rate, and `decay_after` in its settings",
}


@exercise
def diagnoses(answer):
    """Check `my_diagnoses()`, a dict from the letter of a patient to its disease."""
    patients = _ward()
    received = _by_letter(call(answer), patients, "the name of a disease")
    received = {letter: _plain(name) for letter, name in received.items()}
    for letter, name in received.items():
        if name not in LOOK:
            raise Hint(f"Patient {letter} needs one of the thirteen names of the list.")
    wrong = [p for p in patients.values() if received[p.letter] != p.disease]
    if not wrong:
        return "All thirteen patients have their diagnosis."
    for mistake in known(mistakes, "diagnoses"):
        if mistake() == received:
            raise Hint(hint_of(mistake))
    first = wrong[0]
    raise Hint(f"Patient {first.letter}: look at {LOOK[first.disease]}.")


@exercise
def remedies(answer):
    """Check `my_remedies()`: every patient is trained again, with a fresh seed."""
    patients = _ward()
    wanted = "a dict with one argument"
    received = _by_letter(call(answer), patients, wanted)
    for letter, remedy in received.items():
        _require_one_change(patients[letter], remedy, wanted)
    with _generators_kept():
        for letter, patient in patients.items():
            ((argument, value),) = received[letter].items()
            if _cured(letter, argument, value):
                continue
            for mistake in known(mistakes, "remedies"):
                if mistake()[letter] == received[letter]:
                    raise Hint(hint_of(mistake))
            look = LOOK[patient.disease]
            raise Hint(
                f"Patient {letter} is not cured by `{argument}`: look at {look}."
            )
    return "All thirteen patients work in use, without their symptoms."


@exercise
def next_move(answer):
    """Check `my_next_move(training, held_out, wanted)` on random accuracies."""
    cases = _accuracies(fresh_generator())
    received = [_move(call(answer, *case)) for case in cases]
    if received == [_next_move(*case) for case in cases]:
        return "The next move is right for random accuracies, equal ones included."
    for mistake in known(mistakes, "next_move"):
        if received == [mistake(*case) for case in cases]:
            raise Hint(hint_of(mistake))
    for case, word in zip(cases, received, strict=True):
        if word != _next_move(*case):
            numbers = "training {:.2f}, held out {:.2f}, wanted {:.2f}".format(*case)
            raise Hint(f"With {numbers} the answer is {word!r}: walk round the cycle.")


def _ward():
    from labhelpers import clinic

    return clinic.ward()


def _by_letter(received, patients, wanted):
    """Return an answer as a dict with every letter, in order."""
    letters = f"{min(patients)} to {max(patients)}"
    if not isinstance(received, dict):
        kind = type(received).__name__
        raise Hint(f"Return a dict from {letters} to {wanted}; received a {kind}.")
    plain = {str(key).strip().upper(): value for key, value in received.items()}
    if set(plain) != set(patients):
        odd = ", ".join(sorted(set(plain) ^ set(patients)))
        raise Hint(f"The letters {letters} are needed; missing or too many: {odd}.")
    return {letter: plain[letter] for letter in patients}


def _plain(name):
    return " ".join(str(name).lower().split())


def _require_one_change(patient, remedy, wanted):
    """Raise a hint unless the remedy changes one argument of the patient."""
    letter = patient.letter
    if not isinstance(remedy, dict) or not remedy:
        raise Hint(f"Patient {letter} needs {wanted}; received {remedy!r:.40}.")
    unknown = [name for name in remedy if name not in patient.settings]
    if unknown:
        raise Hint(f"Patient {letter}: the training has no argument {unknown[0]!r}.")
    if len(remedy) > 1:
        raise Hint(hint_of(mistakes.remedies__two_arguments))
    ((name, value),) = remedy.items()
    if repr(patient.settings[name]) == repr(value):
        raise Hint(hint_of(mistakes.remedies__nothing_changed))


@functools.cache
def _seed():
    """Return the seed of the checks of this process."""
    return int(fresh_generator().integers(2**31))


_results = {}  # what was trained in this process: a second check is quick


def _cured(letter, argument, value):
    """Return whether a patient is cured by one changed argument."""
    from labhelpers import clinic

    patient = clinic.ward()[letter]
    key = repr((letter, patient.settings, argument, value))
    if key not in _results:
        try:
            run = clinic.train(patient, seed=_seed(), **{argument: value})
        except Exception as error:
            kind = type(error).__name__
            text = f"Patient {letter} cannot be trained with {argument}={value!r:.40}"
            raise Hint(f"{text}: {kind}.") from None
        _results[key] = clinic.is_cured(run, patient)
    return _results[key]


class _generators_kept:  # noqa: N801 - reads as a function in its with-line
    """Leave NumPy's and Python's random generators as they were."""

    def __enter__(self):
        self.states = random.getstate(), np.random.get_state()  # noqa: NPY002

    def __exit__(self, *_):
        random.setstate(self.states[0])
        np.random.set_state(self.states[1])  # noqa: NPY002


def _accuracies(generator):
    """Return cases (training, held_out, wanted) for every answer, in random order."""
    cases = []
    for wanted in generator.uniform(0.5, 0.9, size=4):
        above = wanted + generator.uniform(0.01, 0.1, size=2)
        below = wanted - generator.uniform(0.01, 0.4, size=2)
        cases += [
            (max(above), min(above), wanted),
            (above[0], below[0], wanted),
            (max(below), min(below), wanted),
            (below[0], above[0], wanted),
            (wanted, wanted, wanted),
            (above[0], wanted, wanted),
        ]
    cases = [tuple(map(float, case)) for case in cases]
    return [cases[place] for place in generator.permutation(len(cases))]


def _next_move(training, held_out, wanted):
    """Return the right word."""
    if training < wanted:
        return MOVES[0]
    return MOVES[1] if held_out < wanted else MOVES[2]


def _move(received):
    """Return an answer as one of the three words."""
    word = _plain(received) if isinstance(received, str) else received
    if not isinstance(word, str) or word not in MOVES:
        words = ", ".join(map(repr, MOVES))
        raise Hint(f"Return one of {words}; received {received!r:.40}.")
    return word
