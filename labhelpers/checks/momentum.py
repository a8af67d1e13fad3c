"""Check the exercises of lab 06."""

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
def averaged_step(answer):
    """Check `my_averaged_step(w, average, gradient, learning_rate, momentum)`."""
    compare(
        answer,
        optimizers.averaged_momentum_step,
        _steps(),
        names=["w", "average"],
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
        mistakes=known(mistakes, "nesterov_step"),
        blocked=["optimizers.nesterov_step"],
    )
    return "`w` and `velocity` follow Nesterov's rule on random weights and rates."


def _steps():
    """Return random arguments of one step, in general position."""
    generator = fresh_generator()
    shapes = [(4,), (3,), (2, 3), (4,), (1,)]
    return [(*generator.normal(size=(3, *s)), *_rates(generator)) for s in shapes]


def _rates(generator):
    """Return a random learning rate and momentum, away from 0, 1/2 and 1."""
    return float(generator.uniform(0.2, 0.8)), float(generator.uniform(0.6, 0.9))
