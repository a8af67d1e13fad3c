"""Examine a network of one's own: watch a short training, and rank what may be wrong.

`examine` watches a copy; rules read the numbers and name suspects.
"""

from labhelpers.clinic.examination._examine import examine
from labhelpers.clinic.examination._report import Report
from labhelpers.clinic.examination._suspect import Suspect

__all__ = ["Report", "Suspect", "examine"]
