"""Changes that a student makes to lab 08, and the verdicts that must come out."""

from tools.changes import Change

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "the large learning rates are taken away",
        {"0.2, 0.4, 0.7, 1.0, 2.0, 4.0]": "0.2]"},
        {
            "The large one ends far above the right one": "CANNOT BE JUDGED",
            "The very large one is no better than guessing": "CANNOT BE JUDGED",
            "With the large one the loss rises in more epochs "
            "than with the right one": "CANNOT BE JUDGED",
            "The best learning rate lies inside the grid": "DOES NOT HOLD",
            "At ten times the best learning rate the network does not train": (
                "DOES NOT HOLD"
            ),
        },
    ),
    Change(
        "another learning rate among the others",
        {"0.01, 0.03, 0.1": "0.01, 0.02, 0.03, 0.1"},
    ),
    Change(
        "no batches of 32",
        {"for size in [4, 32]": "for size in [4, 16]"},
        {
            "The recorded loss of batches of 4 jumps more than that of batches of 32": (
                "CANNOT BE JUDGED"
            )
        },
    ),
    Change(
        "one schedule fewer",
        {'    "exponential": schedules.ExponentialDecay(0.3, 100, 0.5),\n': ""},
        {
            "The learning rate that Keras used at every step equals the formula": (
                "CANNOT BE JUDGED"
            ),
        },
    ),
    Change(
        "another first learning rate of one schedule",
        {"schedules.CosineDecay(0.3, 400)": "schedules.CosineDecay(0.2, 400)"},
        {
            "The learning rate that Keras used at every step equals the formula": (
                "DOES NOT HOLD"
            ),
        },
    ),
    Change(
        "a boundary in examples that is small enough",
        {"3 * len(data.x_train)": "100"},
        {
            "A boundary in examples does not lower the learning rate in this run": (
                "DOES NOT HOLD"
            )
        },
    ),
    Change(
        "no cosine decay",
        {'"step decay", "cosine", "inverse': '"step decay", "inverse'},
        {
            "With wrong labels cosine decay ends with a lower held-out loss "
            "than a constant rate": "CANNOT BE JUDGED",
            "On clean labels cosine decay gains less than half as much": (
                "CANNOT BE JUDGED"
            ),
            "On wrong labels the inverse square root has a higher held-out loss "
            "than cosine decay": "CANNOT BE JUDGED",
        },
    ),
]
