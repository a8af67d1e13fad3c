"""Give losses of one or two weights whose minima and curvatures are known."""

from labhelpers.objectives._bends import Bend
from labhelpers.objectives._landscapes import (
    Dip,
    Plateau,
    TwoMinima,
)
from labhelpers.objectives._planes import PlaneFit
from labhelpers.objectives._valleys import LineFit, Valley

__all__ = [
    "Bend",
    "Dip",
    "LineFit",
    "PlaneFit",
    "Plateau",
    "TwoMinima",
    "Valley",
]
