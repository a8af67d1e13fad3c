"""Measure what a model has learned: losses, bias and variance."""

from labhelpers.evaluation._decomposition import bias_and_variance
from labhelpers.evaluation._loss import empirical_loss, squared_error

__all__ = ["bias_and_variance", "empirical_loss", "squared_error"]
