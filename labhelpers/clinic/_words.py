"""Say in words what the panel of a run shows."""

from labhelpers.clinic._symptoms import WORKS, measure

# Bounds that no patient is near, on any processor: the words of a page stay the same.
GUESSING = 0.3  # accuracy
NEAR_ZERO, HIGH = 0.13, 0.9  # training loss at the end
FAR_ABOVE = 5  # held-out loss over training loss
LARGE_STEP = 0.03  # share of the weights that a typical step changes
WIDE = 100  # widest range of a feature over the usual one
REPEATS = 0.65  # share of the loss's variation that the place in the epoch explains


def describe(run):
    """Return what the panel of a run shows, in words, for readers who cannot see it.

    Args:
        run: A `Run`.
    """
    m = measure(run)
    words = {
        True: "changes the weights by more than 3 percent",
        False: "is of usual size",
    }
    step = words[m["update"] > LARGE_STEP] if m["update"] > 1e-4 else "is tiny"
    lines = [
        "One feature has a far larger range than most."
        if m["ranges"] > WIDE
        else "The features have similar ranges.",
        f"The accuracy is {_level(m['training'])} on training data, "
        f"{_level(m['validation'])} on held-out data and {_level(m['use'])} in use.",
        f"The training loss {_ends(m['loss_end'])}.",
        f"A typical step {step}.",
        "The gradient of the first layer is far below that of the last one."
        if m["first_to_last"] < 0.03
        else "The gradients of the layers have similar sizes.",
    ]
    if m["gap"] > FAR_ABOVE:
        lines.append("The held-out loss ends far above the training loss.")
    if m["dead"] > 0.9:
        lines.append("The outputs of a hidden layer are all zero.")
    if m["by_place"] > REPEATS:
        lines.append("The loss of the mini-batches repeats itself in every epoch.")
    if m["twice"]:
        lines.append("All outputs lie between 0 and 1.")
    lines.append(f"Learning rates used: {m['rates']:.0f}; planned: {m['planned']:.0f}.")
    return " ".join(lines)


def _level(accuracy):
    """Return an accuracy in a word."""
    if accuracy < GUESSING:
        return "near guessing"
    return "low" if accuracy < WORKS else "high"


def _ends(loss):
    """Return where a loss ends, in words."""
    if loss < NEAR_ZERO:
        return "ends near zero"
    return "falls" if loss < HIGH else "stays high"
