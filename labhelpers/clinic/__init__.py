"""Generate sick trainings: a healthy and a sick run differ by one argument.

`ward()` draws thirteen patients in an order of its own; `train(patient)` trains the
sick version, `train(patient, learning_rate=0.1)` the same with one argument changed,
which is how a remedy is tried. A teacher who wants other patients changes `WARD`.
"""

from labhelpers.clinic import _patients
from labhelpers.clinic._patients import (
    HEALTHY,
    Patient,
    diagnosis,
    healthy,
    remedy,
    ward,
)
from labhelpers.clinic._runs import Run, train
from labhelpers.clinic._symptoms import WORKS, follow, is_cured, measure, symptoms

WARD = 1  # the ward of lab 16: another number, other patients in another order
DISEASES = tuple(_patients.DISEASES)  # their names

__all__ = [
    "DISEASES",
    "HEALTHY",
    "WARD",
    "WORKS",
    "Patient",
    "Run",
    "diagnosis",
    "follow",
    "healthy",
    "is_cured",
    "measure",
    "remedy",
    "symptoms",
    "train",
    "ward",
]
