"""Watch one fit and its errors while the capacity of the model grows."""

import functools

import numpy as np

from labhelpers import datasets, models, plots
from labhelpers.widgets._view import View

REPEATS = 40  # training sets behind each error
NOISE = 0.3


def capacity_view(*, seed, degree, num_examples):
    """Return a view of one fit to a noisy sine, with sliders for degree and examples.

    Beside the fit stand the training and the held-out error at every degree, medians
    over training sets of the chosen size.

    Args:
        seed: Seed of the training sets; the first of them is the one that is drawn.
        degree: The values of the slider for the degree of the polynomial.
        num_examples: The values of the slider for the number of training examples.

    Returns:
        A `View`; each of its pictures takes a small part of a second.
    """
    x = np.linspace(0, 1, 201)
    truth = np.sin(2 * np.pi * x)

    @functools.cache
    def behind(num_examples):
        x_train, y_train = _training_sets(num_examples, seed)
        degrees = [d for d in degrees_shown if d < num_examples]
        errors = _errors(x_train, y_train, x, truth, degrees)
        return x_train, y_train, degrees, errors

    def picture(degree, num_examples):
        x_train, y_train, degrees, errors = behind(num_examples)
        one = models.fit_polynomials(x_train[:1], y_train[:1], x, degree)[0]
        points = x_train[0], y_train[0]
        return _picture((one, x, truth, points), degrees, errors, degree, num_examples)

    degrees_shown = list(degree)
    return View(picture, {"degree": degrees_shown, "num_examples": num_examples})


def _training_sets(num_examples, seed):
    """Return inputs and targets of noisy sines, shape (REPEATS, num_examples)."""
    x, y = datasets.noisy_sine(REPEATS * num_examples, noise=NOISE, seed=seed)
    shape = REPEATS, num_examples
    return x.reshape(shape).astype(float), y.reshape(shape).astype(float)


def _errors(x_train, y_train, x, truth, degrees):
    """Return median training and held-out error per degree, each shape (degrees,)."""
    training, held_out = [], []
    num_examples = x_train.shape[1]
    everywhere = np.tile(x, (len(x_train), 1))
    where = np.concatenate([x_train, everywhere], axis=1)
    for degree in degrees:
        fitted, predicted = np.split(
            models.fit_polynomials(x_train, y_train, where, degree),
            [num_examples],
            axis=1,
        )
        training.append(np.median(np.mean((fitted - y_train) ** 2, axis=1)))
        held_out.append(np.median(np.mean((predicted - truth) ** 2, axis=1)) + NOISE**2)
    return {"training": training, "held out": held_out}


def _picture(drawn, degrees, errors, degree, num_examples):
    """Return the picture: the fit, and the errors with the chosen degree marked."""
    figure, axes = plots.new_figure(1, 2, height=2.8)
    fit, x, truth, points = drawn
    plots.draw_fits(axes[0, 0], fit, x, truth=truth, points=points)
    axes[0, 0].legend(loc="upper right", fontsize=8)
    plots.draw_curves(
        axes[0, 1],
        errors,
        x=("degree", degrees),
        y="mean squared error",
        log_x=False,
        log_y=True,
        label=False,
    )
    best = min(errors["held out"])
    axes[0, 1].set_ylim(best / 10, 20 * best)  # wild fits run out of the frame
    axes[0, 1].set_xticks(degrees[::2])
    axes[0, 1].axvline(degree, color="black", linewidth=1, zorder=1)
    axes[0, 1].legend(loc="upper left", fontsize=8)
    return plots.picture(
        figure,
        f"A polynomial of degree {degree} fitted to {num_examples} examples",
        "One fit of the chosen degree to the chosen number of examples, and beside it "
        "training and held-out error by degree, with a line at the chosen one.",
        quick=True,
    )
