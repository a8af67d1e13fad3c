"""Step down a loss of two weights: along a valley, on scaled features, by batches."""

import numpy as np

from labhelpers import optimizers, plots
from labhelpers.widgets._view import View, begin_title

VALLEY_STEPS = 60
BATCH_STEPS = 120


def valley_view(valley, start, **values):
    """Return a view of momentum's path down a valley, with a slider per hyperparameter.

    Args:
        valley: A loss of two weights, as in `objectives`.
        start: Where every path begins, shape (2,).
        **values: From `learning_rate` and `momentum` to the values of its slider; each
            starts at the middle one.

    Returns:
        A `View`; its slider `step` walks along the path. The title says when the path
        settles, looked for in ten times as many steps.
    """

    def picture(step, **hyperparameters):
        path = optimizers.descend(
            optimizers.momentum_step,
            valley.gradient,
            start,
            10 * VALLEY_STEPS,
            **hyperparameters,
        )
        settled = optimizers.settling_time(path)
        settles = f"settles after {settled} steps" if settled else "does not settle"
        title = f"{begin_title(**hyperparameters)}{settles}; "
        return _picture(valley, path[: step + 1], title)

    return View(picture, {**values, "step": range(VALLEY_STEPS + 1)})


def scaling_view(losses, start, *, num_steps):
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
        return _picture(loss, path[: step + 1], f"Scale of x2 = {scale_of_x2:g}: ")

    values = {"scale_of_x2": losses, "step": range(num_steps + 1)}
    return View(picture, values, {"step": num_steps})


def batch_view(line, start, *, batch_size, learning_rate):
    """Return a view of mini-batch descent on the loss of a line, with two sliders.

    The batches are the same each time, drawn without replacement within an epoch.

    Args:
        line: An `objectives.LineFit`.
        start: First weights (w, b), shape (2,), away from the minimum.
        batch_size: The values of its slider, from 1 to the number of examples.
        learning_rate: The values of its slider.

    Returns:
        A `View`.

    Raises:
        ValueError: A batch size is not between 1 and the number of examples.
    """
    if min(batch_size) < 1 or max(batch_size) > len(line.x):
        raise ValueError(
            f"Batch sizes from 1 to {len(line.x)} are needed; received {batch_size!r}"
        )

    def picture(batch_size, learning_rate):
        path = batch_path(line, start, BATCH_STEPS, batch_size, learning_rate)
        title = begin_title(batch_size=batch_size, learning_rate=learning_rate)
        shape = f"a bowl, at batch size {batch_size} and learning rate {learning_rate},"
        labels = ("slope w", "intercept b")
        return _picture(line, path, title, labels=labels, shape=shape)

    return View(picture, {"batch_size": batch_size, "learning_rate": learning_rate})


def batch_path(line, start, num_steps, batch_size, learning_rate):
    """Return the path of mini-batch descent, shape (num_steps + 1, 2)."""
    generator = np.random.default_rng(0)
    path, waiting = [np.array(start, dtype=float)], []
    for _ in range(num_steps):
        if len(waiting) < batch_size:
            waiting = list(generator.permutation(len(line.x)))
        rows, waiting = waiting[:batch_size], waiting[batch_size:]
        errors = line.x[rows] @ path[-1] - line.y[rows]
        gradient = 2 * errors @ line.x[rows] / batch_size
        path.append(path[-1] - learning_rate * gradient)
    return np.array(path)


def _picture(surface, path, title, labels=("$w_1$", "$w_2$"), shape="a valley"):
    """Return the picture of a path: over the surface, and its loss by step."""
    figure, axes = plots.new_figure(
        1, 2, height=2.4, gridspec_kw={"width_ratios": [1.6, 1]}
    )
    reach = 1.15 * np.abs(path[0] - surface.minimum)
    reach = np.maximum(reach, 0.25 * reach.max())
    limits = tuple(zip(surface.minimum - reach, surface.minimum + reach, strict=True))
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
