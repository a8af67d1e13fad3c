"""Watch a valley grow narrow with the scale of a feature."""

import numpy as np

from labhelpers import optimizers
from labhelpers.widgets._valley import path_picture
from labhelpers.widgets._view import View, middle


def scaling_view(losses, start, *, num_steps=60):
    """Return a view of plain descent, with sliders for the scale of a feature and step.

    Every descent has the best constant learning rate of its own loss.

    Args:
        losses: From scale to a loss of two weights that knows its `best_rate`, such
            as `objectives.PlaneFit`; the scales are the values of the slider.
        start: Where every path begins, shape (2,).
        num_steps: How far the slider of the step goes.

    Returns:
        A `View`; its slider `step` walks along the path, and starts at the end.
    """

    def picture(scale_of_x2, step):
        loss = losses[scale_of_x2]
        path = optimizers.descend(
            optimizers.sgd_step,
            loss.gradient,
            start,
            num_steps,
            learning_rate=loss.best_rate,
        )
        title = f"Scale of x2 = {scale_of_x2:g}: "
        return path_picture(loss, np.asarray(start), path[: step + 1], title)

    values = {"scale_of_x2": list(losses), "step": list(range(num_steps + 1))}
    return View(picture, values, {**middle(values), "step": num_steps})
