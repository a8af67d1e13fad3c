"""Give losses of one or two weights whose minima and curvatures are known."""

from labhelpers.objectives._landscapes import (
    Dip,
    Plateau,
    TwoMinima,
)
from labhelpers.objectives._valleys import LineFit, Valley

__all__ = [
    "Dip",
    "LineFit",
    "Plateau",
    "TwoMinima",
    "Valley",
]
