"""Draw where early stopping ends a training and whose weights it keeps."""

import matplotlib
import numpy as np

from labhelpers.plots._figure import COLOURS, STYLE, name_axes, new_figure, show
from labhelpers.plots._left_out import without_missing


def draw_stop(ax, curve, last, kept, *, y="validation loss"):
    """Draw a curve, dim where it was never trained, with two epochs marked.

    Args:
        ax: The Axes to fill.
        curve: The monitored values, shape (epochs,); epochs count from 0.
        last: The last epoch trained.
        kept: The epoch whose weights are kept.
        y: Name of the y axis, with unit.
    """
    curve = np.asarray(curve, dtype=float)
    epochs = np.arange(len(curve))
    ax.plot(epochs, curve, color="0.75", linewidth=1, label="not trained")
    ax.plot(epochs[: last + 1], curve[: last + 1], color=COLOURS[0], label="trained")
    ax.axvline(last, color="black", linestyle="--", linewidth=1, label="last epoch")
    ax.plot(
        kept,
        curve[kept],
        "*",
        color=COLOURS[1],
        markeredgecolor="black",
        markersize=13,
        zorder=5,
        label="weights kept",
    )
    ax.margins(y=0.12)  # room for a star at the lowest point
    name_axes(ax, "epoch", y)


@without_missing
def show_stops(curve, stops, *, title, alt, height=2.9, y="validation loss"):
    """Show one curve in small multiples, each stopped by another rule.

    Args:
        curve: The monitored values, shape (epochs,); epochs count from 0.
        stops: From panel title to the pair of the last epoch and the epoch kept.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        height: Height of the figure in inches.
        y: Name of the y axis, with unit.
    """
    figure, axes = new_figure(1, len(stops), height=height, sharex=True, sharey=True)
    with matplotlib.rc_context(STYLE):
        for ax, (name, (last, kept)) in zip(axes.flat, stops.items(), strict=True):
            draw_stop(ax, curve, last, kept, y=y)
            ax.set_title(name)
            ax.label_outer()
        handles, labels = axes[0, 0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=4)
    show(figure, title, alt)
