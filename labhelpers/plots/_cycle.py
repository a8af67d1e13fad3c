"""Draw the training cycle, the picture that the first and the last lab own."""

from matplotlib.patches import FancyBboxPatch, Polygon

from labhelpers.plots._figure import new_figure, show
from labhelpers.plots._left_out import labs_figure

# Place -> middle (x, y), width and height in tenths of an inch, text.
PLACES = {
    "design": ((5, 23), (10, 7), "Design\na model"),
    "train": ((17.5, 23), (9, 7), "Train it"),
    "training data": ((32, 23), (14, 12), "Does it\nwork on the\ntraining\ndata?"),
    "held-out data": ((50.5, 23), (14, 12), "Does it\nwork on the\ndata held\nout?"),
    "done": ((66.5, 23), (9.5, 12), "Done:\nmeasure\nonce on\nthe test\nset"),
    "change something": (
        (31, 6.5),
        (19.5, 10),
        "Change something:\narchitecture, activation,\noptimizer, learning rate,\n"
        "scaling, batch norm",
    ),
    "change something else": (
        (55.5, 6.5),
        (20, 10),
        "Change something else:\nmore data,\nearly stopping,\nregularization, dropout",
    ),
}
QUESTIONS = ("training data", "held-out data")
# The corners of each arrow, the place of its word, the word.
ARROWS = [
    ([(10, 23), (13, 23)], None, ""),
    ([(22, 23), (25, 23)], None, ""),
    ([(39, 23), (43.5, 23)], (41.2, 24.5), "yes"),
    ([(57.5, 23), (61.75, 23)], (59.5, 24.5), "yes"),
    ([(32, 17), (32, 11.5)], (32.8, 14.3), "no"),
    ([(50.5, 17), (50.5, 11.5)], (51.3, 14.3), "no"),
    ([(21.25, 6.5), (7, 6.5), (7, 19.5)], None, ""),
    ([(55.5, 1.5), (55.5, -1), (3, -1), (3, 19.5)], None, ""),
]


def draw_cycle(ax):
    """Draw the cycle; one unit is a tenth of an inch at 7.2 by 3.3 inches."""
    style = {"facecolor": "white", "edgecolor": "black", "linewidth": 1.2, "zorder": 2}
    for name, (middle, size, text) in PLACES.items():
        outline = _hexagon if name in QUESTIONS else _box
        ax.add_patch(outline(middle, size, **style))
        ax.text(*middle, text, ha="center", va="center", fontsize=8.8, zorder=3)
    for corners, place, word in ARROWS:
        _arrow(ax, corners)
        if word:
            middle = "center" if word == "yes" else "left"
            ax.text(*place, word, ha=middle, va="center", fontsize=8.8, weight="bold")
    ax.set(xlim=(-0.5, 71.8), ylim=(-2.2, 30))
    ax.set_axis_off()


@labs_figure
def show_cycle(*, title, alt):
    """Show the training cycle: two questions, and what to change after each "no".

    Args:
        title: What the picture says, as a sentence.
        alt: What a reader who cannot see the figure should know.
    """
    figure, axes = new_figure(height=3.3)
    draw_cycle(axes[0, 0])
    show(figure, title, alt)


def _box(middle, size, **style):
    """Return a box with round corners: something to do."""
    (x, y), (width, height) = middle, size
    corner = (x - width / 2 + 0.6, y - height / 2 + 0.6)
    shape = "round,pad=0.6,rounding_size=1.2"
    return FancyBboxPatch(corner, width - 1.2, height - 1.2, boxstyle=shape, **style)


def _hexagon(middle, size, **style):
    """Return a hexagon: a question."""
    (x, y), (width, height) = middle, size
    across, up, slant = width / 2, height / 2, 2
    corners = [(-across, 0), (slant - across, up), (across - slant, up)]
    corners += [(-a, -b) for a, b in corners]
    return Polygon([(x + a, y + b) for a, b in corners], **style)


def _arrow(ax, corners):
    """Draw a line through `corners` with a head at its end."""
    ax.plot(*zip(*corners, strict=True), color="0.3", linewidth=1.4, zorder=1)
    head = {"arrowstyle": "-|>", "color": "0.3", "linewidth": 1.4}
    head |= {"shrinkA": 0, "shrinkB": 0, "mutation_scale": 11}
    ax.annotate("", corners[-1], corners[-2], arrowprops=head, zorder=1)
