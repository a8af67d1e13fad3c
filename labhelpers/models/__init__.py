"""Give networks and layers that more than one place needs and no page should build."""

from labhelpers.models._maxout import Maxout
from labhelpers.models._polynomials import fit_polynomials
from labhelpers.models._reference import reference_network
from labhelpers.models._tuned import tuned_network

__all__ = [
    "Maxout",
    "fit_polynomials",
    "reference_network",
    "tuned_network",
]
