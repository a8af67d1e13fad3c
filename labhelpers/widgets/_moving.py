"""Watch moving averages approach the statistics of a feature."""

import numpy as np

from labhelpers import plots
from labhelpers.widgets._view import View

MEAN, VARIANCE = 3.0, 4.0  # of the feature
NUM_STEPS = 300


def moving_view(moving_average, *, seed, momentum, batch_size):
    """Return a view of the moving mean and variance of one feature, with two sliders.

    Args:
        moving_average: A function of the average so far, the value of a batch and the
            momentum that returns the new average.
        seed: Seed of the batches.
        momentum: The values of its slider, in [0, 1).
        batch_size: The values of its slider, at least 1.

    Returns:
        A `View`; each of its pictures takes a small part of a second.
    """

    def picture(momentum, batch_size):
        draw = np.random.default_rng(seed)
        x = draw.normal(MEAN, np.sqrt(VARIANCE), size=(NUM_STEPS, batch_size))
        paths = {
            "mean": _path(moving_average, 0.0, x.mean(axis=1), momentum),
            "variance": _path(moving_average, 1.0, x.var(axis=1), momentum),
        }
        return _picture(paths, momentum, batch_size)

    return View(picture, {"momentum": momentum, "batch_size": batch_size})


def _path(moving_average, average, batch_values, momentum):
    """Return the average before and after each batch, shape (NUM_STEPS + 1,)."""
    path = [average]
    for value in batch_values:
        path.append(moving_average(path[-1], value, momentum))
    return np.array(path, dtype=float)


def _picture(paths, momentum, batch_size):
    """Return the picture: both averages, and where they should be."""
    figure, axes = plots.new_figure(1, 2, height=2.7)
    for ax, (name, path), truth in zip(
        axes.flat, paths.items(), (MEAN, VARIANCE), strict=True
    ):
        plots.draw_curves(
            ax,
            {f"moving {name}": path, "of all examples": np.full_like(path, truth)},
            x=("batches seen", np.arange(len(path))),
            y=name,
            log_x=False,
            log_y=False,
            label=False,
        )
    handles, labels = axes[0, 0].get_legend_handles_labels()
    labels[0] = "moving average"
    figure.legend(handles, labels, loc="outside lower center", ncols=2)
    return plots.picture(
        figure,
        f"Momentum {momentum:g} in batches of {batch_size}",
        "The moving mean and the moving variance of one feature against the number of "
        "batches seen, each with a line at the value of all examples.",
        quick=True,
    )
