"""Draw one training from inside: the panel of a babysitter."""

import matplotlib
import numpy as np

from labhelpers.plots._curves import draw_curves
from labhelpers.plots._figure import (
    STYLE,
    make_logarithmic,
    new_figure,
    picture,
    show,
)
from labhelpers.plots._left_out import labs_figure

SHOWN_FILTERS = 8  # in two rows
USUAL_UPDATE = 1e-3  # update over weight of a step that usually trains well


@labs_figure
def show_observation(observation, *, title, alt, image_shape=None, accuracy=None):
    """Show data, losses, rate, gradients, updates, activations, weights of a training.

    Args:
        observation: What `training.observe` returned.
        title: The finding, as a sentence.
        alt: What a reader who cannot see the figure should know.
        image_shape: Rows and columns of the examples if they are images; else the
            first layer's weights are drawn as one table.
        accuracy: From part of the data to the accuracy on it; the last accuracies of
            the history if not given.
    """
    show(_panel(observation, image_shape, accuracy), title, alt)


def observation_picture(observation, *, title, alt, image_shape=None, accuracy=None):
    """Return the panel of `show_observation` as a `Picture`, for a slider."""
    return picture(_panel(observation, image_shape, accuracy), title, alt, quick=True)


def _panel(observation, image_shape, accuracy):
    """Return the figure of the nine views."""
    figure, axes = new_figure(3, 3, width=7.4, height=6.2)
    figure.set_layout_engine(None)  # to fit nine views takes longer than to draw them
    figure.subplots_adjust(0.085, 0.075, 0.985, 0.89, wspace=0.32, hspace=0.58)
    recorder = observation.recorder
    with matplotlib.rc_context({**STYLE, "font.size": 8.5, "axes.titlesize": 9}):
        draw_inputs(axes[0, 0], observation.x)
        draw_losses(axes[0, 1], observation.history)
        draw_by_step(axes[0, 2], [recorder.loss], "loss of each mini-batch")
        rates = [recorder.learning_rate]
        draw_by_step(axes[1, 0], rates, "learning rate", at_values=True)
        draw_gradients_and_updates(axes[1, 1], axes[1, 2], recorder)
        draw_activations(axes[2, 0], observation.activations)
        draw_accuracy(axes[2, 1], accuracy or _last_accuracy(observation.history))
        draw_filters(axes[2, 2], observation.filters, image_shape)
    return figure


def draw_inputs(ax, x):
    """Draw the range of every input feature, from its smallest to its largest value."""
    x = np.reshape(x, (len(x), -1))
    low, middle, high = np.quantile(x, [0, 0.5, 1], axis=0)
    places = np.arange(x.shape[1])
    ax.vlines(places, low, high, color="0.6", linewidth=max(0.8, 60 / len(places)))
    ax.plot(places, middle, ".", color="black", markersize=3)
    ax.set_title("data: range of each feature")
    ax.set_xlabel("feature")


def draw_losses(ax, history):
    """Draw the losses by epoch, as far as they are finite."""
    names = {"loss": "training", "val_loss": "held out"}
    curves = {
        label: np.asarray(history[name], dtype=float)
        for name, label in names.items()
        if name in history
    }
    _say_if_empty(ax, curves.values())
    positive = all(np.all(v[np.isfinite(v)] > 0) for v in curves.values())
    draw_curves(ax, curves, x="epoch", log_x=False, log_y=positive, label=False)
    ax.set_title("curves: loss")
    ax.legend(fontsize=8, handlelength=1.6, borderpad=0.1)


def draw_activations(ax, activations):
    """Draw where the outputs of each layer lie: nine in ten of them, and the median."""
    _say_if_empty(ax, activations.values())
    # a cap would reach below 0, where a ReLU has no outputs
    bar = dict(solid_capstyle="butt", color="#0072B2", linewidth=4, alpha=0.5)
    for number, outputs in enumerate(activations.values(), start=1):
        values = outputs[np.isfinite(outputs)]
        if not values.size:
            continue
        low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
        ax.plot([number, number], [low, high], **bar)
        ax.plot([number], [middle], "s", color="black", markersize=3.5)
    ax.set_xlim(0.5, len(activations) + 0.5)
    ax.set_xticks(range(1, len(activations) + 1))
    ax.set_title("activations: nine in ten")
    ax.set_xlabel("layer")


