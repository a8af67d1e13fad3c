"""Rules that compare labels, loss and last layer.

A rule is a pure function of the dict of numbers that `_collecting` makes.
"""

from labhelpers.clinic.examination._suspect import FACT, STOPS, Suspect

SPARSE = 'loss="sparse_categorical_crossentropy"'
CATEGORICAL = 'loss="categorical_crossentropy"'


def loss_does_not_fit(n):
    """The loss, the labels and the last layer must mean the same thing."""
    problem = _problem(n)
    if problem is None:
        return None
    words, line = problem
    return Suspect(
        "loss does not fit the labels",
        words,
        "Compute the loss of one example by hand, from the label and the output.",
        line,
        STOPS,
    )


def _problem(n):
    """Return what does not fit, and the line that does; None if all fits."""
    task, family, outputs = n["task"], n["family"], n.get("outputs")
    if n["constant"] or family == "unknown" or n["y_not_finite"]:
        return None
    labels = f"{n['num_classes']} classes as whole numbers"
    if family == "sparse":
        return _of_sparse(n, outputs)
    if family == "categorical":
        if task == "classes":
            return f"The labels are {labels}, the loss needs one-hot rows.", SPARSE
        if outputs == 1:
            return "A softmax over one output is always 1.", 'Dense(1, "sigmoid")'
        if task == "values":
            return "The targets are numbers, the loss is one for classes.", 'loss="mse"'
        if outputs is not None and outputs != n["y_columns"]:
            return (
                f"The labels have {n['y_columns']} columns, the network {outputs}.",
                f"keras.layers.Dense({n['y_columns']}, 'softmax')",
            )
    if family == "binary":
        return _of_binary(n, outputs, labels)
    return _of_values(n, outputs, labels) if family == "values" else None


def _of_sparse(n, outputs):
    if n["task"] in {"one-hot", "several labels"}:
        return "The labels are one-hot rows, the loss needs whole numbers.", CATEGORICAL
    if n["task"] == "values":
        return "The targets are numbers, the loss is one for classes.", 'loss="mse"'
    if n["y_low"] < 0 or (outputs is not None and n["y_high"] >= outputs):
        return (
            f"The labels go from {n['y_low']:g} to {n['y_high']:g}; with "
            f"{outputs or '?'} outputs they must go from 0 to {(outputs or 1) - 1}.",
            f'keras.layers.Dense({int(n["y_high"]) + 1}, "softmax")',
        )
    return None


def _of_binary(n, outputs, labels):
    if n["task"] == "classes" and n["num_classes"] > 2:
        return f"The labels are {labels}, the loss is one for two classes.", SPARSE
    if n["y_low"] < 0 or n["y_high"] > 1:
        return (
            f"The labels go from {n['y_low']:g} to {n['y_high']:g}, the loss needs 0 "
            "and 1.",
            'loss="mse"' if n["task"] == "values" else "y_train = (y_train > 0) * 1",
        )
    if outputs is not None and outputs != n["y_columns"]:
        return (
            f"The network has {outputs} outputs for labels with {n['y_columns']} "
            "column.",
            'keras.layers.Dense(1, "sigmoid")',
        )
    return None


def _of_values(n, outputs, labels):
    if n["task"] == "classes" and n["num_classes"] > 2:
        return f"The labels are {labels}, the loss is one for numbers.", SPARSE
    if outputs is not None and outputs != n["y_columns"]:
        return (
            f"The network has {outputs} outputs for {n['y_columns']} target column: "
            "every output is pulled to the same target.",
            f"keras.layers.Dense({n['y_columns']})",
        )
    low, high = {"softmax": (0, 1), "unit": (0, 1), "signed unit": (-1, 1)}.get(
        n.get("kind"), (-float("inf"), float("inf"))
    )
    low = 0 if n.get("kind") == "positive" else low
    if n["task"] == "classes" and n.get("kind") == "scores":
        return "The labels are two classes, the loss is one for numbers.", (
            'Dense(1, "sigmoid") and loss="binary_crossentropy"'
        )
    if n["y_low"] < low - 0.05 or n["y_high"] > high + 0.05:
        return (
            f"The outputs stay between {low:g} and {high:g}, the targets go from "
            f"{n['y_low']:.3g} to {n['y_high']:.3g}.",
            "keras.layers.Dense(1)  # no activation",
        )
    return None


def softmax_twice(n):
    """A loss that expects scores applies softmax to probabilities once more."""
    kind, name = n.get("kind"), {"unit": "sigmoid"}.get(n.get("kind"), "softmax")
    bounded = kind in {"softmax", "unit"}
    if not (n["expects_scores"] and bounded) or n["task"] == "values":
        return None
    return Suspect(
        "softmax twice",
        f"The outputs lie between 0 and 1 whatever the input, as after a {name}, and "
        f"the loss has from_logits=True: it applies {name} again.",
        "Remove one of the two: the training loss must fall below "
        f"{n['loss_end']:.3g}.",
        f"loss=keras.losses.{_class(n)}(from_logits=False)",
        FACT,
    )


def softmax_missing(n):
    """A loss that expects probabilities cuts scores off at 0 and 1."""
    crosses = n["family"] in {"sparse", "categorical", "binary"}
    if (
        not crosses
        or n["expects_scores"]
        or n.get("kind")
        not in {
            "scores",
            "positive",
            "signed unit",
        }
    ):
        return None
    if _problem(n) is not None:
        return None
    return Suspect(
        "softmax missing",
        "The outputs are scores of any size, and the loss expects probabilities.",
        "Set from_logits=True: the training loss must fall further than "
        f"{n['loss_end']:.3g}.",
        f"loss=keras.losses.{_class(n)}(from_logits=True)",
        STOPS,
    )


def _class(n):
    return {
        "sparse": "SparseCategoricalCrossentropy",
        "categorical": "CategoricalCrossentropy",
    }.get(n["family"], "BinaryCrossentropy")


RULES = (loss_does_not_fit, softmax_twice, softmax_missing)
