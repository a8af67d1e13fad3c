"""Follow signal and gradient through the layers of fresh networks."""

import numpy as np

from labhelpers import layers, plots
from labhelpers.widgets._view import View

UNITS = 64  # per layer
SHOWN = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU", "elu": "ELU"}


def gradient_view(x, y, *, seed, depth, gain):
    """Return a view of what arrives at each layer, forward and backward.

    Fresh networks with each activation, not trained: their weights are those of Glorot
    times the gain.

    Args:
        x: Examples, shape (num_examples, inputs).
        y: Classes, shape (num_examples,), ints from 0.
        seed: Seed of the weights.
        depth: The values of the slider for the number of hidden layers.
        gain: The values of the slider for the factor on Glorot's weights.

    Returns:
        A `View`; each of its pictures takes a part of a second.
    """
    classes = int(np.max(y)) + 1

    def picture(depth, gain):
        sizes = [x.shape[1], *[UNITS] * depth, classes]
        weights = layers.glorot_weights(sizes, np.random.default_rng(seed), gain)
        signals, norms = {}, {}
        for activation, name in SHOWN.items():
            with np.errstate(over="ignore", invalid="ignore"):
                signals[name], norms[name] = _follow(x, y, weights, activation)
        return _picture(signals, norms, depth, gain)

    closest_to_one = min(gain, key=lambda each: abs(np.log(each)))
    return View(picture, {"depth": depth, "gain": gain}, {"gain": closest_to_one})


def _follow(x, y, weights, activation):
    """Return the root mean square of the values and the gradient norm, by layer."""
    sums, inputs = layers.deep_forward(x, weights, activation)
    gradients, _ = layers.deep_backward(y, weights, sums, inputs, activation)
    signal = np.array([np.sqrt(np.mean(values**2)) for values in inputs[1:]])
    return _drawable(signal), _drawable(layers.gradient_norms(gradients))


def _drawable(values):
    """Return values within what a logarithmic axis shows."""
    return np.clip(np.nan_to_num(values, nan=1e30, posinf=1e30), 1e-30, 1e30)


def _picture(signals, norms, depth, gain):
    """Return the picture of both profiles."""
    figure, axes = plots.new_figure(1, 2, height=2.9)
    panels = [("root mean square of the values", signals), ("gradient norm", norms)]
    for ax, (name, curves) in zip(axes.flat, panels, strict=True):
        plots.draw_curves(
            ax,
            curves,
            x="layer",
            y=name,
            log_x=False,
            log_y=True,
            label=False,
        )
    handles, labels = axes[0, 0].get_legend_handles_labels()
    figure.legend(
        handles, labels, loc="outside lower center", ncols=4, handlelength=3.5
    )
    reach = norms["sigmoid"][0] / norms["sigmoid"][-1]
    return plots.picture(
        figure,
        f"{depth} layers, {gain:.2g} times Glorot's weights: the sigmoid's first "
        f"gradient is {reach:.1g} of the last",
        "The size of the values and the norm of the gradient by layer, for fresh "
        "networks with sigmoid, tanh, ReLU and ELU of the chosen depth and gain.",
        quick=True,
    )