def draw_accuracy(ax, accuracy):
    """Draw the accuracy on each part of the data as a bar with its number."""
    shades = np.linspace(0.45, 0.85, max(len(accuracy), 1))
    bars = ax.bar(list(accuracy), list(accuracy.values()), color=shades.astype(str))
    ax.bar_label(bars, [f"{value:.2f}" for value in accuracy.values()], padding=1)
    ax.set_ylim(0, 1.15)
    ax.tick_params(axis="x", labelsize=7.5)
    ax.set_title("accuracy")


def _last_accuracy(history):
    """Return the last accuracies of a history, if it has some."""
    names = {"accuracy": "training", "val_accuracy": "held out"}
    return {
        label: history[name][-1] for name, label in names.items() if name in history
    }


def draw_filters(ax, filters, image_shape=None):
    """Draw the first layer's weights: a few units as images, or all as a table."""
    ax.set_title("first layer: weights")
    ax.set_axis_off()
    if filters is None:
        return
    table = np.nan_to_num(filters)
    if image_shape is not None:
        table = _mosaic(table[:, :SHOWN_FILTERS], image_shape)
    limit = np.nanquantile(np.abs(table), 0.99) or 1.0  # a few large ones hide none
    ax.imshow(table, cmap="gray", vmin=-limit, vmax=limit, aspect="auto")


def _mosaic(filters, image_shape):
    """Return filters as images in two rows; places without a filter stay empty."""
    images = [each.reshape(image_shape[:2]) for each in filters.T]
    images = [np.pad(each, 1, constant_values=np.nan) for each in images]
    while len(images) < SHOWN_FILTERS:
        images.append(np.full_like(images[0], np.nan))
    half = len(images) // 2
    return np.vstack([np.hstack(images[:half]), np.hstack(images[half:])])


def draw_gradients_and_updates(left, right, recorder):
    """Draw the gradients' norms and the relative size of the updates by step."""
    norms, ratios = recorder.gradient_norm.values(), recorder.update_ratio.values()
    draw_by_step(left, norms, "gradients: norm", width=50)
    draw_by_step(right, ratios, "updates / weights", width=50, usual=USUAL_UPDATE)


def draw_by_step(ax, records, title, width=None, usual=None, at_values=False):
    """Draw records by step, light for the first layer, on a logarithmic axis.

    With `width` a line has about that many points, each a mean over steps. `usual` is a
    value to compare with, and `at_values` numbers the axis by the values themselves.
    """
    records = [_positive(values) for values in records]
    shades = np.linspace(0.75, 0.0, len(records)) if len(records) > 1 else [0.0]
    for number, (shade, values) in enumerate(zip(shades, records, strict=True)):
        size = max(1, np.isfinite(values).sum() // width) if width else 1
        ends = np.arange(0, len(values) - size + 1, size)
        means = [_mean(values[end : end + size]) for end in ends]
        style = ("-", "--", "-.", ":")[number % 4]
        thin = 1.4 if width else 0.8
        ax.plot(ends + size, means, style, color=str(shade), linewidth=thin)
    _say_if_empty(ax, records)
    if usual is not None:
        ax.axhline(usual, color="0.5", linestyle=":", linewidth=1)
        records.append(np.array([usual]))
    if any(np.any(values > 0) for values in records):
        make_logarithmic(ax.yaxis, np.concatenate(records), at_values=at_values)
    if at_values and np.isfinite(records[0]).any():
        ax.set_ylim(np.nanmin(records[0]) / 4, np.nanmax(records[0]) * 4)
    ax.set_title(title)
    ax.set_xlabel("step (light: first layer)" if len(shades) > 1 else "step")


def _say_if_empty(ax, arrays):
    """Say in the Axes that nothing can be drawn, if no value is finite."""
    if not any(np.any(np.isfinite(values)) for values in arrays):
        ax.text(0.5, 0.3, "no finite value", transform=ax.transAxes, ha="center")


def _positive(values):
    """Return the values that a logarithmic axis can show; NaN for the others."""
    values = np.asarray(values, dtype=float)
    return np.where(np.isfinite(values) & (values > 0), values, np.nan)


def _mean(values):
    finite = values[np.isfinite(values)]
    return finite.mean() if finite.size else np.nan
