"""Collect the numbers that the rules read of the arrays and of the model."""

import numpy as np

from labhelpers.clinic.examination import _labels, _probing, _reading


def of_arrays(training, held_out, family):
    """Return the numbers of the arrays, a dict.

    Args:
        training: x and y.
        held_out: x and y, or None.
        family: What the loss is for.
    """
    (x, y), (x_new, y_new) = training, held_out or (None, None)
    rows = x.reshape(len(x), -1)
    task = _labels.task_of(y, family)
    numbers = {
        "num_train": len(x),
        "num_val": 0 if held_out is None else len(x_new),
        "task": task,
        "x_not_finite": _not_finite(x)
        + (0 if held_out is None else _not_finite(x_new)),
        "y_not_finite": _not_finite(y)
        + (0 if held_out is None else _not_finite(y_new)),
        **_of_labels(y, task),
        "new_classes": 0,
    }
    if numbers["x_not_finite"] or numbers["y_not_finite"]:
        return numbers
    rows = rows.astype("float64")
    skills = _probing.feature_skills(rows, y, task)
    order = np.argsort(skills)[::-1]
    numbers |= {
        "best_feature": int(order[0]),
        "feature_skill": float(skills[order[0]]),
        "second_skill": float(skills[order[1]]) if len(order) > 1 else None,
        "plain_inside": _probing.halves_skill(rows, y, task),
    }
    numbers["plain_skill"] = numbers["plain_inside"]
    if held_out is not None:
        new = x_new.reshape(len(x_new), -1).astype("float64")
        shared, twice = _probing.shared_rows(x, x_new)
        numbers |= {
            "shared": shared,
            "twice": twice,
            "near": _probing.near_rows(rows, new),
            "plain_skill": _probing.plain_skill(rows, y, new, y_new, task),
            "plain_held_out": _probing.halves_skill(new, y_new, task),
        }
        labels = _labels.as_classes(y, task)
        if labels is not None:
            other = set(_labels.as_classes(y_new, task)) - set(labels)
            numbers["new_classes"] = len(other)
    return numbers


def _not_finite(values):
    return int(np.sum(~np.isfinite(values)))


def _of_labels(y, task):
    """Return how labels are spread, and whether equal ones follow each other."""
    labels, columns = _labels.as_classes(y, task), _labels.columns(y)
    finite = columns[np.all(np.isfinite(columns), axis=1)]
    numbers = {
        "y_low": float(finite.min(initial=np.inf)),
        "y_high": float(finite.max(initial=-np.inf)),
        "y_columns": columns.shape[1],
        "y_scale": float(np.sqrt(np.mean(finite**2))),
        "y_spread": float(finite.std(axis=0).mean()),
    }
    constant = bool(np.all(finite == finite[:1])) and len(finite) > 0
    if labels is None:
        first = columns[:, 0]
        numbers |= {"num_classes": 0, "largest_share": None, "smallest_share": None}
        with np.errstate(all="ignore"):
            sortedness = np.corrcoef(first[:-1], first[1:])[0, 1] if len(y) > 2 else 0.0
        sortedness = float(np.nan_to_num(sortedness))
    else:
        _, counts = np.unique(labels, return_counts=True)
        shares = counts / counts.sum()
        numbers |= {
            "num_classes": len(counts),
            "largest_share": float(shares.max()),
            "smallest_share": float(shares.min()),
        }
        expected = np.sum(shares**2)
        same = np.mean(labels[1:] == labels[:-1])
        sortedness = float((same - expected) / max(1 - expected, 1e-9))
    return numbers | {"constant": constant, "sortedness": sortedness}


def of_model(model, schedule, plan, num_examples):
    """Return the numbers that the model says of itself, a dict.

    Args:
        model: The compiled model.
        schedule: That of the learning rate; None without one.
        plan: As for `_watching.watch`.
        num_examples: Of the training part.
    """
    family, expects_scores, loss = _reading.loss_of(model)
    names, share = _reading.frozen(model)
    steps = -(-num_examples // plan["batch_size"])
    optimizer = model.optimizer
    return {
        "family": family,
        "expects_scores": expects_scores,
        "loss": loss,
        "metrics": _reading.metrics_of(model),
        "frozen": names,
        "frozen_share": share,
        "dropout": _reading.dropout_of(model),
        "optimizer": type(optimizer).__name__,
        "planned_rates": _reading.schedule_over(
            schedule, steps * plan["epochs"], steps
        ),
        "steps": steps,
        "weights": int(model.count_params()),
        "weighted": plan["class_weight"] is not None,
        **{name: plan[name] for name in ("epochs", "batch_size", "shuffle")},
    }
