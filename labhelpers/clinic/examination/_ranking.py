"""Rank the suspects: what explains others stands before them."""

import dataclasses

from labhelpers.clinic.examination import (
    _rules_of_data,
    _rules_of_labels,
    _rules_of_layers,
    _rules_of_loss,
    _rules_of_model,
    _rules_of_training,
)

# A cause, and what it brings about: what it explains stands below it, weaker.
EXPLAINS = {
    "NaN in the data": {"NaN in the loss"},
    "features not scaled": {
        *("learning rate too high", "learning rate too low", "dead units"),
        *("saturated units", "underfitting", "NaN in the loss", "vanishing gradients"),
        *("overfitting", "exploding gradients", "wrong mode in use"),
    },
    "targets not scaled": {
        *("learning rate too high", "learning rate too low", "underfitting"),
        *("NaN in the loss", "dead units", "exploding gradients"),
    },
    "labels shuffled": {"overfitting", "underfitting"},
    "loss does not fit the labels": {
        *("learning rate too high", "learning rate too low", "underfitting"),
        *("NaN in the loss", "dead units", "overfitting", "metric does not fit"),
        *("vanishing gradients", "saturated units", "targets not scaled"),
        *("classes out of balance", "labels shuffled"),
    },
    "softmax missing": {
        *("learning rate too high", "learning rate too low", "underfitting"),
        *("NaN in the loss", "dead units", "overfitting", "metric does not fit"),
    },
    "softmax twice": {
        "learning rate too low",
        "underfitting",
        "learning rate too high",
    },
    "sorted, not shuffled": {
        *("learning rate too high", "underfitting", "overfitting", "dead units"),
        *("wrong mode in use", "learning rate too low", "classes out of balance"),
    },
    "constant labels": {"classes out of balance", "metric does not fit"},
    "dead units": {"underfitting", "learning rate too low", "vanishing gradients"},
    "saturated units": {"underfitting", "learning rate too low", "vanishing gradients"},
    "vanishing gradients": {"underfitting", "learning rate too low"},
    "exploding gradients": {
        *("learning rate too high", "NaN in the loss", "underfitting", "overfitting"),
        *("learning rate too low", "dead units", "saturated units"),
    },
    "learning rate too high": {
        *("NaN in the loss", "underfitting", "dead units", "saturated units"),
        "overfitting",
    },
    "learning rate too low": {"underfitting", "vanishing gradients"},
    "frozen layers": {"underfitting", "learning rate too low"},
    "wrong mode in use": {"underfitting", "overfitting", "learning rate too high"},
    "validation leak": {"overfitting"},
    "schedule that fires too early": {"underfitting", "learning rate too low"},
    "training and validation have other classes": {"overfitting"},
    "classes out of balance": {"underfitting", "overfitting"},
}
AFTER_A_TRAINING = _rules_of_training.RULES + _rules_of_layers.RULES
# What is left out beside its cause: it names no line of its own.
CONSEQUENCES = {"underfitting", "NaN in the loss"}
EXPLAINED = 0.5  # what a cause takes from the strength of what it explains
RULES = (
    *(_rules_of_data.RULES + _rules_of_labels.RULES + _rules_of_loss.RULES),
    *(_rules_of_model.RULES + _rules_of_training.RULES + _rules_of_layers.RULES),
)


def suspects(numbers):
    """Return the suspects that the rules find in some numbers, the likeliest first.

    Args:
        numbers: What `_collecting` made; without a watched training, those of arrays
            and model.
    """
    found = []
    for rule in RULES:
        if rule in AFTER_A_TRAINING and "loss_end" not in numbers:
            continue
        suspect = rule(numbers)
        if suspect is not None:
            found.append(suspect)
    kept = [each for each in found if not _is_mere_consequence(each, found)]
    kept = [dataclasses.replace(e, follows=_cause_of(e, found)) for e in kept]
    return sorted(kept, key=_place)


def _is_mere_consequence(suspect, found):
    """Return whether a suspect says nothing that its cause does not say."""
    return suspect.name in CONSEQUENCES and any(
        suspect.name in EXPLAINS.get(cause.name, ()) for cause in found
    )


def _cause_of(suspect, found):
    """Return the name of the strongest suspect that explains this one, or ""."""
    causes = [
        cause
        for cause in found
        if suspect.name in EXPLAINS.get(cause.name, ())
        and (
            cause.strength > suspect.strength
            or cause.name not in EXPLAINS.get(suspect.name, ())
        )
    ]
    return max(causes, key=lambda each: each.strength).name if causes else ""


def _place(suspect):
    """Return a number that is small for the likeliest suspects."""
    return -suspect.strength * (EXPLAINED if suspect.follows else 1)
