"""Give networks and layers that more than one place needs and no page should build."""

from labhelpers.models._maxout import Maxout
from labhelpers.models._polynomials import fit_polynomials

__all__ = ["Maxout", "fit_polynomials"]
