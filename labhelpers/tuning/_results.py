"""Read the trials of a search from the files that KerasTuner keeps of it."""

import json
from pathlib import Path

from labhelpers.tuning._settings import PROJECT

ENDED = ("COMPLETED", "FAILED")


def stored_trials(folder, objective):
    """Return the trials stored in the folder of a search, in the order of their names.

    Args:
        folder: What was given as `directory`.
        objective: Name of the score.

    Returns:
        A dict per trial: `trial`, `status`, `score` (None if it has none), `values`,
        a dict, and `is_max`, whether a higher score is better.
    """
    files = sorted(Path(folder, PROJECT).glob("trial_*/trial.json"))
    states = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return [_trial(state, objective) for state in states]


def best_first(trials):
    """Return trials ordered by score, the best first; those without one come last."""

    def place(trial):
        if trial["score"] is None:
            return (1, 0.0)
        return (0, -trial["score"] if trial["is_max"] else trial["score"])

    return sorted(trials, key=place)


def table(trials, objective):
    """Return trials as text, a line each, the best first.

    Args:
        trials: From `stored_trials`.
        objective: Name of the score.
    """
    names = list(dict.fromkeys(name for t in trials for name in t["values"]))
    names = [n for n in names if not n.startswith("tuner/") or n == "tuner/epochs"]
    titles = [name.removeprefix("tuner/") for name in names]  # Hyperband's own
    lines = [["trial", objective, *titles, "status"]]
    for trial in best_first(trials):
        values = [trial["score"], *(trial["values"].get(name) for name in names)]
        lines.append([trial["trial"], *map(_text, values), trial["status"].lower()])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(text.rjust(w) for text, w in zip(line, widths, strict=True))
        for line in lines
    )


def _trial(state, objective):
    metric = state["metrics"]["metrics"].get(objective, {})
    return {
        "trial": state["trial_id"],
        "status": state["status"],
        "score": state["score"] if state["status"] == "COMPLETED" else None,
        "values": state["hyperparameters"]["values"],
        "is_max": metric.get("direction") == "max",
    }


def _text(value):
    if value is None:
        return "-"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
