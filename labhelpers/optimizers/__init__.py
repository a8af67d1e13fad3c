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
from labhelpers.optimizers._decay import momentum_decay_step, sgd_decay_step
from labhelpers.optimizers._descending import descend, settling_time
from labhelpers.optimizers._lecture import (
    lecture_adagrad_step,
    lecture_adam_step,
    lecture_rmsprop_step,
    lecture_second_rmsprop_step,
)
from labhelpers.optimizers._momentum import (
    averaged_momentum_step,
    momentum_step,
    nesterov_step,
    sgd_step,
    velocity_from_gradients,
)
from labhelpers.optimizers._range_test import steepest_rate
from labhelpers.optimizers._schedules import (
    cosine_decay,
    exponential_decay,
    inverse_sqrt_decay,
    inverse_time_decay,
    piecewise_decay,
    step_decay,
    warmup_cosine_decay,
)

__all__ = [
    "adagrad_step",
    "adam_step",
    "adamw_step",
    "averaged_momentum_step",
    "cosine_decay",
    "descend",
    "exponential_decay",
    "inverse_sqrt_decay",
    "inverse_time_decay",
    "lecture_adagrad_step",
    "lecture_adam_step",
    "lecture_rmsprop_step",
    "lecture_second_rmsprop_step",
    "momentum_decay_step",
    "momentum_step",
    "nesterov_step",
    "piecewise_decay",
    "rmsprop_step",
    "settling_time",
    "sgd_decay_step",
    "sgd_step",
    "steepest_rate",
    "step_decay",
    "velocity_from_gradients",
    "warmup_cosine_decay",
]
