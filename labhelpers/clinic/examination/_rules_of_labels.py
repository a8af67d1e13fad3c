"""Rules that read the labels: which there are, and in which order.

A rule is a pure function of the dict of numbers that `_collecting` makes.
"""

from labhelpers.clinic.examination._learning import LEARNABLE
from labhelpers.clinic.examination._suspect import FACT, SEEN, SHOWN, STOPS, Suspect

NOTHING = 0.12  # mean skill of two plain fits and the network, if nothing is learned
RARE = 0.2  # share of the smallest class over that of an average one
DOMINANT = 0.88  # share of the largest of two classes
SORTED = 0.5  # 0 for a random order of labels, 1 if equal ones stand together


def labels_constant(n):
    """With one label only, guessing is perfect."""
    if not n["constant"]:
        return None
    return Suspect(
        "constant labels",
        f"All {n['num_train']} training labels are {n['y_low']:g}.",
        "Print np.unique(y_train, return_counts=True), before and after each step that "
        "makes y_train.",
        "y_train = labels.astype(int)  # not a comparison that is never true",
        STOPS,
    )


def labels_shuffled(n):
    """Labels of other examples cannot be found from these, by no model."""
    plain, inside = n.get("plain_skill"), n.get("plain_inside")
    if plain is None or inside is None or n["constant"] or n.get("embeds"):
        return None
    # One of them alone may do better by accident, on few examples.
    learned = max(n.get("val_skill") or 0, 0)
    if (plain + inside + learned) / 3 > NOTHING:
        return None
    if n["largest_share"] and n["largest_share"] > DOMINANT:
        return None
    held_out = n.get("plain_held_out")
    proved = held_out is not None and held_out > LEARNABLE
    words = (
        "Nearest neighbours and a linear model, fitted to the training part, do no "
        f"better than guessing on new examples: skill {max(plain, inside):.2f}, where "
        "0 is guessing."
    )
    if proved:
        words += f" Inside the validation part the same models reach {held_out:.2f}."
    return Suspect(
        "labels shuffled",
        words,
        "Show ten training examples with their labels, and follow one of them back to "
        "its file.",
        "order = rng.permutation(len(x)); x_train, y_train = x[order], y[order]  # one "
        "order for both",
        FACT if proved else SHOWN,
    )


def not_shuffled(n):
    """Mini-batches of one class each pull the network to and fro."""
    if n["shuffle"] or n["constant"]:
        return None
    ordered, by_place = n["sortedness"] > SORTED, n.get("by_place") or 0
    if not ordered:
        return None
    return Suspect(
        "sorted, not shuffled",
        f"The training labels stand in order (1 is sorted, 0 random: "
        f"{n['sortedness']:.2f}), and shuffle=False. The place in the epoch explains "
        f"{min(by_place, 1):.0%} of the loss's variation.",
        "Train with shuffle=True: the loss of the mini-batches must no longer repeat.",
        "model.fit(x_train, y_train, shuffle=True)",
        FACT,
    )


def classes_out_of_balance(n):
    """A rare class hardly matters for the loss, and not at all for accuracy."""
    if n["num_classes"] < 2 or n["weighted"]:
        return None
    smallest = n["smallest_share"] * n["num_classes"]
    if smallest > RARE and not (
        n["num_classes"] == 2 and n["largest_share"] > DOMINANT
    ):
        return None
    recall = n.get("recall")
    missed = recall is not None and recall < 0.7
    words = (
        f"The largest class has {n['largest_share']:.0%} of the labels, the smallest "
        f"{n['smallest_share']:.1%}"
    )
    if recall is not None:
        words += f"; the network finds {recall:.0%} of the smallest"
    return Suspect(
        "classes out of balance",
        words + ".",
        "Look at the recall of each class on validation data, not at the accuracy: "
        f"guessing gets {n['largest_share']:.0%} right.",
        "model.fit(x_train, y_train, class_weight={...})  # 1 / share of each class",
        FACT if missed else SEEN,
    )


def other_classes_held_out(n):
    """Labels that were never trained cannot be predicted."""
    if not n["new_classes"]:
        return None
    return Suspect(
        "training and validation have other classes",
        f"{n['new_classes']} classes of the validation part have no training example.",
        "Print np.unique of both labels. Was a sorted set cut without a shuffle?",
        "train_test_split(x, y, stratify=y, shuffle=True)",
        FACT,
    )


RULES = (
    labels_constant,
    labels_shuffled,
    not_shuffled,
    classes_out_of_balance,
    other_classes_held_out,
)
