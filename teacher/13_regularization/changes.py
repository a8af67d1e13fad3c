"""Changes that a student makes to lab 13, and the verdicts that must come out."""

from tools.changes import FAILS, UNJUDGED, Change

MODERATE = (
    "On 30 patients a moderate penalty is better than none and better than a large one"
)
RISES = "A larger strength raises the training error from 0 to 0.3"
RISES_ON = "A larger strength raises the training error from 0.3 to 30"

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "many patients: the fit is no longer free",
        {"num_examples=30": "num_examples=250"},
        {
            "On 30 patients the held-out error is far above the training error": FAILS,
            MODERATE: FAILS,
        },
    ),
    Change(
        "a weaker pull",
        {"learning_rate, strength = 0.1, 0.6": "learning_rate, strength = 0.1, 0.35"},
    ),
    Change(
        "a pull too weak to arrive within 60 steps",
        {"learning_rate, strength = 0.1, 0.6": "learning_rate, strength = 0.1, 0.1"},
        {
            "After 60 steps only the threshold has brought the weights exactly to "
            "zero": FAILS
        },
    ),
    Change(
        "the largest strength is taken away",
        {"strengths = [0.0003, 0.001, 0.003, 0.01]": "strengths = [0.001, 0.003]"},
        {
            "L2 brings hardly any weight close to zero": UNJUDGED,
            "L1 keeps the largest weights larger than L2 does": UNJUDGED,
            "L2 0.01 makes the norm of the weights about a third smaller": UNJUDGED,
        },
    ),
    Change(
        "the strength 0.3 is taken away",
        {"0.1, 0.3, 1, 3, 10, 30]": "0.1, 1, 3, 10, 30]"},
        {
            RISES: UNJUDGED,
            RISES_ON: UNJUDGED,
            MODERATE: UNJUDGED,
            "A moderate penalty lowers the variance": UNJUDGED,
        },
    ),
    Change(
        "another decay than the penalty",
        {"SGD(0.1, weight_decay=0.2)": "SGD(0.1, weight_decay=0.1)"},
        {"For plain SGD weight decay leads to the weights of the L2 penalty": FAILS},
    ),
    Change(
        "another momentum than in the formula",
        {"    momentum=0.9,": "    momentum=0.5,"},
        {
            "With momentum 0.9 a decay has the effect of a penalty of a tenth of its "
            "strength": FAILS
        },
    ),
    Change(
        "the largest strength for one weight is taken away",
        {"[5, 15, 21]": "[5, 15]"},
        {
            "If the strength exceeds 2 over the learning rate, the weight explodes": (
                UNJUDGED
            )
        },
    ),
]
