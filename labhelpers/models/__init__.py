"""Give networks and layers that more than one place needs and no page should build."""

from labhelpers.models._reference import reference_network

__all__ = [
    "reference_network",
]
