"""Write the update rules of gradient descent as pure functions.

Every rule takes arrays and returns new arrays; its arguments stay untouched. The
functions follow Keras's conventions; where the lecture writes a rule differently,
that form is a second function. Shapes are free: `w`, its gradient and its state have
one shape, and hyperparameters are numbers or arrays that broadcast with it.
"""

from labhelpers.optimizers._adaptive import (
    adagrad_step,
    adam_step,
    adamw_step,
    rmsprop_step,
)
from labhelpers.optimizers._descending import descend, settling_time
from labhelpers.optimizers._momentum import (
    averaged_momentum_step,
    momentum_step,
    nesterov_step,
    sgd_step,
    velocity_from_gradients,
)

__all__ = [
    "adagrad_step",
    "adam_step",
    "adamw_step",
    "averaged_momentum_step",
    "descend",
    "momentum_step",
    "nesterov_step",
    "rmsprop_step",
    "settling_time",
    "sgd_step",
    "velocity_from_gradients",
]
