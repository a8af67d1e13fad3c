"""Collect the numbers that the rules read of a watched training."""

import numpy as np

from labhelpers.clinic.examination import _labels, _places, _reading

EARLY = 5  # steps: before they have changed much


def of_training(seen, parts, numbers):
    """Return the numbers of a watched training, a dict.

    Args:
        seen: A `Watched`.
        parts: `((x, y), (x, y) or None)`.
        numbers: Those of the arrays and the model.
    """
    (_, y), held_out = parts
    task, answers, recorder = numbers["task"], seen.answers, seen.recorder
    threshold = _threshold(numbers)
    end = answers["end"]
    rows = len(answers["in training"])
    kind = _reading.range_of(np.vstack([answers["start"], end, answers["wild"]]))
    skills = {
        "start_skill": (answers["start"], y),
        "train_skill": (end, y),
        "val_skill": (answers.get("held out"), held_out and held_out[1]),
        "training_mode_skill": (answers["in training"], y),
        "inference_mode_skill": (end[:rows], y),
    }
    found = {
        name: None
        if out is None
        else _labels.skill(out, labels[: len(out)], task, threshold)
        for name, (out, labels) in skills.items()
    }
    return {
        **found,
        "kind": kind,
        "outputs": end.shape[1],
        "threshold": threshold,
        "recall": _recall(end, y[: len(end)], task, threshold),
        **_of_losses(seen, y, numbers),
        **_of_layers(seen.layers),
        **_of_steps(recorder, seen.layers["end"]),
        **of_modes(answers, seen.moved),
        "by_place": _places.explained(recorder.loss, len(seen.history["loss"])),
    }


def _threshold(numbers):
    """Return above which output a single unit says the larger class."""
    if numbers["family"] == "binary" and numbers["expects_scores"]:
        return 0.0
    if numbers["family"] == "values":
        return (numbers["y_low"] + numbers["y_high"]) / 2
    return 0.5


def _recall(outputs, y, task, threshold):
    """Return the fraction of the smallest class that is found; None for values."""
    labels = _labels.as_classes(y, task)
    if labels is None:
        return None
    found, counts = np.unique(labels, return_counts=True)
    smallest = found[np.argmin(counts)]
    said = _labels.said_classes(outputs, labels, threshold)
    return float(np.mean(said[labels == smallest] == smallest))


def _of_losses(seen, y, numbers):
    loss, val = seen.history["loss"], seen.history.get("val_loss")
    steps = seen.recorder.loss
    broken = np.flatnonzero(~np.isfinite(steps))
    low = (
        None
        if val is None
        else float(np.nanmin(val))
        if np.any(np.isfinite(val))
        else np.nan
    )
    late = steps[len(steps) // 2 :]
    return {
        "watched": len(loss),
        "short": seen.short,
        "first_loss": float(steps[0]),
        "loss_start": float(loss[0]),
        "loss_end": float(loss[-1]),
        "loss_before": float(loss[max(0, len(loss) * 3 // 4 - 1)]),
        "val_start": None if val is None else float(val[0]),
        "val_end": None if val is None else float(val[-1]),
        "val_low": low,
        "val_low_epoch": None
        if val is None or np.isnan(low)
        else int(np.nanargmin(val)) + 1,
        "guess_loss": _guess_loss(y, numbers),
        "broken_step": int(broken[0]) if len(broken) else None,
        "rates": {
            factor: tuple(map(float, pair)) for factor, pair in seen.rates.items()
        },
        "swings": float(np.mean(np.diff(loss) > 0)) if len(loss) > 2 else 0.0,
        "noise": float(np.std(late) / max(abs(np.mean(late)), 1e-12)),
    }


def _guess_loss(y, numbers):
    """Return the loss of the best constant answer; None where it is not known."""
    labels = _labels.as_classes(y, numbers["task"])
    columns = _labels.columns(y)
    if numbers["family"] in {"sparse", "categorical", "binary"}:
        if labels is not None:
            shares = np.unique(labels, return_counts=True)[1] / len(labels)
            return float(-np.sum(shares * np.log(shares)))
        share = np.clip(columns.mean(axis=0), 1e-7, 1 - 1e-7)
        entropy = -share * np.log(share) - (1 - share) * np.log(1 - share)
        return float(np.mean(entropy)) if numbers["task"] == "several labels" else None
    if numbers["loss"] in {"mean_squared_error", "mse"}:
        return float(columns.var(axis=0).mean())
    if numbers["loss"] in {"mean_absolute_error", "mae"}:
        return float(np.abs(columns - np.median(columns, axis=0)).mean())
    return None


def _of_layers(layers):
    """Return the scales of the inputs, and how much of the layers is asleep."""
    start, end = layers["start"], layers["end"]
    numbers = {"x_scale": None, "x_ratio": None, "growth": None, "embeds": False}
    working = [each for each in start if each["kernel"]]
    if any(each["kind"] == "Embedding" for each in start):
        numbers["embeds"] = True
    elif working:
        scales, spread = working[0]["input_scales"], working[0]["input_spread"]
        spread = spread[spread > 1e-9 * max(spread.max(), 1e-30)]
        numbers["x_scale"] = float(scales.max())
        numbers["x_ratio"] = (
            float(scales.max() / np.median(spread)) if len(spread) else None
        )
    if len(working) > 1:
        inputs = float(np.sqrt(np.mean(working[0]["input_scales"] ** 2)))
        numbers["growth"] = working[-1]["output"] / max(inputs, 1e-12)
    for name, seen in (("start", start), ("end", end)):
        hidden = [each for each in seen if not each["is_last"]]
        for what in ("dead", "saturated"):
            values = [each[what] for each in hidden if each[what] is not None]
            numbers[f"{what}_{name}"] = max(values, default=None)
    worst = max(end, key=lambda each: each["dead"] or 0.0, default=None)
    return numbers | {"dead_layer": worst and worst["name"], "depth": len(working)}


def _of_steps(recorder, layers):
    """Return gradients and updates of the layers with kernels, first and last."""
    names = [each["name"] for each in layers if each["kernel"]]
    gradients = [
        recorder.gradient_norm[n] for n in names if n in recorder.gradient_norm
    ]
    updates = [recorder.update_ratio[n] for n in recorder.update_ratio]
    if not gradients:
        return {"first_gradient": None, "first_to_last": None, "update": None}
    means = [float(np.median(each[:EARLY])) for each in gradients]
    with np.errstate(all="ignore"):
        ratio = np.float64(means[0]) / np.float64(means[-1])
        every = np.concatenate(updates)
        usual = float(np.median(every)) if np.isfinite(every).any() else np.nan
    return {
        "first_gradient": float(max(each[0] for each in gradients)),
        "first_to_last": float(ratio) if np.isfinite(ratio) else None,
        "update": usual,
    }


def of_modes(answers, moved):
    """Return whether the two modes differ as they should."""
    rows = len(answers["in training"])
    end = answers["end"][:rows]
    size = float(np.std(end) + 0.01 * np.abs(end).mean()) + 1e-9
    alone = answers["alone"]
    with np.errstate(all="ignore"):
        differ = {
            "repeats": np.abs(answers["again"] - end).max() / size,
            "batches": np.abs(alone - end[: len(alone)]).max() / size,
            "modes": np.abs(answers["in training"] - end).max() / size,
            "varies": end.std(axis=0).max() / (np.abs(end).mean() + 1e-9),
        }
    return {**{k: float(v) for k, v in differ.items()}, "moved": moved}
