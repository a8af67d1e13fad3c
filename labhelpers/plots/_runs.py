"""Draw what a sweep found: learning curves, and results by hyperparameter."""

import numpy as np

from labhelpers.plots._curves import draw_curves, show_curves
from labhelpers.plots._figure import new_figure, show
from labhelpers.plots._left_out import labs_figure


@labs_figure
def show_runs(runs, metric, *, title, alt, **drawing):
    """Show a metric by epoch: a line per setting, the median and range of its seeds.

    A line is named by what differs between the settings, or by the setting's own name.

    Args:
        runs: What `training.sweep` or `training.compare` returned, or a part of it.
        metric: Its name in the history, such as "loss" or "val_accuracy".
        title: The finding, as a sentence. It follows the claims of its cell.
        alt: What a reader who cannot see the figure should know.
        **drawing: Passed on to `show_curves`: y, log_y, height.

    Example:
        >>> plots.show_runs(
        ...     runs.at(learning_rate=0.1), "loss",
        ...     title="With momentum the loss falls faster",
        ...     alt="Training loss by epoch. The line of momentum 0.9 falls faster.",
        ... )
    """
    history = np.reshape(runs[metric], (len(runs.settings), len(runs.seeds), -1))
    settings = dict(zip(runs.labels(), history, strict=True))
    drawing.setdefault("y", describe(metric))
    show_curves(settings, x="epoch", title=title, alt=alt, **drawing)


@labs_figure
def show_sweep(runs, hyperparameter, metric, *, title, alt, y=None, log_y=None):
    """Show the last value of a metric by hyperparameter: median and range of the seeds.

    One line is drawn for each combination of the other hyperparameters. A run that
    diverged is drawn at the upper edge.

    Args:
        runs: What `training.sweep` returned, or a part of it.
        hyperparameter: What stands on the x axis, such as "learning_rate".
        metric: Its name in the history, such as "val_loss".
        title: The finding, as a sentence. It follows the claims of its cell.
        alt: What a reader who cannot see the figure should know.
        y: Name of the y axis; made from `metric` if not given.
        log_y: Whether the y axis is logarithmic; if not given, the data decide.

    Example:
        >>> plots.show_sweep(
        ...     runs, "learning_rate", "loss",
        ...     title="Momentum moves the best learning rate to the left",
        ...     alt="Final training loss against learning rate, one line per momentum.",
        ... )
    """
    groups = runs.groups(hyperparameter)
    names = runs.labels(without=(hyperparameter,))
    last = np.reshape(runs.last(metric), (len(runs.settings), len(runs.seeds)))
    values = [s.get(hyperparameter) for s in runs.settings]
    numeric = all(isinstance(v, int | float) for v in values)
    words = list(dict.fromkeys(map(str, values)))  # each once, in their order
    places = values if numeric else [words.index(str(value)) for value in values]
    top = _upper_edge(last)
    curves = {
        names[indices[0]]: (
            np.array([places[i] for i in indices]),
            np.minimum(last[indices].T, top),
        )
        for indices in groups
    }
    figure, axes = new_figure(height=3.2)
    about = {"x": hyperparameter.replace("_", " "), "y": y or describe(metric)}
    about |= {"log_x": None if numeric else False, "log_y": log_y}
    draw_curves(axes[0, 0], curves, **about)
    if not numeric:
        axes[0, 0].set_xticks(range(len(words)), words)
    if np.isposinf(last).any():
        _mark_edge(axes[0, 0], top)
    show(figure, title, alt)


def describe(metric):
    """Return a name for an axis: "validation accuracy" for `val_accuracy`."""
    part = "validation" if metric.startswith("val_") else "training"
    return f"{part} {metric.removeprefix('val_').replace('_', ' ')}"


def _upper_edge(values):
    """Return where runs that diverged are drawn: above all others."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 1.0
    return max(finite.max() * 1.5, finite.max() + 0.1 * np.ptp(finite))


def _mark_edge(ax, top):
    """Draw the line at which runs that diverged lie."""
    ax.axhline(top, color="0.4", linestyle=":", linewidth=1)
    style = {"va": "bottom", "color": "0.25", "fontsize": 8.5}
    ax.annotate("diverged", (0.01, top), xycoords=("axes fraction", "data"), **style)
