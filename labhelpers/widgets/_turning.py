"""Turn a valley under an update rule."""

import numpy as np

from labhelpers import optimizers, plots
from labhelpers.widgets._view import View

NUM_STEPS = 200  # of every path
TOLERANCE = 0.05  # a path has settled within this fraction of its first distance


def turning_view(valleys, rules, start, *, learning_rate, at):
    """Return a view of one path, with a slider each for valley, rule and rate.

    Args:
        valleys: From the angle by which a valley is turned, in degrees, to the valley,
            as in `objectives`.
        rules: From the name of an update rule to the rule and its hyperparameters, a
            dict without the learning rate.
        start: Where every path begins, shape (2,).
        learning_rate: The values of its slider.
        at: From slider (`rotation`, `rule`, `learning_rate`) to its first value.

    Returns:
        A `View`; each of its pictures takes a small part of a second.
    """
    reach = 1.4 * float(np.max(np.abs(start)))

    def picture(rotation, rule, learning_rate):
        step, hyperparameters = rules[rule]
        path = optimizers.descend(
            step,
            valleys[rotation].gradient,
            start,
            NUM_STEPS,
            learning_rate=learning_rate,
            **hyperparameters,
        )
        words = f"{rule}, rate {learning_rate:g}, valley turned by {rotation:g} degrees"
        return _picture(valleys[rotation], path, reach, words)

    values = {"rotation": valleys, "rule": rules, "learning_rate": learning_rate}
    return View(picture, values, at)


def _picture(valley, path, reach, words):
    """Return the picture of a path: over the valley, and its distance by step."""
    steps = optimizers.settling_time(path, tolerance=TOLERANCE)
    with np.errstate(over="ignore", invalid="ignore"):
        distance = np.linalg.norm(path, axis=-1)
        shown = distance <= 100 * reach  # what diverges leaves the picture
    figure, axes = plots.new_figure(
        1, 2, height=2.9, gridspec_kw={"width_ratios": [1, 1.3]}
    )
    limits = ((-reach, reach), (-reach, reach))
    plots.draw_path(axes[0, 0], valley, path[shown], limits=limits)
    axes[0, 0].set(xlabel="$w_1$", ylabel="$w_2$")
    plots.draw_curves(
        axes[0, 1],
        {"distance": np.maximum(distance[shown], 1e-6)},
        x=("step", np.flatnonzero(shown)),
        y="distance to the minimum",
        log_x=False,
        log_y=True,
    )
    axes[0, 1].axhline(TOLERANCE * distance[0], color="black", linewidth=1)
    found = f"not within {len(path) - 1}" if steps is None else f"{steps}"
    return plots.picture(
        figure,
        f"{words}: {found} steps",
        "The path of an update rule over the contours of a valley, and beside it the "
        "distance to the minimum by step with a line where it counts as settled.",
        quick=True,
    )
