"""Draw scores over two hyperparameters as maps, with the trials of a search on them."""

import numpy as np

from labhelpers.plots import _axes
from labhelpers.plots._figure import name_axes, panels_in_a_row, show
from labhelpers.plots._left_out import labs_figure


def draw_map(ax, scores, x, y, *, trials=(), limits=None, numbers=False):
    """Draw one shade per pair of values; the darker, the lower the score.

    Args:
        ax: The Axes to fill.
        scores: Shape (len(y), len(x)).
        x: A pair of the name of the hyperparameter along the x axis and its values, in
            order.
        y: The same for the y axis.
        trials: Pairs (column, row) to mark, in the order in which they were tried;
            they may lie between the values.
        limits: Lowest and highest score of the shades; those of `scores` if None.
        numbers: Whether each score is written on its shade.

    Returns:
        What `Figure.colorbar` needs.

    Raises:
        ValueError: `scores` has another shape.
    """
    (x_name, x), (y_name, y) = map(_axes.name_and_values, (x, y))
    scores = np.asarray(scores, dtype=float)
    if scores.shape != (len(y), len(x)):
        raise ValueError(
            f"A map needs scores of shape {(len(y), len(x))}, a row per y value; "
            f"received {scores.shape}"
        )
    low, high = limits or (np.nanmin(scores), np.nanmax(scores))
    image = ax.imshow(
        scores, cmap="cividis", vmin=low, vmax=high, origin="lower", aspect="auto"
    )
    if numbers:
        _write_scores(ax, scores, (low + high) / 2)
    for number, (column, row) in enumerate(trials, start=1):
        ax.plot(column, row, "o", color="white", markeredgecolor="black", markersize=11)
        ax.text(column, row, str(number), ha="center", va="center", fontsize=6.5)
    _name_values(ax.xaxis, x)
    _name_values(ax.yaxis, y)
    ax.grid(visible=False)
    name_axes(ax, x_name, y_name)
    return image


@labs_figure
def show_maps(panels, x, y, *, title, alt, score="score", numbers=False):
    """Show maps side by side, with one scale of shades.

    Args:
        panels: From panel title to scores as in `draw_map`, or to a pair (scores,
            trials).
        x: A pair of a name and the values along the x axis, for all panels.
        y: The same for the y axis.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        score: Name of the shades' scale.
        numbers: Whether each score is written on its shade.
    """
    pairs = {
        name: each if isinstance(each, tuple) else (each, ())
        for name, each in panels.items()
    }
    every = np.concatenate([np.ravel(scores) for scores, _ in pairs.values()])
    limits = np.nanmin(every), np.nanmax(every)
    figure, row = panels_in_a_row(pairs, height=3.0, sharey=True)
    for ax, (scores, trials) in row:
        drawing = {"trials": trials, "limits": limits, "numbers": numbers}
        image = draw_map(ax, scores, x, y, **drawing)
        ax.label_outer()
    figure.colorbar(image, ax=figure.axes, label=score, shrink=0.9)
    show(figure, title, alt)


def _write_scores(ax, scores, middle):
    """Write each score in the middle of its shade, light on the dark ones."""
    for (row, column), score in np.ndenumerate(scores):
        colour = "white" if score < middle else "black"
        style = {"color": colour, "ha": "center", "va": "center", "fontsize": 8.5}
        ax.text(column, row, f"{score:.3f}", **style)


def _name_values(axis, values):
    """Write at most eight of the values, rounded, at their places."""
    places = range(0, len(values), -(-len(values) // 8))
    axis.set_ticks(list(places), [_rounded(values[place]) for place in places])


def _rounded(value):
    """Return a number in two digits, or in as many as stand before its point."""
    return f"{value:.{max(2, len(str(int(abs(value)))))}g}"
