"""Measure what was learned: losses, bias and variance, when to stop; smooth a curve."""

from labhelpers.evaluation._decomposition import bias_and_variance
from labhelpers.evaluation._loss import empirical_loss, squared_error
from labhelpers.evaluation._patience import stopping_epochs
from labhelpers.evaluation._smoothing import smoothed
from labhelpers.evaluation._targets import first_epoch_below, scores_at_losses

__all__ = [
    "bias_and_variance",
    "empirical_loss",
    "first_epoch_below",
    "scores_at_losses",
    "smoothed",
    "squared_error",
    "stopping_epochs",
]
