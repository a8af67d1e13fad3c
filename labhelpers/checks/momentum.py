"""Check the exercises of lab 06."""

import numpy as np

from labhelpers import optimizers
from labhelpers.checks._answers import compare, fresh_generator, known
from labhelpers.checks._verdict import exercise
from labhelpers.mistakes import momentum as mistakes


@exercise
def velocity(answer):
    """Check `my_velocity(gradients, learning_rate, momentum)`.

    Right is what the steps of `momentum_step` leave in the velocity.
    """
    generator = fresh_generator()
    cases = [
        (generator.normal(size=(num_steps, 3)), *_rates(generator))
        for num_steps in (1, 2, 6, 15)
    ]
    compare(
        answer,
        optimizers.velocity_from_gradients,
        cases,
        names=["velocity"],
        mistakes=known(mistakes, "velocity"),
        blocked=["optimizers.velocity_from_gradients"],
    )
    return "The sum equals the velocity after one, two, six and fifteen steps."


@exercise
def new_rate(answer):
    """Check `my_new_rate(learning_rate, momentum, new_momentum)`.

    Right is the learning rate that keeps learning_rate / (1 - momentum).
    """
    generator = fresh_generator()
    momenta = [(0.6, 0.9), (0.9, 0.75), (0.3, 0.8), (0.95, 0.55)]
    cases = [
        (float(generator.uniform(0.2, 0.8)), *(m + generator.uniform(0, 0.04, 2)))
        for m in np.array(momenta)
    ]
    compare(
        answer,
        _new_rate,
        [tuple(map(float, case)) for case in cases],
        names=["learning rate"],
        mistakes=known(mistakes, "new_rate"),
    )
    return "The effective learning rate stays the same when the momentum changes."


@exercise
def averaged_step(answer):
    """Check `my_averaged_step(w, average, gradient, learning_rate, momentum)`."""
    compare(
        answer,
        optimizers.averaged_momentum_step,
        _steps(),
        names=["w", "average"],
        first=["average"],
        mistakes=known(mistakes, "averaged_step"),
        blocked=["optimizers.averaged_momentum_step"],
    )
    return "`w` and `average` follow the second form on random weights and rates."


@exercise
def nesterov_step(answer):
    """Check `my_nesterov_step(w, velocity, gradient, learning_rate, momentum)`."""
    compare(
        answer,
        optimizers.nesterov_step,
        _steps(),
        names=["w", "velocity"],
        first=["velocity"],
        mistakes=known(mistakes, "nesterov_step"),
        blocked=["optimizers.nesterov_step"],
    )
    return "`w` and `velocity` follow Nesterov's rule on random weights and rates."


def _new_rate(learning_rate, momentum, new_momentum):
    """Return the learning rate that keeps the effective one."""
    return learning_rate * (1 - new_momentum) / (1 - momentum)


def _steps():
    """Return random arguments of one step, in general position."""
    generator = fresh_generator()
    shapes = [(4,), (3,), (2, 3), (4,), (1,)]
    return [(*generator.normal(size=(3, *s)), *_rates(generator)) for s in shapes]


def _rates(generator):
    """Return a random learning rate and momentum, away from 0, 1/2 and 1."""
    return float(generator.uniform(0.2, 0.8)), float(generator.uniform(0.6, 0.9))
