"""Rules that read the losses and skills of a watched training.

A rule is a pure function of the dict of numbers that `_collecting` makes.
"""

import math

from labhelpers.clinic.examination._learning import LEARNABLE, learns_enough
from labhelpers.clinic.examination._suspect import FACT, SEEN, SHOWN, Suspect

BETTER = 0.7  # another learning rate ends below this part of the loss, in fewer epochs
HIGH = 0.3  # part of the loss of guessing above which there is much left to learn
# Skill on training over that on validation examples, and how far the validation loss
# has risen over its minimum: each pair is overfitting. So is a smaller one if a plain
# model has so much more skill on the same validation examples.
GAPS = ((0.3, 0.0), (0.25, 1.3))
SMALLER, BEHIND = (0.15, 1.5), 0.12
STRONG = 0.7  # dropout rate with which the training itself answers badly
LEFT = 0.08  # skill that a plain model has more, and
PART = 0.88  # the part of it that a healthy network reaches at least


def _losses(n):
    """Return own loss at the end, the best of lower and of higher learning rates."""
    own = n["loss_end"] if math.isfinite(n["loss_end"]) else math.inf
    none = (math.nan, math.inf)
    lower = [pair for factor, pair in n["rates"].items() if factor < 1]
    higher = [pair for factor, pair in n["rates"].items() if factor > 1]
    return own, *(min(e, key=lambda p: p[1], default=none) for e in (lower, higher))


def much_left(n):
    """Return whether the loss is far from what could be reached."""
    guess, own = n["guess_loss"], n["loss_end"]
    reached = math.isfinite(own) and (guess is None or own <= HIGH * guess)
    return not (learns_enough(n) and reached)


def rate_too_high(n):
    """At a lower learning rate a shorter training ends lower."""
    own, (rate, loss), _ = _losses(n)
    if not math.isfinite(loss) or not loss < BETTER * own or not much_left(n):
        return None
    broke = n["broken_step"]
    words = (
        f"At {rate:.3g} the training loss is {loss:.3g} after {n['short']} epochs; at "
        f"its own learning rate, {n['rates'][1.0][0]:.3g}, it is {own:.3g} after "
        f"{n['watched']}."
    )
    if broke is not None:
        words += f" It stopped being a number at step {broke}."
    return Suspect(
        "learning rate too high",
        words,
        f"Train all epochs at {rate:.3g}, and compare the training loss.",
        _rate_line(n, rate),
        SHOWN,
    )


def rate_too_low(n):
    """At a higher learning rate a shorter training ends lower."""
    own, (_, low), (rate, loss) = _losses(n)
    if not math.isfinite(loss) or not loss < BETTER * own or not much_left(n):
        return None
    if low < loss:
        return None
    return Suspect(
        "learning rate too low",
        f"At {rate:.3g} the training loss is {loss:.3g} after {n['short']} epochs; at "
        f"its own learning rate, {n['rates'][1.0][0]:.3g}, it is {own:.3g} after "
        f"{n['watched']}. A typical step changes the weights by {n['update']:.1e} of "
        "their size; 0.001 is usual.",
        f"Train all epochs at {rate:.3g}, and compare the training loss.",
        _rate_line(n, rate),
        SHOWN,
    )


def _rate_line(n, rate):
    return f"optimizer=keras.optimizers.{n['optimizer']}(learning_rate={rate:.2g})"


def loss_not_finite(n):
    """A loss that is no number says that something overflowed."""
    if n["broken_step"] is None:
        return None
    finite = [f for f, (_, loss) in n["rates"].items() if math.isfinite(loss)]
    return Suspect(
        "NaN in the loss",
        f"The loss is NaN or infinite from step {n['broken_step']} on"
        + ("." if finite else ", at every learning rate tried."),
        "Stop at the first such step, and print the largest weight and the largest "
        "output.",
        "optimizer=keras.optimizers.SGD(learning_rate=..., clipnorm=1.0)",
        SEEN if finite else FACT,
    )


def overfits(n):
    """The network learns examples by heart that say little about new ones."""
    train, val = n.get("train_skill"), n.get("val_skill")
    if train is None or val is None:
        return None
    gap, low, end = train - val, n["val_low"], n["val_end"]
    is_late = n["val_low_epoch"] is None or n["val_low_epoch"] > 0.8 * n["watched"]
    risen = 1.0 if is_late else end / max(low, 1e-12)
    pairs = GAPS + ((SMALLER,) if (n.get("plain_skill") or 0) - val > BEHIND else ())
    if train < 0.5 or not any(gap > least and risen > rise for least, rise in pairs):
        return None
    words = (
        f"The skill is {train:.2f} on training and {val:.2f} on validation examples."
    )
    if risen > 1.1:
        words += (
            f" The validation loss was lowest, {low:.3g}, in epoch "
            f"{n['val_low_epoch']}, and ends at {end:.3g}."
        )
    return Suspect(
        "overfitting",
        words,
        "Train on half of the examples: if the gap grows, more examples help. Or stop "
        "at the lowest validation loss.",
        "callbacks=[keras.callbacks.EarlyStopping(patience=5, "
        "restore_best_weights=True)]",
        SEEN,
    )


def underfits(n):
    """The network cannot fit what a plain model can, at any learning rate tried."""
    train, plain = n.get("train_skill"), n.get("plain_skill")
    if train is None or plain is None or plain < LEARNABLE:
        return None
    train = max(train, n["val_skill"] or train)  # a part may be easier by chance
    if n["dropout"] >= STRONG and train - (n["training_mode_skill"] or 0) > LEFT:
        train = n["training_mode_skill"]
    if plain - train < LEFT or train > PART * plain:
        return None
    words = (
        f"The network reaches a skill of {train:.2f}; nearest neighbours or a linear "
        f"model reach {plain:.2f} on new examples. No other learning rate that was "
        "tried explains it."
    )
    dropout = n["dropout"] >= 0.5
    return Suspect(
        "underfitting",
        words,
        "Fit 20 examples exactly. If that fails, look for a bug first; else add "
        "units, or take away what holds the network back.",
        "keras.layers.Dropout(0.1)"
        if dropout
        else 'keras.layers.Dense(64, "relu")  # more units, less of l2',
        SEEN,
    )


RULES = (
    rate_too_high,
    rate_too_low,
    loss_not_finite,
    overfits,
    underfits,
)
