"""Generate sick trainings: a healthy and a sick run differ by one argument.

`ward()` draws thirteen patients in an order of its own; `train(patient)` trains the
sick version, `train(patient, learning_rate=0.1)` the same with one argument changed,
which is how a remedy is tried. A teacher who wants other patients changes `WARD`.
"""

from labhelpers.clinic._patients import DISEASES, Patient, healthy, ward
from labhelpers.clinic._runs import Run, train
from labhelpers.clinic._symptoms import SYMPTOMS, WORKS, follow, is_cured, measure

WARD = 1  # the ward of lab 16: another number, other patients in another order

__all__ = [
    "DISEASES",
    "SYMPTOMS",
    "WARD",
    "WORKS",
    "Patient",
    "Run",
    "follow",
    "healthy",
    "is_cured",
    "measure",
    "train",
    "ward",
]
