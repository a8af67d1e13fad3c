"""Changes that a student makes to lab 07, and the verdicts that must come out."""

from tools.changes import Change

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "the large learning rates are taken away",
        {"0.25, 1.0, 4.0, 16.0]": "0.25]"},
        {
            "The best learning rate of two layers lies inside the grid": (
                "DOES NOT HOLD"
            ),
        },
    ),
    Change(
        "one more learning rate at the front",
        {"rates = [0.001": "rates = [0.0002, 0.001"},
    ),
    Change(
        "three layers in place of two",
        {"depth=[2, 10]": "depth=[3, 10]"},
        {
            "Ten sigmoid layers end with a far higher training loss than two": (
                "CANNOT BE JUDGED"
            ),
            "The best learning rate of two layers lies inside the grid": (
                "CANNOT BE JUDGED"
            ),
        },
    ),
    Change("a smaller nudge", {"generator, size=0.1": "generator, size=0.01"}),
    Change(
        "five layers are nudged instead of ten",
        {
            "[64] * 11 + [10], generator)\n    changes": (
                "[64] * 6 + [10], generator)\n    changes"
            )
        },
        {
            "The loss reacts to the last layer more than 100 000 times as strongly": (
                "DOES NOT HOLD"
            ),
        },
    ),
    Change(
        "another gain in the picture",
        {"for gain in [1, 10]": "for gain in [1, 3]"},
        {"With gain 10 many units are saturated": "CANNOT BE JUDGED"},
    ),
    Change(
        "another gain in the training",
        {"gain=[10]": "gain=[3]"},
        {"With gain 10 the ten sigmoid layers train after all": "CANNOT BE JUDGED"},
    ),
    Change(
        "no Maxout",
        {'"elu", "maxout"]': '"elu"]'},
        {"Ten Maxout layers train": "CANNOT BE JUDGED"},
    ),
    Change(
        "one epoch of plain Keras only",
        {"epochs=8": "epochs=1"},
        {
            "8 epochs of Keras fit most training digits through ten ReLU layers": (
                "DOES NOT HOLD"
            ),
        },
    ),
]
