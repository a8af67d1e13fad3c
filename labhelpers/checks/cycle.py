"""Check the exercises of lab 01."""

import re

import numpy as np

from labhelpers import evaluation
from labhelpers.checks._answers import (
    call,
    compare,
    fresh_generator,
    hint_of,
    known,
)
from labhelpers.checks._verdict import Hint, exercise
from labhelpers.mistakes import cycle as mistakes

# The runs whose curves exercise 3 shows. They stand here so that the page shows curves
# and not what made them; `flipped` is the fraction of wrong labels, training and held
# out alike, so that both come from the same distribution.
RUNS = {
    "A": {
        "setting": {"units": 64, "learning_rate": 0.01},
        "num_examples": 200,
        "flipped": 0.2,
    },
    "B": {
        "setting": {"units": 64, "learning_rate": 3e-5},
        "num_examples": 1077,
        "flipped": 0.0,
    },
    "C": {
        "setting": {"units": 64, "learning_rate": 0.003},
        "num_examples": 1077,
        "flipped": 0.0,
    },
    # The learning rate that fits best with two units: none removes the rest.
    "D": {
        "setting": {"units": 2, "learning_rate": 0.03},
        "num_examples": 1077,
        "flipped": 0.0,
    },
}
WORDS = ("works", "underfits", "overfits", "not finished")


@exercise
def empirical_loss(answer):
    """Check `my_empirical_loss(predictions, targets, loss)` with lopsided losses."""
    generator = fresh_generator()
    cases = [
        (*generator.normal(size=(2, num_examples)), _lopsided(generator))
        for num_examples in (2, 4, 7, 30)
    ]
    compare(
        answer,
        evaluation.empirical_loss,
        cases,
        names=["the loss"],
        mistakes=known(mistakes, "empirical_loss"),
        blocked=["evaluation.empirical_loss"],
    )
    return "The mean of the losses is right for two, four, seven and thirty examples."


@exercise
def bias_and_variance(answer):
    """Check `my_bias_and_variance(predictions, truth)`."""
    generator = fresh_generator()
    cases = []
    for num_sets, num_inputs in [(3, 5), (4, 2), (6, 4)]:
        truth = generator.normal(size=num_inputs)
        offsets = generator.uniform(0.5, 2, num_inputs) * (-1) ** np.arange(num_inputs)
        scatter = generator.normal(size=(num_sets, num_inputs))
        cases.append((truth + offsets + scatter, truth))
    compare(
        answer,
        evaluation.bias_and_variance,
        cases,
        names=["squared bias", "variance"],
        mistakes=known(mistakes, "bias_and_variance"),
        blocked=["evaluation.bias_and_variance"],
    )
    return "Both values are right on random predictions, and add up as they should."


@exercise
def diagnoses(answer):
    """Check `my_diagnoses()`, a dict from the letter of a run to its diagnosis."""
    received = _words(call(answer))
    for letter, right in mistakes.DIAGNOSES.items():
        if received[letter] == right:
            continue
        for mistake in known(mistakes, "diagnoses"):
            if mistake()[letter] == received[letter]:
                raise Hint(hint_of(mistake))
        raise Hint(f"Run {letter}: ask the two questions again, training data first.")
    return "All four runs have their diagnosis."


def _lopsided(generator):
    """Return a loss that is not symmetric, nor the same for every target."""
    above, below, bend, tilt = generator.uniform(0.5, 2, size=4)

    def loss(prediction, target):
        away = prediction - target
        slope = np.where(away > 0, above, -below)
        return slope * away + bend * away**4 + tilt * target

    return loss


def _plain(word):
    """Return words in small letters, with one blank between them and nothing else."""
    return " ".join(re.findall("[a-z]+", str(word).lower()))


def _words(received):
    """Return an answer as a dict from every letter to a known word."""
    wanted = f"a dict from the letters {', '.join(RUNS)} to a diagnosis"
    try:
        pairs = dict(received)
    except (TypeError, ValueError):
        kind = type(received).__name__
        raise Hint(f"Return {wanted}; received a {kind}.") from None
    plain = {str(key).strip().upper(): value for key, value in pairs.items()}
    if set(plain) != set(RUNS):
        raise Hint(f"Return {wanted}; received the keys {sorted(plain)}.")
    plain = {key: _plain(value) for key, value in plain.items()}
    for letter, word in plain.items():
        if word not in WORDS:
            raise Hint(f"Run {letter} needs one of the words {', '.join(WORDS)}.")
    return plain
