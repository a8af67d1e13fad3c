"""Step down a loss of one weight."""

import numpy as np

from labhelpers import optimizers, plots
from labhelpers.widgets._view import View, begin_title

NUM_STEPS = 20


def descent_view(loss, start, *, learning_rate):
    """Return a view of the steps down a loss of one weight, with two sliders.

    Args:
        loss: A loss of one weight that is least at 0, as in `objectives`: `loss(w)` and
            `loss.gradient(w)` for w of shape (..., 1).
        start: The first weight, a number other than 0.
        learning_rate: The values of its slider.

    Returns:
        A `View`; its slider `step` walks along the path.
    """

    def picture(learning_rate, step):
        path = optimizers.descend(
            optimizers.sgd_step,
            loss.gradient,
            [start],
            NUM_STEPS,
            learning_rate=learning_rate,
        )[: step + 1, 0]
        return _picture(loss, path, begin_title(learning_rate=learning_rate))

    values = {"learning_rate": learning_rate, "step": range(NUM_STEPS + 1)}
    return View(picture, values)


def _picture(loss, path, title):
    """Return the picture of the steps on the loss, and the distance at each step."""
    figure, axes = plots.new_figure(1, 2, height=2.6)
    reach = 1.6 * abs(path[0])
    w = np.linspace(-reach, reach, 200)
    inside = path[np.abs(path) <= reach]
    ax = axes[0, 0]
    ax.plot(w, _height(loss, w), color="0.6")
    ax.plot(
        inside,
        _height(loss, inside),
        "o-",
        color="black",
        markersize=4,
        linewidth=1,
    )
    ax.set(xlabel="w", ylabel="loss")
    plots.draw_curves(
        axes[0, 1],
        {"distance": np.maximum(np.abs(path), 1e-9)},
        x=("step", np.arange(len(path))),
        y="distance to the minimum",
        log_x=False,
        log_y=True,
    )
    return plots.picture(
        figure,
        f"{title}{abs(path[-1]):.2g} from the minimum after {len(path) - 1} steps",
        "The steps of gradient descent on a loss of one weight, and beside it the "
        "distance to the minimum at each step.",
        quick=True,
    )


def _height(loss, w):
    return loss(np.asarray(w)[:, None])
