"""Show curves in small multiples with shared axes."""

from labhelpers.plots._curves import draw_curves, every_value, scales
from labhelpers.plots._figure import (
    default_columns,
    make_logarithmic,
    new_figure,
    show,
)
from labhelpers.plots._left_out import labs_figure


@labs_figure
def show_panels(
    panels,
    *,
    title,
    alt,
    columns=None,
    height=None,
    sharey=True,
    y="",
    **drawing,
):
    """Show small multiples of curves with shared axes.

    Args:
        panels: From panel title to curves as in `show_curves`. A label has one style
            in all panels.
        title: The finding, as a sentence. It follows the claims of its cell.
        alt: What a reader who cannot see the figure should know.
        columns: Panels per row; chosen from their number if not given.
        height: Height of one row in inches.
        sharey: Whether the panels share their y axis as they share x.
        y: Name of the y axis, with unit; or a list of names, one per panel, where the
            panels share none.
        **drawing: Passed on to `draw_curves`: x, log_x, log_y.

    Example:
        >>> plots.show_panels(
        ...     {"training": {"dropout": loss}, "validation": {"dropout": val_loss}},
        ...     x="epoch", y="loss", title="...", alt="...",
        ... )
    """
    y_names = [y] * len(panels) if isinstance(y, str) else y
    columns = columns or default_columns(len(panels))
    rows = -(-len(panels) // columns)
    height = height or _height(len(panels), columns)
    figure, axes = new_figure(
        rows, columns, height=height * rows, sharex=True, sharey=sharey
    )
    log_x, log_y = scales(panels.values(), drawing.get("x"))
    drawing.setdefault("log_x", log_x)
    if sharey:
        drawing.setdefault("log_y", log_y)
    order = list(dict.fromkeys(name for each in panels.values() for name in each))
    named = zip(panels.items(), y_names, strict=True)
    for ax, ((name, curves), y_name) in zip(axes.flat, named, strict=False):
        draw_curves(ax, curves, label=False, y=y_name, order=order, **drawing)
        ax.set_title(name)
        if sharey:
            ax.label_outer()
        elif not ax.get_subplotspec().is_last_row():
            ax.set_xlabel("")
    if sharey and drawing["log_y"]:  # numbers for all panels, not for the last
        _, every_y = every_value(panels.values(), drawing.get("x"))
        make_logarithmic(axes[0, 0].yaxis, every_y)
    _clear(axes, len(panels))
    _legend(figure, axes)
    show(figure, title, alt)


def _height(panels, columns):
    """Return the height of one row of panels in inches."""
    if panels <= columns:
        return 3.2 if columns < 3 else 2.7
    return 2.7 if columns < 3 else 2.3


def _clear(axes, panels):
    """Hide the empty places, and number the x axes of the panels above them."""
    columns = axes.shape[1]
    for place, empty in list(enumerate(axes.flat))[panels:]:
        empty.set_visible(False)
        if place >= columns:
            above = axes.flat[place - columns]
            above.tick_params(labelbottom=True)
            above.set_xlabel(axes[-1, 0].get_xlabel())


def _legend(figure, axes):
    """Write the labels of all panels below them, each once."""
    entries = {}
    for ax in axes.flat:
        handles, labels = ax.get_legend_handles_labels()
        entries = dict(zip(labels, handles, strict=True)) | entries
    if len(entries) > 1:
        style = {"loc": "outside lower center", "ncols": 4, "handlelength": 3.5}
        figure.legend(list(entries.values()), list(entries), **style)
