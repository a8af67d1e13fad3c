"""Describe the thirteen diseases, and draw patients that have them."""

import string
from dataclasses import dataclass

import numpy as np

HEALTHY = {
    "data": "digits",
    "num_examples": None,
    "flipped": 0.0,
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
        "learning_rate", 0.1, (8.0, 10.0, 15.0), {"activation": "tanh"}
    ),
    "rate too low": Disease("learning_rate", 0.1, (1e-5, 2e-5, 5e-5), {}),
    "features not scaled": Disease("scaled", True, (False,), {"data": "breast_cancer"}),
    "sigmoid too deep": Disease("activation", "relu", ("sigmoid",), {"layers": 7}),
    "dead units": Disease("bias", 0.0, (-12.0, -15.0, -20.0), {}),
    "softmax twice": Disease("output", "scores", ("softmax",), {}),
    "labels shuffled": Disease("labels", "true", ("shuffled",), {}),
    "sorted, not shuffled": Disease(
        "shuffle",
        True,
        (False,),
        {"activation": "sigmoid", "learning_rate": 0.3, "batch_size": 8, "epochs": 10},
    ),
    "validation leak": Disease("leak", False, (True,), {}),
    "overfitting": Disease("num_examples", None, (40, 50, 60), {"epochs": 40}),
    "underfitting": Disease("units", 32, (1, 2), {"activation": "tanh"}),
    "wrong mode in use": Disease(
        "mode_in_use", "inference", ("training",), {"normalization": True}
    ),
    "schedule that never fires": Disease(
        "decay_after", 12, (30, 40, 60), {"batch_size": 4, "flipped": 0.15}
    ),
}


@dataclass(frozen=True)
class Patient:
    """Hold one sick run before it is trained.

    Attributes:
        letter: How the ward calls it.
        settings: All arguments of its training, as they came.
        disease: Its name, one of `DISEASES`, or "none".
    """

    letter: str
    settings: dict
    disease: str

    @property
    def remedy(self):
        """The one argument that cures it, as a dict."""
        if self.disease not in DISEASES:
            return {}
        disease = DISEASES[self.disease]
        return {disease.argument: disease.healthy}

    def __repr__(self):
        return f"Patient {self.letter}"


def healthy():
    """Return a patient with no disease, to compare the others with."""
    return Patient("healthy", dict(HEALTHY), "none")


def ward(number=None):
    """Draw thirteen patients, one per disease, in random order.

    Args:
        number: A whole number: another one, other patients; `clinic.WARD` if not given.

    Returns:
        A dict from letter, "A" to "M", to `Patient`.
    """
    if number is None:
        from labhelpers import clinic

        number = clinic.WARD
    generator = np.random.default_rng([number, 13])
    names = [str(name) for name in generator.permutation(list(DISEASES))]
    return {
        letter: Patient(letter, _settings(DISEASES[name], generator), name)
        for letter, name in zip(string.ascii_uppercase, names, strict=False)
    }


def _settings(disease, generator):
    """Return the settings of a patient with this disease."""
    sick = disease.sick[generator.integers(len(disease.sick))]
    return {**HEALTHY, **disease.base, disease.argument: sick}
