"""Draw small images side by side."""

import numpy as np

from labhelpers.plots._figure import name_axes, new_figure, show
from labhelpers.plots._left_out import labs_figure


@labs_figure
def show_images(images, *, title, alt, columns=8, shape=None, height=1.2, x="", y=""):
    """Show images in grey, with their labels above.

    Args:
        images: From label to an image, shape (rows, columns), or flat with `shape`.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        columns: Images per row.
        shape: Rows and columns of a flat image.
        height: Height of one row in inches.
        x: What a column of an image is; named below each.
        y: What a row of an image is; named at the left.
    """
    columns = min(columns, len(images))
    rows = -(-len(images) // columns)
    figure, axes = new_figure(rows, columns, height=height * rows + 0.5)
    arrays = [np.reshape(image, shape or np.shape(image)) for image in images.values()]
    low, high = min(map(np.min, arrays)), max(map(np.max, arrays))
    for ax in axes.flat:
        ax.set_axis_off()
    for ax, name, image in zip(axes.flat, images, arrays, strict=False):
        ax.imshow(image, cmap="gray_r", vmin=low, vmax=high)
        ax.set_title(name, loc="center")
        if x or y:
            _name_sides(ax, x, y)
    show(figure, title, alt)


def _name_sides(ax, x, y):
    """Write what columns and rows are, without numbers."""
    ax.set_axis_on()
    ax.set(xticks=[], yticks=[])
    name_axes(ax, x, y)
    if not ax.get_subplotspec().is_first_col():
        ax.set_ylabel("")
