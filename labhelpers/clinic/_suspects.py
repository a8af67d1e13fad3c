"""Ask the rules of the examination about the training of a patient."""

import numpy as np

from labhelpers.clinic._network import new, observed, rate_of
from labhelpers.clinic.examination import (
    _collecting,
    _collecting_steps,
    _looking,
    _ranking,
    _rules_of_training,
    _watching,
)


def suspects(settings, examples, seed, seen, in_use):
    """Return what the examination finds in a training that is over.

    Only if much is left to learn are other learning rates tried, for a few epochs.

    Args:
        settings: All arguments of the training, a dict.
        examples: Its `Examples`.
        seed: Its seed.
        seen: Its `training.Observation`.
        in_use: Scores of the examples in use, shape (examples, classes).

    Returns:
        A list of `Suspect`, the likeliest first.
    """
    training = examples.x_train, examples.y_train
    parts = training, (examples.x_val, examples.y_val)
    plan = {name: settings[name] for name in ("epochs", "batch_size", "shuffle")}
    plan["class_weight"] = None
    rate = rate_of(settings, len(examples.x_train))
    schedule = rate if callable(rate) else None
    numbers = _collecting.of_arrays(*parts, "sparse")
    numbers |= _collecting.of_model(seen.model, schedule, plan, len(examples.x_train))
    untrained = new(settings, examples, seed)
    watched = _watched(untrained, seen, parts, plan)
    numbers |= _collecting_steps.of_training(watched, parts, numbers)
    numbers |= _modes(seen.model, examples.x_use, in_use)
    if _rules_of_training.much_left(numbers):
        for factor in _watching.factors(seen.recorder, numbers["steps"]):
            shorter = {
                **settings,
                "learning_rate": settings["learning_rate"] * factor,
                "epochs": watched.short,
            }
            loss = observed(shorter, examples, seed).history["loss"][-1]
            loss = loss if np.isfinite(loss) else np.inf
            numbers["rates"][factor] = shorter["learning_rate"], loss
    return _ranking.suspects(numbers)


def _watched(untrained, seen, parts, plan):
    """Return what an examination would have kept of a training that is over."""
    (x, _), (x_val, _) = parts
    last, wild = seen.model, _watching.wild(x[:64])
    end = _looking.answers(last, x)
    _, short = _watching.lengths(len(x), plan)
    rate, loss = float(seen.recorder.learning_rate[0]), seen.history["loss"][short - 1]
    return _watching.Watched(
        history=seen.history,
        recorder=seen.recorder,
        layers={
            "start": _looking.layers_at_work(untrained, x),
            "end": _looking.layers_at_work(last, x),
        },
        answers={
            "start": _looking.answers(untrained, x),
            "wild": _looking.answers(untrained, wild),
            "end": end,
            "again": end,
            "alone": end,
            "in training": end,
            "held out": _looking.answers(last, x_val),
        },
        rates={1.0: (rate, loss)},
        short=short,
        moved=None,
    )


def _modes(model, x, in_use):
    """Return whether answers in use are those of the inference mode."""
    end = _looking.answers(model, x)
    used = np.asarray(in_use, dtype="float64").reshape(len(x), -1)
    answers = {"end": end, "again": end, "in training": end, "alone": used}
    return _collecting_steps.of_modes(answers, None) | {"modes": np.inf}
