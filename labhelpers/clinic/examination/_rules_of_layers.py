"""Rules that read what the layers do: gradients and units.

A rule is a pure function of the dict of numbers that `_collecting` makes.
"""

import math

from labhelpers.clinic.examination._learning import learns_enough
from labhelpers.clinic.examination._suspect import FACT, SEEN, SHOWN, Suspect

VANISHES = 0.02  # gradient of the first layer over that of the last one
NO_GRADIENT = 1e-3  # the same in a network that learns by its last layers
ASLEEP = 0.5  # units of a layer that are dead, or outputs that are saturated
ALL_ASLEEP = 0.9
EXPLODES = 30.0  # first loss over that of guessing
GROWS = 30.0  # size of the outputs over that of the inputs, in a new network


def gradients_vanish(n):
    """Each layer shrinks the gradient, so the first layers hardly learn."""
    ratio = n["first_to_last"]
    if ratio is None or n["depth"] < 3 or ratio > VANISHES:
        return None
    if learns_enough(n) and ratio > NO_GRADIENT:
        return None
    if (n["dead_start"] or 0) > ASLEEP:
        return None
    return Suspect(
        "vanishing gradients",
        f"At the start the gradient of the first layer is {ratio:.2g} of that of the "
        f"last one; the network has {n['depth']} layers with weights.",
        'Use the activation "relu" with he_normal, or put batch norm between layers.',
        'keras.layers.Dense(units, "relu", kernel_initializer="he_normal")',
        SEEN if learns_enough(n) else SHOWN + 0.05,
    )


def gradients_explode(n):
    """Too large initial weights make each layer enlarge its input."""
    guess, growth = n["guess_loss"], n["growth"]
    if guess is None or n["x_scale"] is None or n["x_scale"] > 10:
        return None
    ratio = n["first_loss"] / max(guess, 1e-12)
    broken = not math.isfinite(ratio)
    if not (broken or ratio > EXPLODES) or not (growth and growth > GROWS):
        return None
    return Suspect(
        "exploding gradients",
        f"Before the first step the loss is {n['first_loss']:.3g}, guessing has "
        f"{guess:.3g}, and the outputs are {growth:.3g} times as large as the inputs.",
        "Print the standard deviation of each layer's outputs before the training.",
        'kernel_initializer="he_normal"  # and clipnorm=1.0 in the optimizer',
        FACT,
    )


def units_dead(n):
    """A ReLU that gives zero for every example gets no gradient."""
    start, end = n["dead_start"], n["dead_end"]
    if end is None or max(start, end) < ASLEEP:
        return None
    most = max(start, end)
    if most < ALL_ASLEEP and (learns_enough(n) or start < ASLEEP):
        return None
    if most < 0.99 and learns_enough(n):
        return None
    died = "from the start" if start >= ASLEEP else "by the end of the training"
    return Suspect(
        "dead units",
        f"{most:.0%} of the units of a ReLU layer give zero for every example, {died}.",
        'Start with bias_initializer="zeros" and he_normal, or train at a lower rate; '
        "look again.",
        'keras.layers.Dense(units, "leaky_relu", kernel_initializer="he_normal")',
        FACT if start >= ASLEEP else SEEN,
    )


def units_saturated(n):
    """A sigmoid or tanh at its bounds has a slope near zero.

    By the end of a training many units that work well are at their bounds, so only the
    start counts.
    """
    start = n["saturated_start"]
    if start is None or start < ASLEEP:
        return None
    return Suspect(
        "saturated units",
        f"Before the first step {start:.0%} of the outputs of a sigmoid or tanh layer "
        "lie where the slope is below 5 % of the steepest.",
        "Print the size of the layer's inputs and of its weights: their products "
        "should be near 1.",
        'kernel_initializer="glorot_uniform"  # and standardized inputs',
        SEEN if learns_enough(n) else FACT - 0.05,
    )


RULES = (
    gradients_vanish,
    gradients_explode,
    units_dead,
    units_saturated,
)
