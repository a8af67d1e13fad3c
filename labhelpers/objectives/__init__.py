"""Give losses of one or two weights whose minima and curvatures are known."""

from labhelpers.objectives._landscapes import Bend, Dip, Plateau, TwoMinima
from labhelpers.objectives._planes import LineFit, PlaneFit
from labhelpers.objectives._valleys import Valley

__all__ = [
    "Bend",
    "Dip",
    "LineFit",
    "PlaneFit",
    "Plateau",
    "TwoMinima",
    "Valley",
]
