"""Let early stopping end a recorded training."""

from labhelpers import plots
from labhelpers.widgets._view import View, begin_title


def patience_view(rule, curve, *, patience, min_delta):
    """Return a view of a recorded curve and where a rule stops on it, with two sliders.

    Args:
        rule: A function of the curve, the patience and min_delta that returns the last
            epoch trained and the epoch whose weights are kept, counted from 0.
        curve: The monitored loss after each epoch, shape (epochs,).
        patience: The values of its slider.
        min_delta: The values of its slider.

    Returns:
        A `View`.
    """

    def picture(patience, min_delta):
        last, kept = rule(curve, patience, min_delta)
        title = begin_title(patience=patience, min_delta=min_delta)
        return _picture(curve, last, kept, title)

    return View(picture, {"patience": patience, "min_delta": min_delta})


def _picture(curve, last, kept, title):
    """Return the picture of the curve with the two epochs marked."""
    figure, axes = plots.new_figure(height=2.8)
    plots.draw_stop(axes[0, 0], curve, last, kept)
    axes[0, 0].legend(loc="upper right", ncols=2)
    return plots.picture(
        figure,
        f"{title}ends with epoch {last}, keeps the weights of epoch {kept}",
        "A validation loss by epoch, dim beyond the last epoch trained, with a dashed "
        "line at that epoch and a star at the epoch whose weights are kept.",
        quick=True,
    )
