"""Check the exercises of lab 04."""

import numpy as np

from labhelpers.checks._answers import CASES, compare, fresh_generator, known
from labhelpers.checks._verdict import exercise
from labhelpers.mistakes import descent as mistakes


class Waves:
    """A loss without symmetries, so that wrong differences show.

    Args:
        slopes: Slope of the wave along each weight, shape (dimensions,).
    """

    def __init__(self, slopes):
        self.slopes = slopes

    def __call__(self, w):
        """Return the loss at `w`, shape (..., dimensions) to shape (...)."""
        waves = self.slopes * np.asarray(w)
        return np.sum(np.exp(waves) + waves, axis=-1) + np.sin(np.sum(waves, axis=-1))


@exercise
def central_differences(answer):
    """Check `my_gradient(loss, w, push)`."""
    generator = fresh_generator()
    cases = [
        (
            Waves(_slopes(generator, dimensions)),
            generator.normal(size=dimensions),
            float(generator.uniform(0.2, 0.4)),
        )
        for dimensions in (1, 2, 3, 5)
    ]
    compare(
        answer,
        _central_differences,
        cases,
        names=["gradient"],
        mistakes=known(mistakes, "central_differences"),
    )
    return "The differences are right for losses of one, two, three and five weights."


@exercise
def one_step(answer):
    """Check `my_step(w, b, x, y, learning_rate)`."""
    generator = fresh_generator()
    cases = []
    while len(cases) < CASES:
        w, b = map(float, generator.uniform(0.5, 2, size=2))
        x, y = generator.normal(size=(2, 9))
        case = w, b, x, y, float(generator.uniform(0.05, 0.2))
        if np.min(np.abs(_one_step(*case))) > 0.05:  # as float32 can tell
            cases.append(case)
    compare(
        answer,
        _one_step,
        cases,
        names=["w", "b"],
        mistakes=known(mistakes, "one_step"),
    )
    return "`w` and `b` take the right step on random examples and rates."


@exercise
def largest_rate(answer):
    """Check `my_largest_rate(hessian)`."""
    generator = fresh_generator()
    cases = [(_turned_valley(generator, size),) for size in (2, 3, 4, 6)]
    for size in (2, 3):  # along the axes, the steepest one last or first
        curvatures = _curvatures(generator, size)
        cases += [(np.diag(curvatures),), (np.diag(curvatures[::-1]),)]
    compare(
        answer,
        _largest_rate,
        cases,
        names=["learning rate"],
        mistakes=known(mistakes, "largest_rate"),
    )
    return "The limit is right for random valleys of two to six weights, turned or not."


def _slopes(generator, dimensions):
    """Return random slopes, of which the last one falls."""
    slopes = generator.uniform(0.5, 1.5, size=dimensions)
    slopes[-1] *= -1
    return slopes


def _curvatures(generator, size):
    """Return curvatures in order, the largest far ahead: power iteration converges."""
    others = np.sort(generator.uniform(0.2, 2, size - 1))
    return np.append(others, generator.uniform(3, 5))


def _turned_valley(generator, size):
    """Return a Hessian whose axes point in random directions."""
    axes = np.linalg.qr(generator.normal(size=(size, size)))[0]
    return axes * _curvatures(generator, size) @ axes.T


def _central_differences(loss, w, push):
    pushes = push * np.eye(len(w))
    return np.array([loss(w + h) - loss(w - h) for h in pushes]) / (2 * push)


def _one_step(w, b, x, y, learning_rate):
    errors = w * x**2 + b - y
    gradient = 2 * np.mean(errors * x**2), 2 * np.mean(errors)
    return w - learning_rate * gradient[0], b - learning_rate * gradient[1]


def _largest_rate(hessian):
    return 2 / np.linalg.eigvalsh(hessian)[-1]
