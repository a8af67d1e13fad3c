"""Changes that a student makes to lab 16, and the verdicts that must come out."""

from tools.changes import Change

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "a small learning rate that is not tiny",
        {"learning_rate=1e-5)": "learning_rate=0.05)"},
        {
            "With a tiny learning rate the updates become a thousand times smaller": (
                "DOES NOT HOLD"
            ),
            "The training loss then falls by less than 1 percent": "DOES NOT HOLD",
        },
    ),
    Change(
        "two seeds are followed",
        {"training.child_seeds(5)": "training.child_seeds(2)"},
    ),
    Change(
        "fewer learning rates for the raw features",
        {"[1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.1]": "[1e-4, 1e-3, 3e-3]"},
        {
            "The best learning rate for raw features lies inside the grid": (
                "DOES NOT HOLD"
            )
        },
    ),
    Change(
        "the learning rate 0.1 is taken away",
        {"[0.003, 0.01, 0.03, 0.1, 0.3, 1.0]": "[0.003, 0.01, 0.03, 0.3, 1.0]"},
        {
            "With standardized features the network fits the training data at 0.1": (
                "CANNOT BE JUDGED"
            )
        },
    ),
    Change(
        "no run without a penalty",
        {"l2=[0.0, 0.003, 0.01, 0.03, 0.1]": "l2=[0.003, 0.01, 0.03, 0.1]"},
        {
            "Without a penalty the held-out loss ends a quarter or more above its "
            "lowest point": "CANNOT BE JUDGED"
        },
    ),
    Change(
        "only small penalties",
        {"l2=[0.0, 0.003, 0.01, 0.03, 0.1]": "l2=[0.0, 0.0003, 0.001]"},
        {
            "With the chosen penalty the held-out loss ends less than a quarter above "
            "its lowest point": "DOES NOT HOLD",
            "With the chosen penalty the held-out loss ends lower than without one, at "
            "any learning rate tried": "DOES NOT HOLD",
            "The test accuracy is close to the held-out accuracy": "DOES NOT HOLD",
            "The best penalty lies inside the grid": "DOES NOT HOLD",
        },
    ),
    Change(
        "a network of one's own that is sound",
        {'keras.layers.Dense(10, activation="softmax"),': ("keras.layers.Dense(10),")},
        {"The clinic finds the doubled softmax": "DOES NOT HOLD"},
    ),
]
