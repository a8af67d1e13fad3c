"""Numbers that a student would change, and the verdicts that must come out."""

from tools.changes import FAILS, UNJUDGED, Change

TUNED = "With tuned learning rates less than half of the gain from stopping is left"
EARLIER = "With wrong labels in the validation set the rule keeps an earlier epoch"
INSIDE = "To the end: the best learning rate lies inside the grid"
LATE = (
    "At the best learning rate without stopping the rule keeps an epoch after the 40th"
)
CLOSE = "With stopping, the learning rates 0.02 and 0.1 end with nearly the same loss"
SPREAD = "With 480 validation digits the spread is less than half of that with 30"
HARM = "At 0.01 the rule with wrong validation labels does worse than no stopping"
HIGHER = "To the end, the learning rate 0.1 ends far higher than 0.02"

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "other values of patience on one curve",
        {"for patience in [1, 5, 20]:": "for patience in [2, 8]:"},
    ),
    Change(
        "so much patience that Keras never stops",
        {'monitor="val_loss", patience=10': 'monitor="val_loss", patience=200'},
        {
            "Keras stops this training before the last epoch": FAILS,
            "Keras stops at the same epoch as our rule": FAILS,
        },
    ),
    Change(
        "one more learning rate at the front",
        {"rates = [0.005, 0.01,": "rates = [0.003, 0.005, 0.01,"},
    ),
    Change(
        "the learning rate 0.05 is taken away",
        {"0.02, 0.05, 0.1, 0.3, 0.8]": "0.02, 0.1, 0.3, 0.8]"},
        {EARLIER: UNJUDGED},
    ),
    Change(
        "no small learning rates",
        {"rates = [0.005, 0.01, 0.02, 0.05,": "rates = [0.05,"},
        {
            TUNED: FAILS,
            INSIDE: FAILS,
            LATE: FAILS,
            CLOSE: UNJUDGED,
            HIGHER: UNJUDGED,
            HARM: UNJUDGED,
        },
    ),
    Change(
        "patience 40 is taken away",
        {"[1, 2, 5, 10, 40]:\n": "[1, 2, 5, 10]:\n"},
        {
            "Patience 40 and 10 keep nearly the same loss": UNJUDGED,
            "With patience 40 the last weights are much worse than the best ones": (
                UNJUDGED
            ),
            "Patience 40 trains at least 20 epochs more than patience 10": UNJUDGED,
        },
    ),
    Change(
        "the largest validation set is taken away",
        {"sizes = [30, 60, 120, 240, 480]": "sizes = [30, 60, 120, 240]"},
        {
            SPREAD.replace("spread", "optimism"): UNJUDGED,
            SPREAD: UNJUDGED,
        },
    ),
    Change(
        "one more size of the validation set",
        {"sizes = [30, 60,": "sizes = [15, 30, 60,"},
    ),
    Change(
        "the largest min_delta is taken away",
        {"0.03, 0.1, 0.3]:\n": "0.03, 0.1]:\n"},
        {
            "With min_delta 0.3 the rule keeps worse weights than with 0.001": UNJUDGED,
        },
    ),
]
