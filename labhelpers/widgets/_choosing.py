"""Watch by how much the best score of many equally good models is too good."""

import numpy as np

from labhelpers import plots
from labhelpers.widgets._view import View

ACCURACY = 0.9  # the true one of every model
REPEATS = 1000  # comparisons behind each picture


def choosing_view(*, seed, num_models, num_examples):
    """Return a view of the best score among models that are all equally good.

    Each model gets every example right with the same chance, independently. What the
    best score shows beyond that is luck.

    Args:
        seed: Seed of the draws.
        num_models: The values of the slider for the number of models compared.
        num_examples: The values of the slider for the size of the validation set.

    Returns:
        A `View`; each of its pictures takes a small part of a second.
    """

    def picture(num_models, num_examples):
        draw = np.random.default_rng(seed)
        right = draw.binomial(num_examples, ACCURACY, size=(REPEATS, num_models))
        best = right.max(axis=1) / num_examples
        return _picture(best, low, num_models, num_examples)

    scatter = np.sqrt(ACCURACY * (1 - ACCURACY) / min(num_examples))
    low = max(0.0, ACCURACY - 5 * scatter)
    return View(picture, {"num_models": num_models, "num_examples": num_examples})


def _picture(best, low, num_models, num_examples):
    """Return the picture: how often each best score occurs, and the true accuracy."""
    figure, axes = plots.new_figure(height=2.8)
    together = max(1, round(0.005 * num_examples))  # possible scores in one bar
    counts = np.arange(int(low * num_examples), num_examples + 1 + together, together)
    ax = axes[0, 0]
    marks = {"true accuracy of all": ACCURACY, "mean best score": best.mean()}
    plots.draw_histogram(
        ax,
        best,
        bins=(counts - 0.5) / num_examples,
        marks=marks,
        x="best score on the validation set",
    )
    ax.set_xlim(low, 1 + 0.5 / num_examples)
    ax.set_ylabel("number of comparisons")
    ax.legend(loc="upper left")
    gap = best.mean() - ACCURACY
    return plots.picture(
        figure,
        f"The best of {num_models} equal models on {num_examples} examples looks "
        f"{abs(gap):.3f} {'better' if gap >= 0 else 'worse'} than it is",
        "How often each best score occurs over many comparisons of equal models, "
        "with lines at their true accuracy and at the mean of the best scores.",
        quick=True,
    )
