"""Draw the report of an examination: nine views of a network of one's own."""

import matplotlib
import numpy as np

from labhelpers.plots._figure import STYLE, make_logarithmic, new_figure, show
from labhelpers.plots._observation import (
    draw_by_step,
    draw_gradients_and_updates,
    draw_inputs,
    draw_losses,
)

MOST_BARS = 12  # classes or layers that are drawn each
_SKILLS = {
    "train_skill": "training",
    "val_skill": "held out",
    "plain_skill": "plain\nmodel",
}


def show_report(report, *, title=None, alt=None):
    """Show the nine views of a report of `clinic.examine`.

    Args:
        report: A `clinic.Report`.
        title: The finding, as a sentence; the report's own headline if not given.
        alt: What a reader who cannot see the figure should know; the names of the
            suspects if not given. Beside it, print the report.

    Example:
        >>> report = clinic.examine(model, x_train, y_train, validation_data=held_out)
        >>> plots.show_report(report)
    """
    said = (
        alt
        or f"Nine views of one training. Suspects: {'; '.join(report.names) or 'none'}."
    )
    show(_views(report), title or report.headline, said)


def _views(report):
    """Return the figure of the nine views."""
    figure, axes = new_figure(3, 3, width=7.4, height=6.4)
    figure.set_layout_engine(None)
    figure.subplots_adjust(0.085, 0.085, 0.985, 0.88, wspace=0.34, hspace=0.62)
    recorder = report.recorder
    with matplotlib.rc_context({**STYLE, "font.size": 8.5, "axes.titlesize": 9}):
        draw_inputs(axes[0, 0], np.nan_to_num(report.x))
        draw_labels(axes[0, 1], report)
        draw_skills(axes[0, 2], report.numbers)
        if recorder is None:
            for ax in axes.flat[3:]:
                _say(ax, "not trained")
        else:
            draw_losses(axes[1, 0], report.history)
            _mark_guess(axes[1, 0], report.numbers.get("guess_loss"))
            draw_by_step(axes[1, 1], [recorder.loss], "loss of each mini-batch")
            draw_rates(axes[1, 2], report.numbers["rates"])
            draw_gradients_and_updates(axes[2, 0], axes[2, 1], recorder)
            draw_asleep(axes[2, 2], report.layers)
    return figure


def draw_labels(ax, report):
    """Draw how many examples each class has, or how the targets are spread."""
    ax.set_title("labels: share of examples")
    parts = [("training", report.y), ("held out", report.y_val)]
    parts = [(name, _flat(y)) for name, y in parts if y is not None]
    counts = report.numbers["num_classes"]
    if 0 < counts <= MOST_BARS:
        classes = np.unique(np.concatenate([y for _, y in parts]))
        edges = np.r_[classes - 0.5, classes[-1] + 0.5]
        ax.set_xlabel("class")
    else:
        edges = np.histogram_bin_edges(parts[0][1], 20)
        ax.set_xlabel("target")
    styles = {
        "training": dict(fill=True, facecolor="0.75"),
        "held out": dict(color="black", linewidth=1.4, linestyle="--"),
    }
    highest = 0.0
    for name, y in parts:
        shares = np.histogram(y, edges)[0] / max(len(y), 1)
        ax.stairs(shares, edges, label=name, **styles[name])
        highest = max(highest, shares.max())
    ax.set_ylim(0, 1.45 * highest or 1)
    ax.legend(
        fontsize=7.5, ncols=2, handlelength=1.4, columnspacing=1, loc="upper left"
    )


def _flat(y):
    """Return labels as one column of finite numbers; one-hot rows as their class."""
    y = np.reshape(y, (len(y), -1))
    one_hot = y.shape[1] > 1 and np.all((y == 0) | (y == 1))
    y = np.argmax(y, axis=1) if one_hot else y[:, 0]
    return y[np.isfinite(y)].astype(float)


def draw_skills(ax, numbers):
    """Draw how much better than guessing the network is, and a plain model."""
    values = {
        label: numbers[name]
        for name, label in _SKILLS.items()
        if numbers.get(name) is not None
    }
    ax.set_title("skill: 0 is guessing, 1 perfect")
    if not values:
        return _say(ax, "not known")
    shades = np.linspace(0.45, 0.85, len(values)).astype(str)
    bars = ax.bar(list(values), [max(v, 0) for v in values.values()], color=shades)
    ax.bar_label(bars, [f"{value:.2f}" for value in values.values()], padding=1)
    ax.set_ylim(0, 1.15)
    ax.tick_params(axis="x", labelsize=7.5)
    return None


def draw_rates(ax, rates):
    """Draw the loss after a short training at each learning rate that was tried."""
    ax.set_title("learning rates tried: loss")
    pairs = sorted(pair for pair in rates.values() if np.isfinite(pair[1]))
    if pairs:
        x, y = np.array(pairs).T
        ax.plot(x, y, "o-", color="#0072B2", markersize=4)
        if np.all(y > 0):
            make_logarithmic(ax.yaxis, y)
    own, loss = rates[1.0]
    if np.isfinite(loss):
        ax.plot([own], [loss], "s", color="black", markersize=8, fillstyle="none")
    every = [rate for rate, _ in rates.values()]
    ax.set_xscale("log")
    ax.set_xlim(min(every) / 2, max(every) * 2)
    lost = [rate for rate, value in rates.values() if not np.isfinite(value)]
    for rate in lost:
        ax.axvline(rate, color="0.5", linestyle=":", linewidth=1)
    ax.set_xlabel("square: its own; dotted: overflow" if lost else "square: its own")


def draw_asleep(ax, layers):
    """Draw which part of each layer is dead or saturated."""
    ax.set_title("dead or saturated units")
    seen = [
        each
        for each in layers
        if each["dead"] is not None or each["saturated"] is not None
    ]
    seen = seen[:MOST_BARS]
    if not seen:
        return _say(ax, "no ReLU, sigmoid or tanh")
    for number, each in enumerate(seen, start=1):
        is_dead = each["dead"] is not None
        share = each["dead"] if is_dead else each["saturated"]
        ax.bar(
            [number],
            [share],
            color="0.6" if is_dead else "white",
            edgecolor="black",
            hatch=None if is_dead else "////",
            linewidth=0.7,
        )
    ax.set_ylim(0, 1.05)
    ax.set_xticks(range(1, len(seen) + 1))
    ax.set_xlabel("layer (striped: saturated)")
    return None


def _mark_guess(ax, loss):
    """Mark the loss of guessing, if it is known."""
    if loss is not None and loss > 0:
        ax.axhline(loss, color="0.5", linestyle=":", linewidth=1, label="guessing")
        ax.legend(fontsize=8, handlelength=1.6, borderpad=0.1)


def _say(ax, words):
    """Say in an Axes why it is empty."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, words, transform=ax.transAxes, ha="center")
