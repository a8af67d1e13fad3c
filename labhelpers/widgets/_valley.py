"""Step an optimizer over a valley."""

import matplotlib
import numpy as np

from labhelpers import optimizers, plots
from labhelpers.widgets._view import View, begin_title, middle


def valley_view(
    valley, start, *, num_steps=60, rule=optimizers.momentum_step, **values
):
    """Return a view of the path down a valley, with a slider per hyperparameter.

    Args:
        valley: A loss of two weights, as in `objectives`.
        start: Where every path begins, shape (2,).
        num_steps: How far the slider of the step goes.
        rule: The update rule.
        **values: From hyperparameter of the rule to the values of its slider; each
            starts at the middle one.

    Returns:
        A `View`; its slider `step` walks along the path. The title says when the path
        settles, looked for in ten times as many steps.
    """

    def picture(step, **hyperparameters):
        path = optimizers.descend(
            rule, valley.gradient, start, 10 * num_steps, **hyperparameters
        )
        settled = optimizers.settling_time(path)
        settles = f"settles after {settled} steps" if settled else "does not settle"
        title = f"{begin_title(**hyperparameters)}{settles}; "
        return path_picture(valley, np.asarray(start), path[: step + 1], title)

    values = {**values, "step": list(range(num_steps + 1))}
    return View(picture, values, middle(values))


def path_picture(
    surface, start, path, title, *, labels=("$w_1$", "$w_2$"), shape="a valley"
):
    """Return the picture of a path: over the surface, and its loss by step.

    Args:
        surface: A loss of two weights with its `minimum`, as in `objectives`.
        start: Where the path begins, shape (2,).
        path: Points in order, shape (num_steps + 1, 2).
        title: What the title begins with, up to a colon.
        labels: Names of the two weights.
        shape: What the surface looks like, for the alt text.
    """
    figure, axes = plots.new_figure(
        1, 2, height=2.4, gridspec_kw={"width_ratios": [1.6, 1]}
    )
    reach = 1.15 * np.abs(start - surface.minimum)
    reach = np.maximum(reach, 0.25 * reach.max())
    limits = tuple(zip(surface.minimum - reach, surface.minimum + reach, strict=True))
    with matplotlib.rc_context(plots.STYLE):
        plots.draw_path(axes[0, 0], surface, path, limits=limits)
        axes[0, 0].set(xlabel=labels[0], ylabel=labels[1])
        plots.draw_curves(
            axes[0, 1],
            {"loss": np.maximum(surface(path), 1e-12)},
            x=("step", np.arange(len(path))),
            y="loss",
            log_x=False,
            log_y=True,
        )
        # more numbers, as the layout grows, would stick out of the figure
        axes[0, 1].xaxis.get_major_locator().set_params(nbins=4)
    distance = np.linalg.norm(path[-1] - surface.minimum)
    return plots.picture(
        figure,
        f"{title}{distance:.2g} from the minimum after {len(path) - 1} steps",
        f"The path of an optimizer over the contours of {shape} up to the chosen step, "
        "and beside it the loss at each step.",
        quick=True,
    )
