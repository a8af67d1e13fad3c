"""Changes that a student makes to lab 09, and the verdicts that must come out."""

from tools.changes import FAILS, UNJUDGED, Change

TWICE = (
    "With steep walls and a flat floor tuned Adagrad needs more than twice the steps "
    "of RMSProp"
)
LOW = "At the learning rate 0.001 SGD makes far more held-out errors than Adam"

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "one learning rate beyond the limit: it diverges",
        {"one, own = 0.015": "one, own = 0.025"},
    ),
    Change(
        "a learning rate for both weights that is nearly the same",
        {"np.array([0.5, 0.005])": "np.array([0.016, 0.015])"},
        {
            "With a learning rate for each weight the path settles in under a tenth "
            "of the steps": FAILS,
            "Even the best single learning rate takes more than ten times as many "
            "steps": FAILS,
        },
    ),
    Change(
        "another valley",
        {
            "valley = objectives.Valley(curvatures=(1, 100))": (
                "valley = objectives.Valley(curvatures=(1, 50))"
            )
        },
    ),
    Change(
        "RMSProp is taken away",
        {
            '    "RMSProp": tune(lecture_rmsprop, bend, bend_starts, bend_rates, 1500, '
            "rho=0.9),\n": ""
        },
        {
            "On the floor the effective learning rate of RMSProp grows a "
            "hundredfold": UNJUDGED,
            TWICE: UNJUDGED,
        },
    ),
    Change(
        "a shorter memory of squares: the early steps are hardly too long",
        {"num_steps = 0.9, 0.999, 3000": "num_steps = 0.9, 0.99, 3000"},
        {
            "Without bias correction the early steps are over twice the right "
            "length": FAILS
        },
    ),
    Change(
        "a learning rate that is far too small",
        {
            'build_model("Adam", learning_rate=0.003)': (
                'build_model("Adam", learning_rate=0.00003)'
            )
        },
        {"5 epochs of Keras's Adam fit most training digits": FAILS},
    ),
    Change(
        "the smallest learning rate is taken away",
        {"rates = [0.001, 0.002,": "rates = [0.002,"},
        {
            LOW: UNJUDGED,
            "With tuned learning rates Adam's lead over SGD in the held-out error is "
            "less than a tenth of its lead at 0.001": UNJUDGED,
            "After 20 epochs every best learning rate lies inside the grid": FAILS,
        },
    ),
    Change(
        "momentum is taken away",
        {'names = ["SGD", "momentum", "Adagrad",': 'names = ["SGD", "Adagrad",'},
        {
            "After 3 epochs momentum has a lower training loss than SGD": UNJUDGED,
            "After 3 epochs Adam has a lower training loss than momentum": UNJUDGED,
        },
    ),
    Change(
        "a learning rate that suits Adam",
        {
            '"Adam, SGD\'s rate": {"optimizer": "Adam", "learning_rate": 0.25}': (
                '"Adam, SGD\'s rate": {"optimizer": "Adam", "learning_rate": 0.005}'
            )
        },
        {
            "In its first epoch with SGD's learning rate Adam's loss is far above that "
            "of guessing": FAILS,
            "With SGD's learning rate Adam hardly learns: its loss is far larger "
            "than SGD's": FAILS,
            "Its loss stays above half of the loss of guessing": FAILS,
            "With SGD's learning rate Adam's loss is far larger than with its "
            "own": FAILS,
        },
    ),
    Change(
        "the valley is rotated by a few degrees only",
        {"rotation=45)": "rotation=2)"},
        {
            "Rotated by 45 degrees Adagrad is no faster than plain gradient descent": (
                FAILS
            ),
            "Rotated by 45 degrees RMSProp is hardly faster than plain gradient "
            "descent": FAILS,
            "Without its momentum Adam needs over twice the steps in the rotated "
            "valley": FAILS,
        },
    ),
]
