"""Rules that read the model as it was compiled: layers, modes, schedule, metrics."""

from labhelpers.clinic.examination._learning import learns_enough
from labhelpers.clinic.examination._suspect import FACT, SEEN, SHOWN, Suspect

FROZEN = 0.25  # share of the weights; a few frozen ones may be meant
SAME = 1e-6  # answers that differ by less are the same
OTHER = 1e-3  # answers that differ by more are not
WORSE = 0.2  # skill that the inference mode loses
FIRES = 0.02  # relative change of a learning rate that counts
EARLY = 0.1  # a learning rate below this part of its start, within the first epochs


def layers_frozen(n):
    """Frozen layers stay as they were drawn."""
    if n["frozen_share"] < FROZEN:
        return None
    names = ", ".join(n["frozen"][:3]) + (", ..." if len(n["frozen"]) > 3 else "")
    return Suspect(
        "frozen layers",
        f"{n['frozen_share']:.0%} of the weights cannot be trained ({names}).",
        "Set trainable to True, compile again, and compare the training loss. With a "
        "pretrained base this may be meant.",
        f'model.get_layer("{n["frozen"][0]}").trainable = True  # then compile',
        SEEN if learns_enough(n) else FACT,
    )


def wrong_mode(n):
    """Dropout and batch norm must work in one way in training and in another in use."""
    reason = _mode_problem(n)
    if reason is None:
        return None
    return Suspect(
        "wrong mode in use",
        reason[0],
        "Compare model(x, training=False) with model(x, training=True) on ten "
        "examples.",
        reason[1],
        FACT,
    )


def _mode_problem(n):
    """Return what is wrong with the modes, and the line; None if nothing is."""
    if n.get("repeats") is None:
        return None
    line = "x = dropout(x)  # without training=...; Keras passes the mode on"
    if n["repeats"] > OTHER:
        return (
            "Two answers to the same examples differ in inference mode: dropout or "
            "noise works there, too.",
            line,
        )
    if n["batches"] > 10 * OTHER:
        return (
            "The answer to an example depends on the others in its batch, in inference "
            "mode: batch norm uses the statistics of the batch.",
            line.replace("dropout", "batch_norm"),
        )
    # Where all answers are equal, the units behind a dropout are zero, dropped or not.
    same = n["modes"] < SAME < n["varies"]
    if n["dropout"] > 0 and same:
        return (
            f"The model has dropout ({n['dropout']:g}), and both modes give the same "
            "answers: nothing is ever dropped.",
            line,
        )
    if n["moved"] is not None and n["moved"] == 0:
        return (
            "The statistics of batch norm do not move in training: it works as in use.",
            line.replace("dropout", "batch_norm"),
        )
    one, other = n.get("training_mode_skill"), n.get("inference_mode_skill")
    if n["moved"] is not None and None not in (one, other) and one - other > WORSE:
        return (
            f"On the same training examples the skill is {one:.2f} in training mode "
            f"and {other:.2f} in inference mode: the moving averages of batch norm are "
            "off.",
            "keras.layers.BatchNormalization(momentum=0.9)  # and batches of 32 or "
            "more",
        )
    return None


def schedule_never_fires(n):
    """A schedule counts steps, and may end before its change, or change at once."""
    rates = n["planned_rates"]
    if rates is None or len(rates) < 2:
        return None
    total = n["steps"] * n["epochs"]
    if abs(rates[-1] / rates[0] - 1) < FIRES:
        return Suspect(
            "schedule that never fires",
            f"The learning rate is {rates[0]:.3g} at the first and {rates[-1]:.3g} at "
            f"the last of the {total} planned steps.",
            f"Print schedule({total - 1}): it must be far below schedule(0).",
            f"boundary = {n['epochs'] // 2} * {n['steps']}  # epochs times steps per "
            "epoch",
            FACT,
        )
    early = rates[max(1, n["epochs"] // 10)]
    if n["epochs"] >= 5 and early < EARLY * max(rates) and rates[0] == max(rates):
        return Suspect(
            "schedule that fires too early",
            f"After a tenth of the epochs the learning rate is {early:.3g}, "
            f"{early / rates[0]:.1%} of its start.",
            "Train at the constant first learning rate, and compare the training loss.",
            f"decay_steps = {total}  # steps, and not epochs",
            SEEN if learns_enough(n) else SHOWN,
        )
    return None


def metric_does_not_fit(n):
    """A metric for other labels gives a number that means nothing."""
    for name, threshold in (n["metrics"] or {}).items():
        reason = _metric_problem(n, name.lower().replace("_", ""), threshold)
        if reason:
            return Suspect(
                "metric does not fit",
                f'The metric "{name}" {reason[0]}',
                "Compute it by hand on ten examples.",
                reason[1],
                SEEN + 0.1,
            )
    return None


def _metric_problem(n, name, threshold):
    task, single = n["task"], n.get("outputs") == 1
    accuracy = "acc" in name
    if task == "values" and (accuracy or name in {"auc", "precision", "recall"}):
        return (
            "counts outputs that equal the target exactly, and the targets are "
            "numbers.",
            'metrics=["mae"]',
        )
    line = 'metrics=["accuracy"]'
    if task == "one-hot":
        if "binaryacc" in name or (
            name in {"accuracy", "acc"} and n["family"] == "binary"
        ):
            return (
                f"counts every one of {n['y_columns']} columns: guessing gets "
                f"{1 - 1 / n['y_columns']:.0%}.",
                'metrics=["categorical_accuracy"]',
            )
        if "sparse" in name:
            return "needs whole numbers, and the labels are one-hot.", line
    if task == "classes" and not single and name.startswith("categoricalacc"):
        return "needs one-hot rows, and the labels are whole numbers.", line
    if task == "classes" and single and n["family"] == "binary":
        if n["expects_scores"] and accuracy and threshold in {None, 0.5}:
            return (
                "cuts at 0.5, and the outputs are scores, which change sign at 0.",
                "metrics=[keras.metrics.BinaryAccuracy(threshold=0.0)]",
            )
        if name.startswith(("sparsecat", "categoricalacc")):
            return "takes the largest of several outputs, and there is one.", line
    if task == "classes" and name in {"mse", "mae", "meansquarederror"}:
        only = len(n["metrics"]) == 1
        if only and n["family"] in {"sparse", "categorical"}:
            return "compares class numbers as if they were sizes.", line
    return None


RULES = (
    layers_frozen,
    wrong_mode,
    schedule_never_fires,
    metric_does_not_fit,
)
