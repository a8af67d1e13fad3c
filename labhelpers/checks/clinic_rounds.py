"""Check the exercises of lab 16."""

import functools

import numpy as np

from labhelpers.checks._answers import call, fresh_generator, hint_of, known
from labhelpers.checks._remedies import plain_remedy
from labhelpers.checks._verdict import Hint, exercise
from labhelpers.mistakes import clinic_rounds as mistakes

MOVES = ("change the model", "regularize", "done")
OUT_OF_REACH = (
    "clinic.diagnosis",
    "clinic.effect",
    "clinic.remedy",
    "clinic.symptoms",
)
# Where each disease shows in the panel: the hint if some names are wrong. It names no
# patient, so the names cannot be found one by one. The words in quotes are titles of
# the panel's views.
LOOK = {
    "rate too high": '"updates / weights", against the dotted line',
    "rate too low": '"updates / weights", and then "activations: nine in ten"',
    "features not scaled": '"data: range of each feature", and the numbers beside it',
    "sigmoid too deep": '"gradients: norm", from the first layer to the last',
    "dead units": '"activations: nine in ten", layer by layer',
    "softmax twice": '"curves: loss", how high it stays, and then the last layer in '
    '"activations: nine in ten", against 0 and 1',
    "labels shuffled": '"accuracy", against that of guessing',
    "sorted, not shuffled": '"loss of each mini-batch", within one epoch',
    "validation leak": '"curves: loss", how far apart they are, and then "accuracy"',
    "overfitting": '"accuracy", training against held out, all against guessing',
    "underfitting": '"accuracy" on training data, and then "first layer: weights"',
    "wrong mode in use": '"accuracy", in use against held out',
    "schedule that never fires": '"learning rate", and then the title above',
}


@exercise
def diagnoses(answer):
    """Check `my_diagnoses()`, a dict from the letter of a patient to its disease.

    Patients A to G are asked for. Whoever names another one names all thirteen.
    """
    patients = _ward()
    received = _by_letter(call(answer, blocked=OUT_OF_REACH), patients, "a name")
    received = {letter: _plain(name) for letter, name in received.items()}
    for letter, name in received.items():
        if name not in LOOK:
            raise Hint(f"Patient {letter} needs one of the names of the list.")
    _require_all(received, patients)
    right = {letter: _disease(patients[letter]) for letter in received}
    if received != right:
        _raise_known("diagnoses", received, right)
        wrong = {right[x] for x in received if received[x] != right[x]}
        look = next(words for disease, words in LOOK.items() if disease in wrong)
        raise Hint(f"Some patient has another disease than you say: look at {look}.")
    return "Every patient has its diagnosis."


@exercise
def remedies(answer):
    """Check `my_remedies()`: every patient is trained again, with a fresh seed."""
    from labhelpers import clinic

    patients = _ward()
    wanted = "a dict with one argument"
    received = _by_letter(call(answer, blocked=OUT_OF_REACH), patients, wanted)
    received = {letter: plain_remedy(each) for letter, each in received.items()}
    for letter, remedy in received.items():
        _require_one_change(patients[letter], remedy, wanted, received)
    _require_all(received, patients)
    for letter, remedy in received.items():
        ((argument, value),) = remedy.items()
        found = _effect(patients[letter], argument, value)
        if found != clinic.CURED:
            _raise_known_remedy(letter, received)
            change = f"{argument}={value!r:.40}"
            raise Hint(f"Patient {letter} with {change}: {found}. Look at its panel.")
    return "Every patient works in use, and the causes are removed."


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
            numbers = "training {:.4f}, held out {:.4f}, wanted {:.4f}".format(*case)
            raise Hint(f"With {numbers} you say {word!r}: walk round the cycle.")


def _ward():
    from labhelpers import clinic

    return clinic.ward()


def _disease(patient):
    from labhelpers import clinic

    return clinic.diagnosis(patient)


def _by_letter(received, patients, wanted):
    """Return what an answer says of the patients that it names, in order."""
    letters = f"{min(patients)} to {max(patients)}"
    if not isinstance(received, dict):
        kind = type(received).__name__
        raise Hint(f"Return a dict from A to G to {wanted}; received a {kind}.")
    plain = {str(key).strip().upper(): value for key, value in received.items()}
    if len(plain) < len(received):
        raise Hint("A patient is named twice, by a large and by a small letter.")
    odd = ", ".join(sorted(set(plain) - set(patients)))
    if odd:
        raise Hint(f"The patients are called {letters}; received {odd:.40}.")
    return {letter: plain[letter] for letter in patients if _is_there(plain, letter)}


def _is_there(plain, letter):
    value = plain.get(letter)
    empty = isinstance(value, str | dict) and not value
    return value is not None and value is not Ellipsis and not empty


