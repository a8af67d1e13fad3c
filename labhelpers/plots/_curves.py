"""Draw curves with the spread of their seeds."""

import textwrap

import numpy as np
from matplotlib import ticker

from labhelpers.plots import _axes
from labhelpers.plots._figure import (
    COLOURS,
    LINES,
    MARKERS,
    make_logarithmic,
    name_axes,
    new_figure,
    show,
)
from labhelpers.plots._left_out import labs_figure

LABEL_GAP = 0.075  # least distance between two labels, as a fraction of the axis
LABEL_LETTERS = 22  # a longer label is broken into lines


def draw_curves(
    ax,
    curves,
    *,
    x=None,
    y=None,
    log_x=None,
    log_y=None,
    label=True,
    markers=True,
    order=None,
):
    """Draw named curves; where a curve has several seeds, its median and range.

    Args:
        ax: The Axes to fill.
        curves: From label to values, shape (points,) or (seeds, points); or to a pair
            (x, values) where curves do not share their x.
        x: Name of the x axis, with unit; or a pair of the name and the common x
            values, shape (points,). Without values they are 1, 2, ...
        y: Name of the y axis, with unit.
        log_x: Whether the x axis is logarithmic; if not given, the data decide: where
            they are spaced by ratios.
        log_y: Whether the y axis is logarithmic; if not given, the data decide: where
            they are positive and span two powers of ten.
        label: Whether each line carries its label at its right end.
        markers: Whether lines carry markers, which the drawing of a function does not.
        order: Labels in the order of their styles; as in `curves` if not given.

    Raises:
        ValueError: There is no curve, or a curve and its x differ in length.
    """
    if not curves:
        raise ValueError("A figure of curves needs at least one curve; received none")
    x_name, common_x = _axes.name_and_values(x)
    y_name, _ = _axes.name_and_values(y)
    drawn = [_points(name, values, common_x) for name, values in curves.items()]
    if log_x is None or log_y is None:
        chosen = scales([curves], x)
        log_x = chosen[0] if log_x is None else log_x
        log_y = chosen[1] if log_y is None else log_y
    ends = []
    order = order or list(curves)
    for name, points in zip(curves, drawn, strict=True):
        style = _style(order.index(name), len(points[0]), markers)
        ends.append((name, _draw_curve(ax, name, *points, style), style["color"]))
    name_axes(ax, x_name, y_name)
    _show_whole_numbers(ax, [x_values for x_values, _ in drawn])
    if log_x:
        values = np.concatenate([x_values for x_values, _ in drawn])
        make_logarithmic(ax.xaxis, values, at_values=True)
    if log_y:
        make_logarithmic(ax.yaxis, np.concatenate([np.ravel(y) for _, y in drawn]))
    if label and len(curves) > 1:
        _label_ends(ax, ends)


@labs_figure
def show_curves(curves, *, title, alt, height=3.2, **drawing):
    """Show named curves in one Axes.

    Args:
        curves: From label to values, shape (points,) or (seeds, points): the median
            and the range of the seeds are drawn. Missing ones are left out.
        title: The finding, as a sentence. It follows the claims of its cell.
        alt: What a reader who cannot see the figure should know.
        height: Height of the figure in inches.
        **drawing: Passed on to `draw_curves`: x, y, log_x, log_y, markers.

    Example:
        >>> plots.show_curves(
        ...     {"momentum 0": plain, "momentum 0.9": heavy},  # each (seeds, steps)
        ...     x="step",
        ...     y="loss",
        ...     title="Momentum lowers the loss in fewer steps",
        ...     alt="Loss against step. The curve with momentum falls faster.",
        ... )
        >>> plots.show_curves(losses, x=("learning rate", rates), y="loss", ...)
    """
    figure, axes = new_figure(height=height)
    draw_curves(axes[0, 0], curves, **drawing)
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


def scales(panels, x):
    """Return whether the axes of some panels of curves are logarithmic, x and y."""
    every_x, every_y = every_value(panels, x)
    return _axes.x_is_logarithmic(every_x), _axes.y_is_logarithmic(every_y)


def every_value(panels, x):
    """Return all x values and all y values of some panels of curves."""
    _, common_x = _axes.name_and_values(x)
    points = [
        _points(name, values, common_x)
        for curves in panels
        for name, values in curves.items()
    ]
    every_x = np.concatenate([x_values for x_values, _ in points])
    return every_x, np.concatenate([np.ravel(y_values) for _, y_values in points])


def _draw_curve(ax, name, x_values, y_values, style):
    """Draw a curve with the range of its seeds; return medians from left to right."""
    low, median, high = _spread(y_values)
    if len(y_values) > 1:
        band = {"color": style["color"], "alpha": 0.18, "linewidth": 0}
        ax.fill_between(x_values, low, high, **band)
    ax.plot(x_values, median, label=name, **style)
    rightward = median[np.argsort(x_values, kind="stable")]
    return rightward[np.isfinite(rightward)]


def _show_whole_numbers(ax, every_x):
    """Number an axis of whole numbers by whole numbers: there is no epoch 2.5."""
    locator = ax.xaxis.get_major_locator()
    whole = all(x_values.dtype.kind in "iu" for x_values in every_x)
    if whole and isinstance(locator, ticker.MaxNLocator):
        locator.set_params(integer=True)


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
    names = [textwrap.fill(str(name), LABEL_LETTERS) for name, _, _ in ends]
    gap = LABEL_GAP * max(1 + name.count("\n") for name in names)
    placed = _pushed_apart(heights, min(gap, 1 / len(names)))
    for name, (_, _, colour), height in zip(names, ends, placed, strict=True):
        style = {"color": colour, "va": "center", "linespacing": 0.95}
        ax.annotate(name, (1.02, height), xycoords="axes fraction", **style)


def _pushed_apart(heights, gap=LABEL_GAP):
    """Return heights in [0, 1] that are at least `gap` apart, close to the old."""
    order = np.argsort(heights, kind="stable")
    placed = np.clip(np.asarray(heights, dtype=float)[order], 0, 1)
    for _ in range(100):
        overlap = np.maximum(0, gap - np.diff(placed)) / 2
        placed[:-1] -= overlap
        placed[1:] += overlap
    room = gap * np.arange(len(placed))  # what the labels below, or above, need
    placed = np.clip(placed, room, 1 - room[::-1])
    result = np.empty_like(placed)
    result[order] = placed
    return result


def _axes_height(ax, y):
    """Return where the data value `y` lies in the Axes: 0 bottom, 1 top."""
    ax.autoscale_view()
    x = ax.get_xlim()[0]
    return ax.transAxes.inverted().transform(ax.transData.transform((x, y)))[1]
