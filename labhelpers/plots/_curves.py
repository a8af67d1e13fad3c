"""Draw curves with the spread of their seeds."""

import matplotlib
import numpy as np
from matplotlib import ticker

from labhelpers.plots._figure import (
    COLOURS,
    LINES,
    MARKERS,
    STYLE,
    make_logarithmic,
    name_axes,
    new_figure,
    show,
)

LABEL_GAP = 0.075  # least distance between two labels, as a fraction of the axis


def draw_curves(
    ax,
    curves,
    *,
    x=None,
    x_label="",
    y_label="",
    log_x=False,
    log_y=False,
    label=True,
    markers=True,
):
    """Draw named curves; where a curve has several seeds, its median and range.

    Args:
        ax: The Axes to fill.
        curves: From label to values, shape (points,) or (seeds, points); or to a pair
            (x, values) where curves do not share their x.
        x: Common x values, shape (points,); 1, 2, ... if not given.
        x_label: Name of the x axis, with unit.
        y_label: Name of the y axis, with unit.
        log_x: Whether the x axis is logarithmic.
        log_y: Whether the y axis is logarithmic.
        label: Whether each line carries its label at its right end.
        markers: Whether lines carry markers, which the drawing of a function does not.

    Raises:
        ValueError: There is no curve, or a curve and its x differ in length.
    """
    if not curves:
        raise ValueError("A figure of curves needs at least one curve; received none")
    ends, drawn = [], []
    for number, (name, values) in enumerate(curves.items()):
        x_values, y_values = _points(name, values, x)
        style = _style(number, len(x_values), markers)
        low, median, high = _spread(y_values)
        if len(y_values) > 1:
            ax.fill_between(
                x_values, low, high, color=style["color"], alpha=0.18, linewidth=0
            )
        ax.plot(x_values, median, label=name, **style)
        ends.append((name, median[np.isfinite(median)], style["color"]))
        drawn.append((x_values, np.ravel(y_values)))
    name_axes(ax, x_label, y_label)
    locator = ax.xaxis.get_major_locator()
    whole = all(x_values.dtype.kind in "iu" for x_values, _ in drawn)
    if whole and isinstance(locator, ticker.MaxNLocator):
        locator.set_params(integer=True)  # there is no epoch 2.5
    for logarithmic, axis, values in zip(
        (log_x, log_y), (ax.xaxis, ax.yaxis), zip(*drawn, strict=True), strict=True
    ):
        if logarithmic:
            at_values = axis is ax.xaxis
            make_logarithmic(axis, np.concatenate(values), at_values=at_values)
    if label and len(curves) > 1:
        _label_ends(ax, ends)


def show_curves(curves, *, title, alt, height=3.4, **drawing):
    """Show named curves in one Axes.

    Args:
        curves: As in `draw_curves`.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        height: Height of the figure in inches.
        **drawing: Passed on to `draw_curves`: x, x_label, y_label, log_x, log_y,
            markers.
    """
    figure, axes = new_figure(height=height)
    with matplotlib.rc_context(STYLE):
        draw_curves(axes[0, 0], curves, **drawing)
    show(figure, title, alt)


def show_panels(
    panels, *, title, alt, columns=None, height=3.2, sharey=True, y_label="", **drawing
):
    """Show small multiples of curves with shared axes.

    Args:
        panels: From panel title to curves as in `draw_curves`. A label has one style
            in all panels.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        columns: Panels per row; all in one row if not given.
        height: Height of one row in inches.
        sharey: Whether the panels share their y axis as they share x.
        y_label: Name of the y axis, with unit; or one per panel, if they share none.
        **drawing: Passed on to `draw_curves`: x, x_label, log_x, log_y.
    """
    columns = columns or len(panels)
    y_labels = [y_label] * len(panels) if isinstance(y_label, str) else y_label
    rows = -(-len(panels) // columns)
    figure, axes = new_figure(
        rows, columns, height=height * rows, sharex=True, sharey=sharey
    )
    with matplotlib.rc_context(STYLE):
        named = zip(panels.items(), y_labels, strict=True)
        for ax, ((name, curves), y_name) in zip(axes.flat, named, strict=False):
            draw_curves(ax, curves, label=False, y_label=y_name, **drawing)
            ax.set_title(name)
            if sharey:
                ax.label_outer()
            elif not ax.get_subplotspec().is_last_row():
                ax.set_xlabel("")
        for ax in axes.flat[len(panels) :]:
            ax.set_visible(False)
        handles, labels = axes[0, 0].get_legend_handles_labels()
        if len(labels) > 1:
            figure.legend(
                handles, labels, loc="outside lower center", ncols=4, handlelength=3.5
            )
    show(figure, title, alt)


def _points(name, values, x):
    """Return x, shape (points,), and y, shape (seeds, points), of one curve."""
    if isinstance(values, tuple):
        x, values = values
    values = np.asarray(values, dtype=float)
    y_values = values[None] if values.ndim == 1 else values
    points = y_values.shape[-1]
    x_values = np.asarray(np.arange(1, points + 1) if x is None else x)
    if y_values.ndim != 2 or len(x_values) != points:
        raise ValueError(
            f"Curve {name!r} needs values of shape (points,) or (seeds, points) with "
            f"{len(x_values)} points like its x; received shape {values.shape}"
        )
    return x_values, y_values


def _spread(y_values):
    """Return lowest, median and highest finite value per point; NaN where none is."""
    finite = np.where(np.isfinite(y_values), y_values, np.nan)
    some = np.isfinite(finite).any(axis=0)
    spread = np.full((3, finite.shape[1]), np.nan)
    spread[:, some] = np.nanquantile(finite[:, some], [0, 0.5, 1], axis=0)
    return spread


def _style(number, points, markers=True):
    """Return how the curve of this number is drawn: style and marker before colour."""
    style = number % len(COLOURS)
    return {
        "color": COLOURS[style],
        "linestyle": LINES[style],
        "marker": MARKERS[style] if markers else "",
        "markevery": max(1, points // 10),
    }


def _label_ends(ax, ends):
    """Write each label beside the right end of its line, pushed apart."""
    heights = [_axes_height(ax, y[-1]) if len(y) else 1.0 for _, y, _ in ends]
    for (name, _, colour), height in zip(ends, _pushed_apart(heights), strict=True):
        ax.annotate(
            name,
            (1.02, height),
            xycoords="axes fraction",
            color=colour,
            va="center",
        )


def _pushed_apart(heights):
    """Return heights in [0, 1] that are at least LABEL_GAP apart, close to the old."""
    order = np.argsort(heights, kind="stable")
    placed = np.clip(np.asarray(heights, dtype=float)[order], 0, 1)
    for _ in range(100):
        overlap = np.maximum(0, LABEL_GAP - np.diff(placed)) / 2
        placed[:-1] -= overlap
        placed[1:] += overlap
    result = np.empty_like(placed)
    result[order] = placed
    return result


def _axes_height(ax, y):
    """Return where the data value `y` lies in the Axes: 0 bottom, 1 top."""
    ax.autoscale_view()
    x = ax.get_xlim()[0]
    return ax.transAxes.inverted().transform(ax.transData.transform((x, y)))[1]