def _require_all(received, patients):
    """Raise a hint unless patients A to G are named, or all thirteen."""
    from labhelpers import clinic

    core = list(patients)[: len(clinic.CORE)]
    asked = core if set(received) <= set(core) else patients
    missing = ", ".join(letter for letter in asked if letter not in received)
    if missing:
        raise Hint(f"Patients are missing: {missing}. All are judged together.")


def _raise_known(exercise, received, right):
    """Raise the hint of a known mistake whose wrong entries are all received."""
    for mistake in known(mistakes, exercise):
        usual = mistake()
        wrong = {x: usual[x] for x in usual if usual[x] != right.get(x)}
        if wrong and wrong.items() <= received.items():
            raise Hint(hint_of(mistake))


def _raise_known_remedy(letter, received):
    """Raise the hint of a known mistake that treats this patient in the same way."""
    for mistake in known(mistakes, "remedies"):
        if mistake().get(letter) == received[letter]:
            _raise_hint(mistake, letter, received)


def _raise_hint(mistake, letter, received):
    """Raise the hint of a mistake, with a letter unless it is made throughout."""
    hint = hint_of(mistake)
    raise Hint(hint if mistake() == received else f"{hint} See patient {letter}.")


def _plain(name):
    return " ".join(str(name).lower().split())


def _require_one_change(patient, remedy, wanted, received):
    """Raise a hint unless the remedy changes one argument of the patient."""
    from labhelpers import clinic
    from labhelpers.clinic._patients import settings_of

    letter, settings = patient.letter, settings_of(patient)
    if not isinstance(remedy, dict):
        raise Hint(f"Patient {letter} needs {wanted}; received {remedy!r:.40}.")
    unknown = [name for name in remedy if name not in clinic.HEALTHY]
    if unknown:
        raise Hint(
            f"Patient {letter}: the training has no argument {unknown[0]!r:.40}."
        )
    if len(remedy) > 1:
        _raise_hint(mistakes.remedies__two_arguments, letter, received)
    ((name, value),) = remedy.items()
    if isinstance(settings[name], bool) and not isinstance(value, bool):
        raise Hint(
            f"Patient {letter}: {name} is True or False; received {value!r:.40}."
        )
    if repr(settings[name]) == repr(value):
        _raise_hint(mistakes.remedies__nothing_changed, letter, received)


@functools.cache
def _seed():
    """Return the seed of the checks of this process."""
    return int(fresh_generator().integers(2**31))


_results = {}  # what was trained in this process: a second check is quick


def _effect(patient, argument, value):
    """Return what one changed argument does to a patient, in words."""
    from labhelpers import clinic

    key = patient, argument, repr(value)
    if key not in _results:
        try:
            run = clinic.train(patient, seed=_seed(), **{argument: value})
            _results[key] = clinic.effect(run, patient)
        except Exception as error:
            kind, change = type(error).__name__, f"{argument}={value!r:.40}"
            text = f"Patient {patient.letter} cannot be trained with {change}"
            raise Hint(f"{text}: {kind}.") from None
    return _results[key]


def _accuracies(generator):
    """Return cases (training, held_out, wanted) for every answer, in random order."""
    cases = []
    for wanted in generator.uniform(0.5, 0.9, size=4):
        above = wanted + generator.uniform(0.01, 0.1, size=2)
        below = wanted - generator.uniform(0.01, 0.4, size=2)
        just_below = wanted - 5e-4  # no rounding makes it equal to the wanted one
        cases += [
            (max(above), min(above), wanted),
            (min(above), max(above), wanted),
            (above[0], below[0], wanted),
            (above[0], just_below, wanted),
            (just_below, above[0], wanted),
            (wanted + 0.09, wanted - 0.01, wanted),
            (max(below), min(below), wanted),
            (below[0], above[0], wanted),
            (wanted, wanted, wanted),
            (above[0], wanted, wanted),
            (wanted, below[0], wanted),
        ]
    cases += [(1, 1, 1), (1, 0.99, 1), (0.99, 1, 1)]
    cases = [tuple(map(float, case)) for case in cases]
    return [cases[place] for place in generator.permutation(len(cases))]


def _next_move(training, held_out, wanted):
    """Return the right word."""
    if training < wanted:
        return MOVES[0]
    return MOVES[1] if held_out < wanted else MOVES[2]


def _move(received):
    """Return an answer as one of the three words."""
    if isinstance(received, np.ndarray) and received.ndim == 0:
        received = received.item()
    word = _plain(received) if isinstance(received, str) else received
    if not isinstance(word, str) or word not in MOVES:
        words = ", ".join(map(repr, MOVES))
        raise Hint(f"Return one of {words}; received {received!r:.40}.")
    return word
