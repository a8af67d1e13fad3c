"""Check the exercises of lab 09.

All inputs have an epsilon near 0.01 and gradients not much larger, so that every place
of epsilon gives another answer.
"""

import numpy as np

from labhelpers import optimizers
from labhelpers.checks._answers import compare, fresh_generator, known
from labhelpers.checks._verdict import exercise
from labhelpers.mistakes import adaptive as mistakes

SIZES = (4, 3, 5, 6, 4)  # numbers of weights


@exercise
def adagrad(answer):
    """Check `my_adagrad_step(w, accumulator, gradient, learning_rate, epsilon)`."""
    generator = fresh_generator()
    compare(
        answer,
        optimizers.adagrad_step,
        [
            (*_state(generator, size), _rate(generator), _epsilon(generator))
            for size in SIZES
        ],
        names=["w", "accumulator"],
        first=["accumulator"],
        mistakes=known(mistakes, "adagrad"),
        blocked=["optimizers.adagrad_step"],
    )
    return "`w` and `accumulator` follow Keras's rule, with epsilon under the root."


@exercise
def rmsprop(answer):
    """Check `my_rmsprop_step(w, second_moment, gradient, learning_rate, rho, epsilon)`.

    Right is the lecture's second form.
    """
    generator = fresh_generator()
    cases = []
    for size in SIZES:
        w, second_moment, gradient = _state(generator, size)
        if size == SIZES[-1]:  # the first step
            second_moment = np.zeros_like(w)
        rho = float(generator.uniform(0.6, 0.9))
        rates = (_rate(generator), rho, _epsilon(generator))
        cases.append((w, second_moment, gradient, *rates))
    compare(
        answer,
        optimizers.lecture_second_rmsprop_step,
        cases,
        names=["w", "second_moment"],
        first=["second_moment"],
        mistakes=known(mistakes, "rmsprop"),
        blocked=["optimizers.lecture_second_rmsprop_step"],
    )
    return "`w` and `second_moment` follow the second form, with epsilon outside."


@exercise
def adam(answer):
    """Check `my_adam_step`, which takes the arguments of `lecture_adam_step`."""
    generator = fresh_generator()
    cases = []
    for step, size in zip((2, 3, 7, 20, 1), SIZES, strict=True):
        w, second_moment, gradient = _state(generator, size)
        first_moment = generator.normal(scale=0.1, size=w.shape)
        if step == 1:
            first_moment, second_moment = np.zeros_like(w), np.zeros_like(w)
        betas = generator.uniform((0.6, 0.9), (0.8, 0.95))
        rates = (_rate(generator), *map(float, betas), _epsilon(generator))
        cases.append((w, first_moment, second_moment, step, gradient, *rates))
    compare(
        answer,
        optimizers.lecture_adam_step,
        cases,
        names=["w", "first_moment", "second_moment"],
        first=["first_moment", "second_moment"],
        mistakes=known(mistakes, "adam"),
        blocked=["optimizers.lecture_adam_step", "optimizers.adam_step"],
    )
    return "`w` and both moments follow algorithm 1 from the first step to the 20th."


def _state(generator, size):
    """Return random weights, averages of squares and gradients, in general position."""
    w = generator.normal(size=size)
    squares = generator.uniform(0.005, 0.05, size=size)
    sizes = generator.uniform(0.05, 0.3, size=size)
    return w, squares, sizes * generator.choice([-1, 1], size=size)


def _epsilon(generator):
    return float(generator.uniform(0.009, 0.018))


def _rate(generator):
    """Return a random learning rate, away from 0 and 1."""
    return float(generator.uniform(0.3, 0.8))
