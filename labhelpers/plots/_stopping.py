"""Draw where early stopping ends a training and whose weights it keeps."""

import numpy as np

from labhelpers.plots._figure import (
    COLOURS,
    legend_below,
    name_axes,
    panels_in_a_row,
    show,
)
from labhelpers.plots._left_out import labs_figure


def draw_stop(ax, curve, last, kept):
    """Draw a curve, dim where it was never trained, with two epochs marked.

    Args:
        ax: The Axes to fill.
        curve: The monitored values, shape (epochs,); epochs count from 0.
        last: The last epoch trained.
        kept: The epoch whose weights are kept.
    """
    curve = np.asarray(curve, dtype=float)
    epochs = np.arange(len(curve))
    ax.plot(epochs, curve, color="0.75", linewidth=1, label="not trained")
    ax.plot(epochs[: last + 1], curve[: last + 1], color=COLOURS[0], label="trained")
    ax.axvline(last, color="black", linestyle="--", linewidth=1, label="last epoch")
    star = {"color": COLOURS[1], "markeredgecolor": "black", "markersize": 13}
    ax.plot(kept, curve[kept], "*", **star, zorder=5, label="weights kept")
    ax.margins(y=0.12)  # room for a star at the lowest point
    name_axes(ax, "epoch", "validation loss")


@labs_figure
def show_stops(curve, stops, *, title, alt):
    """Show one curve in small multiples, each stopped by another rule.

    Args:
        curve: The monitored values, shape (epochs,); epochs count from 0.
        stops: From panel title to the pair of the last epoch and the epoch kept.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
    """
    figure, row = panels_in_a_row(stops, height=2.9, sharex=True, sharey=True)
    for ax, (last, kept) in row:
        draw_stop(ax, curve, last, kept)
        ax.label_outer()
    legend_below(figure)
    show(figure, title, alt)
