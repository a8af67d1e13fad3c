"""Read the symptoms of a run off its numbers."""

import numpy as np

from labhelpers.clinic._patients import diagnosis, remedy, settings_of
from labhelpers.clinic._runs import train
from labhelpers.clinic.examination import _places

WORKS = 0.8  # accuracy in use that the healthy run of every patient exceeds

# What a treatment has done.
CURED = "it is cured"
REMAINS = "it works in use, but the cause is still there"
FAILS = "it still fails in use"


def measure(run):
    """Return the numbers that tell one disease from another.

    Args:
        run: A `Run`.

    Returns:
        A dict of floats: "loss_end", the training loss of the last epoch;
        "floor", the smallest loss of a mini-batch; "update", the
        median share of the weights that a step changes; "first_to_last", the gradient
        of the first layer as a fraction of the last one's; "dead", the largest fraction
        of dead units in a layer at the end; "ranges", the widest range of a feature as
        a multiple of the usual one; "rates" and "planned", how many
        learning rates were used, each for an epoch or more, and planned; "twice", 1 if
        the outputs are probabilities and the loss applies softmax to them, else 0;
        "by_place", how much of the loss the place in the epoch explains; "training",
        "validation" and "use", accuracies; "gap" and "surprise", the loss on validation
        over that on training examples, and the loss in use over that on validation.
    """
    seen, recorder = run.observation, run.observation.recorder
    loss_end = float(seen.history["loss"][-1])
    gradients = [np.mean(norms) for norms in recorder.gradient_norm.values()]
    ranges = np.ptp(seen.x, axis=0)
    return {
        "loss_end": loss_end,
        "floor": float(np.min(recorder.loss)),
        "update": float(np.median([*recorder.update_ratio.values()])),
        "first_to_last": _ratio(gradients[0], gradients[-1]),
        "dead": max((float(v[-1]) for v in recorder.dead.values()), default=0.0),
        "ranges": _ratio(ranges.max(), np.median(ranges)),
        "rates": _rates_used(recorder.learning_rate, len(seen.history["loss"])),
        "planned": float(run.planned_rates),
        "twice": _softmax_twice(seen),
        "by_place": _places.explained(recorder.loss, len(seen.history["loss"])),
        "training": run.accuracy["training"],
        "validation": run.accuracy["held out"],
        "use": run.accuracy["in use"],
        "gap": _ratio(run.loss["held out"], run.loss["training"]),
        "surprise": _ratio(run.loss["in use"], run.loss["held out"]),
    }


# From what the examination calls a suspect to the disease of a patient.
DISEASE_OF = {
    "learning rate too high": "rate too high",
    "learning rate too low": "rate too low",
    "vanishing gradients": "sigmoid too deep",
} | {
    name: name
    for name in (
        *("features not scaled", "dead units", "softmax twice", "labels shuffled"),
        *("sorted, not shuffled", "validation leak", "overfitting", "underfitting"),
        "wrong mode in use",
    )
}


def symptoms(run):
    """Return the diseases whose symptom a run shows, as a list of names.

    The rules are those of `examine`, and what follows from another disease is left out.
    Only of a schedule the ward knows more: how many learning rates were planned. While
    the checks call a student's answer, this function is out of its reach.

    Args:
        run: A `Run`.
    """
    seen = run.observation
    used = _rates_used(seen.recorder.learning_rate, len(seen.history["loss"]))
    found = [s.name for s in run._suspects() if s.follows not in DISEASE_OF]
    return [
        *(DISEASE_OF[name] for name in found if name in DISEASE_OF),
        *(["schedule that never fires"] if used < run.planned_rates else []),
    ]


def effect(run, patient):
    """Return what a treatment has done: `CURED`, `REMAINS` or `FAILS`.

    A run is cured if it works in use and the cause is removed. So the patient's old
    symptom is gone, and the run was validated on examples that it was not trained on: a
    leak can be made invisible without being stopped.

    Args:
        run: A `Run` of the patient, with arguments changed.
        patient: The `Patient`.
    """
    if not run.accuracy["in use"] > WORKS:
        return FAILS
    removed = run.shared < 0.1 and diagnosis(patient) not in symptoms(run)
    return CURED if removed else REMAINS


def follow(patients, seeds, *, treated, disease=None, **changes):
    """Train every patient with every seed, and measure its symptoms.

    Runs with the same settings and seed are one run: many patients, once treated, are.

    Args:
        patients: A dict of patients, as `ward` returns.
        seeds: A list of ints.
        treated: Whether each gets its remedy, or stays as it came.
        disease: Only the patient with this disease is followed; all if not given.
        **changes: Arguments of `clinic.HEALTHY` that all get another value.

    Returns:
        A dict from disease to a list of dicts, one per seed, as `measure` returns.
    """
    done = {}
    followed = {}
    for patient in patients.values():
        if disease not in (None, diagnosis(patient)):
            continue
        changed = {**changes, **(remedy(patient) if treated else {})}
        alike = repr({**settings_of(patient), **changed})
        for seed in seeds:
            if (alike, seed) not in done:
                done[alike, seed] = measure(train(patient, seed=seed, **changed))
        numbers = [done[alike, seed] for seed in seeds]
        followed[diagnosis(patient)] = numbers
    return followed


def _rates_used(rates, epochs):
    """Return how many learning rates were used, each for an epoch or more."""
    _, counts = np.unique(rates, return_counts=True)
    return float(np.sum(counts >= len(rates) / epochs))


def _softmax_twice(seen):
    """Return 1.0 if the outputs are probabilities and the loss expects scores."""
    outputs = list(seen.activations.values())[-1]
    sums = outputs.sum(axis=1)
    are_probabilities = np.all(outputs >= 0) and np.allclose(sums, 1, atol=1e-3)
    expects_scores = getattr(seen.model.loss, "from_logits", False)
    return float(are_probabilities and expects_scores)


def _ratio(above, below):
    """Return a ratio as a float; infinite where it is not finite."""
    with np.errstate(all="ignore"):
        ratio = np.float64(above) / np.float64(below)
    return float(ratio) if np.isfinite(ratio) else np.inf
