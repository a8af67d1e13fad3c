"""Describe the thirteen diseases, and draw patients that have them."""

import functools
import string
from dataclasses import dataclass

import numpy as np

HEALTHY = {
    "num_examples": None,
    "labels": "true",
    "scaled": True,
    "leak": False,
    "shuffle": True,
    "layers": 2,
    "units": 32,
    "activation": "relu",
    "bias": 0.0,
    "output": "scores",
    "normalization": False,
    "dropout": 0.0,
    "learning_rate": 0.1,
    "decay_after": None,
    "batch_size": 32,
    "epochs": 20,
    "mode_in_use": "inference",
}


@dataclass(frozen=True)
class Disease:
    """Say how a disease is made and put right: by one argument.

    Attributes:
        argument: The argument in which the healthy and the sick run differ.
        healthy: Its healthy value.
        sick: The values from which a sick one is drawn.
        base: What both runs share and `HEALTHY` does not say.
    """

    argument: str
    healthy: object
    sick: tuple
    base: dict


DISEASES = {
    "rate too high": Disease(
        "learning_rate", 0.1, (10.0, 12.0, 15.0), {"activation": "tanh"}
    ),
    "rate too low": Disease(
        "learning_rate", 0.1, (5e-6, 1e-5, 2e-5), {"activation": "tanh", "layers": 3}
    ),
    "features not scaled": Disease(
        "scaled", True, (False,), {"data": "breast_cancer", "epochs": 16}
    ),
    "sigmoid too deep": Disease(
        "activation", "relu", ("sigmoid",), {"layers": 5, "learning_rate": 0.05}
    ),
    "dead units": Disease("bias", 0.0, (-12.0, -15.0, -20.0), {}),
    "softmax twice": Disease("output", "scores", ("softmax",), {}),
    "labels shuffled": Disease("labels", "true", ("shuffled",), {"epochs": 40}),
    "sorted, not shuffled": Disease(
        "shuffle",
        True,
        (False,),
        {"activation": "sigmoid", "learning_rate": 0.3, "batch_size": 8, "epochs": 10},
    ),
    "validation leak": Disease("leak", False, (True,), {"epochs": 40}),
    "overfitting": Disease("num_examples", None, (34, 37, 40), {"epochs": 40}),
    "underfitting": Disease("units", 32, (1,), {"activation": "tanh"}),
    "wrong mode in use": Disease(
        "mode_in_use", "inference", ("training",), {"normalization": True}
    ),
    "schedule that never fires": Disease(
        "decay_after",
        12,
        (30, 40, 60),
        {
            "activation": "tanh",
            "units": 16,
            "dropout": 0.2,
            "batch_size": 4,
            "learning_rate": 0.3,
        },
    ),
}


# Those whose patients have the letters A to G, which the lesson needs.
CORE = (
    "rate too high",
    "features not scaled",
    "sigmoid too deep",
    "validation leak",
    "overfitting",
    "underfitting",
    "wrong mode in use",
)


@dataclass(frozen=True)
class Patient:
    """Name one sick run before it is trained.

    What the patient has, and the settings it came with, are not in it: they are drawn
    anew from the number of the ward, when the patient is trained.

    Attributes:
        letter: How the ward calls it.
        ward: The number of its ward; None for the healthy patient.
    """

    letter: str
    ward: int | None

    def __repr__(self):
        return f"Patient {self.letter}"


def healthy():
    """Return a patient with no disease, to compare the others with."""
    return Patient("healthy", None)


def ward(number=None):
    """Draw thirteen patients, one per disease, in random order.

    The diseases of `clinic.CORE` have the first letters, "A" to "G".

    Args:
        number: A whole number from 0: another one, other patients; `clinic.WARD` if
            not given.

    Returns:
        A dict from letter, "A" to "M", to `Patient`.
    """
    if number is None:
        from labhelpers import clinic

        number = clinic.WARD
    return {letter: Patient(letter, number) for letter in _cases(number)}


def diagnosis(patient):
    """Return the name of the disease of a patient, "none" if it is healthy.

    The checks ask here; while they call a student's answer, this is out of its reach.

    Args:
        patient: A `Patient`.
    """
    return case_of(patient)[0]


def remedy(patient):
    """Return the one argument that cures a patient, as a dict; empty if healthy.

    Args:
        patient: A `Patient`.
    """
    name = diagnosis(patient)
    if name not in DISEASES:
        return {}
    disease = DISEASES[name]
    return {disease.argument: disease.healthy}


def settings_of(patient):
    """Return all arguments of the training of a patient, as it came, and its data."""
    return dict(case_of(patient)[1])


def case_of(patient):
    """Return the name of the disease and the settings of a patient."""
    if patient.ward is None:
        return "none", {"data": "digits", **HEALTHY}
    return _cases(patient.ward)[patient.letter]


@functools.cache
def _cases(number):
    """Draw a ward: from letter to the name of the disease and the settings."""
    generator = np.random.default_rng([number, 13])
    others = [name for name in DISEASES if name not in CORE]
    names = [*generator.permutation(CORE), *generator.permutation(others)]
    return {
        letter: (str(name), _settings(DISEASES[name], generator))
        for letter, name in zip(string.ascii_uppercase, names, strict=False)
    }


def _settings(disease, generator):
    """Return the settings of a patient with this disease."""
    sick = disease.sick[generator.integers(len(disease.sick))]
    return {"data": "digits", **HEALTHY, **disease.base, disease.argument: sick}
