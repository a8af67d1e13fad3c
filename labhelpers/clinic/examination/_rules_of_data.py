"""Rules that read the values of the arrays.

A rule is a pure function of the dict of numbers that `_collecting` makes.
"""

from labhelpers.clinic.examination._learning import learns_enough
from labhelpers.clinic.examination._suspect import FACT, HINT, SEEN, STOPS, Suspect

LARGE = 10.0  # root mean square of an input feature or a target; 1 is usual
UNEVEN = 100.0  # the largest feature over the usual spread: what digits stay below
TINY = 0.02  # targets of this size give gradients near zero
GIVEN_AWAY = 0.85  # skill of one feature alone
ALONE = 0.4  # by so much it exceeds the second one
SHARED = 0.05  # held-out rows that stand in the training part


def data_not_finite(n):
    """NaN and infinity in an array make every weight NaN at the first step."""
    x, y = n["x_not_finite"], n["y_not_finite"]
    if not x + y:
        return None
    where = "x" if x else "y"
    return Suspect(
        "NaN in the data",
        f"{x} values of x and {y} of y are NaN or infinite.",
        f"Count them by column: np.isnan({where}_train).sum(axis=0).",
        "x_train = np.nan_to_num(x_train, nan=0.0)  # or drop these rows"
        if x
        else "keep = np.isfinite(y_train)  # then x_train[keep] and y_train[keep]",
        STOPS,
    )


def features_not_scaled(n):
    """Features of very different size make the loss steep in a few directions."""
    scale, ratio = n.get("x_scale"), n.get("x_ratio")
    if scale is None or n.get("embeds"):
        return None
    large, uneven = scale > LARGE, ratio is not None and ratio > UNEVEN
    if not large and not uneven:
        return None
    return Suspect(
        "features not scaled",
        f"The largest input feature has a root mean square of {scale:.3g}"
        + (f", {ratio:.3g} times the usual spread." if uneven else "; 1 is usual."),
        "Standardize with the mean and the deviation of the training part, and examine "
        "again.",
        "norm = keras.layers.Normalization(); norm.adapt(x_train)  # first layer",
        FACT if (uneven or scale > 3 * LARGE) and not learns_enough(n) else SEEN,
    )


def targets_not_scaled(n):
    """The loss of large targets is steep; of tiny targets it is flat."""
    if n["task"] != "values" or n["constant"] or n["family"] != "values":
        return None
    scale = n["y_scale"]
    if TINY < scale < LARGE:
        return None
    fits = learns_enough(n) and (n.get("val_skill") or 0) > 0.5
    return Suspect(
        "targets not scaled",
        f"The targets have a root mean square of {scale:.3g}; 1 is usual for the "
        "outputs of a new network.",
        "Standardize the targets with the mean and the deviation of the training part, "
        "and examine again.",
        "y_train = (y_train - y_train.mean()) / y_train.std()  # the same for y_val",
        HINT if fits else FACT,
    )


def rows_shared(n):
    """Examples that were trained on tell nothing about new ones."""
    shared, near = n.get("shared"), n.get("near")
    if shared is None:
        return None
    natural = min(n["twice"], 1)
    found = max(shared, near or 0)
    if found < SHARED or found < 3 * natural:
        return None
    change = "" if shared >= found else ", but for a tiny change,"
    return Suspect(
        "validation leak",
        f"{found:.0%} of the validation rows stand{change} in the "
        f"training part, too; {natural:.0%} of the training rows stand there twice.",
        "Remove these rows from the training part: the validation loss rises if they "
        "made it too low.",
        "x_all, first = np.unique(x_all, axis=0, return_index=True)  # then split",
        FACT,
    )


def label_given_away(n):
    """One feature that says it all is mostly made from the label."""
    best, second = n.get("feature_skill"), n.get("second_skill")
    if best is None or second is None or best < GIVEN_AWAY or best - second < ALONE:
        return None
    return Suspect(
        "a feature gives the label away",
        f"Feature {n['best_feature']} alone predicts the labels with skill {best:.2f} "
        f"(1 is perfect); the next best feature reaches {second:.2f}.",
        "Ask when this feature is known: if only after the label, the network cannot "
        "have it in use. Train without it.",
        f"x_train = np.delete(x_train, {n['best_feature']}, axis=1)  # the same for "
        "x_val",
        FACT,
    )


RULES = (
    data_not_finite,
    features_not_scaled,
    targets_not_scaled,
    rows_shared,
    label_given_away,
)
