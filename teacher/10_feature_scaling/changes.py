"""Changes that a student makes to lab 10, and the verdicts that must come out."""

from tools.changes import Change

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "another largest scale",
        {"for scale in [1, 3, 10]:": "for scale in [1, 3, 6]:"},
        {
            "At scale 3 fewer than 100 steps suffice, and at scale 10 they do not": (
                "CANNOT BE JUDGED"
            )
        },
    ),
    Change(
        "features of nearly one scale, where the mean matters more",
        {"grid * [1, 100]": "grid * [1, 2]"},
        {
            "Either half alone leaves a valley": "DOES NOT HOLD",
            "Variance 1 alone leaves a wider valley than mean 0 alone": "DOES NOT HOLD",
        },
    ),
    Change(
        "less correlation",
        {"for r in [0, 0.99]:": "for r in [0, 0.9]:"},
        {
            "With correlation Adam on raw features needs more steps at the largest "
            "scale than at the smallest": "CANNOT BE JUDGED",
            "On standardized features gradient descent hardly notices the scale": (
                "CANNOT BE JUDGED"
            ),
            "With correlation Adam on standardized features is ahead of gradient "
            "descent": "CANNOT BE JUDGED",
            "With correlation r the condition number is (1 + r) / (1 - r)": (
                "CANNOT BE JUDGED"
            ),
        },
    ),
    Change(
        "the scales in another order, and one more",
        {"scales, factors = [1, 2, 5, 10]": "scales, factors = [10, 1, 4, 2, 5]"},
    ),
    Change(
        "both groups are all patients",
        {"else split.y_val == 0": "else split.y_val >= 0"},
        {
            "Malignant cases that are scaled by themselves are often misread": (
                "DOES NOT HOLD"
            )
        },
    ),
    Change(
        "no Adam",
        {'optimizer=["SGD", "Adam"]': 'optimizer=["SGD"]'},
        {
            "On raw features Adam ends lower than SGD": "CANNOT BE JUDGED",
            "On breast cancer, in equally many epochs, SGD on standardized features "
            "ends lower than Adam on raw ones": "CANNOT BE JUDGED",
            "Adam gains from scaling, too": "CANNOT BE JUDGED",
        },
    ),
    Change(
        "hidden layers that are not trained",
        {
            '"after training": {"learning_rate": 0.1}': (
                '"after training": {"learning_rate": 0.0}'
            )
        },
        {
            "In our network, training more than doubles the largest scale in the third "
            "layer": "DOES NOT HOLD",
        },
    ),
    Change(
        "a small outlier",
        {"np.geomspace(1, 1000, 13)": "np.geomspace(1, 1.2, 13)"},
        {
            "One outlier squeezes the others more after min-max than after "
            "standardizing": "DOES NOT HOLD",
            "Standardizing suffers from one outlier, too": "DOES NOT HOLD",
        },
    ),
]
