"""Generate sick trainings: a healthy and a sick run differ by one argument.

`ward()` draws thirteen patients in an order of its own; `train(patient)` trains the
sick version, `train(patient, learning_rate=0.1)` the same with one argument changed,
which is how a remedy is tried. A teacher who wants other patients changes `WARD`.

`examine(model, x_train, y_train, validation_data=...)` looks at a network of one's own.
"""

from labhelpers.clinic import _patients
from labhelpers.clinic._patients import (
    CORE,
    HEALTHY,
    Patient,
    diagnosis,
    healthy,
    remedy,
    ward,
)
from labhelpers.clinic._runs import Run, train
from labhelpers.clinic._strangers import stranger
from labhelpers.clinic._symptoms import (
    CURED,
    WORKS,
    effect,
    follow,
    measure,
    symptoms,
)
from labhelpers.clinic._words import describe
from labhelpers.clinic.examination import Report, Suspect, examine

WARD = 1  # the ward of lab 16: another number, other patients in another order
DISEASES = tuple(_patients.DISEASES)  # their names

__all__ = [
    "CORE",
    "CURED",
    "DISEASES",
    "HEALTHY",
    "WARD",
    "WORKS",
    "Patient",
    "Report",
    "Run",
    "Suspect",
    "describe",
    "diagnosis",
    "effect",
    "examine",
    "follow",
    "healthy",
    "measure",
    "remedy",
    "stranger",
    "symptoms",
    "train",
    "ward",
]
