"""Train a network again whenever a slider moves."""

from labhelpers import plots, training
from labhelpers.widgets._view import View, in_words

SEEDS = 3  # runs per setting; the figure shows their median and range


def training_view(
    build_model,
    *,
    x,
    y,
    validation_data,
    epochs,
    metric="loss",
    **values,
):
    """Return a view of the training curves, with a slider per argument of the model.

    Args:
        build_model: A function that returns a compiled Keras model.
        x: Examples, shape (num_examples, ...).
        y: Targets, shape (num_examples, ...).
        validation_data: A pair (x, y).
        epochs: Number of epochs of each training.
        metric: The metric to draw, for training and validation.
        **values: From argument of `build_model` to the values of its slider; each
            starts at the middle one.

    Returns:
        A `View` that trains when a slider is let go.
    """

    def picture(**setting):
        runs = training.sweep(
            build_model,
            [setting],
            x=x,
            y=y,
            validation_data=validation_data,
            epochs=epochs,
            seeds=SEEDS,
        )
        curves = {"training": runs[metric][0], "held out": runs[f"val_{metric}"][0]}
        return _picture(curves, metric, setting)

    return View(picture, values, continuous=False)


def _picture(curves, metric, setting):
    """Return the picture of the training curves of one setting."""
    figure, axes = plots.new_figure(height=2.8)
    plots.draw_curves(
        axes[0, 0],
        curves,
        x="epoch",
        y=metric,
        log_x=False,
        log_y=metric == "loss",
    )
    words = [f"{in_words(name)} {value:g}" for name, value in setting.items()]
    return plots.picture(
        figure,
        "Trained with " + ", ".join(words),
        f"The {metric} by epoch on training and held-out examples for the chosen "
        "values, median and range over seeds.",
        quick=True,
    )
