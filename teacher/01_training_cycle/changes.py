"""Changes that a student makes to lab 01, and the verdicts that must come out."""

from tools.changes import Change

ENDS = "At both ends the held-out error is more than twice as large"

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "one more degree at the front",
        {"for degree in [1, 3, 13]:": "for degree in [0, 1, 3, 13]:"},
    ),
    Change(
        "degree 13 is taken away",
        {"for degree in [1, 3, 13]:": "for degree in [1, 3]:"},
        {
            "A higher degree has a smaller loss on the examples that it has learned "
            "from": "CANNOT BE JUDGED",
            "On new examples degree 3 has the smallest loss": "CANNOT BE JUDGED",
        },
    ),
    Change(
        "the training examples come from nearly the whole range",
        {'"x from 0 to 0.5": 0.5': '"x from 0 to 0.5": 0.95'},
        {
            "The loss on new examples is far larger after training on half of the "
            "range": "DOES NOT HOLD"
        },
    ),
    Change(
        "the degree grows to 4 only",
        {"degrees = np.arange(12)": "degrees = np.arange(5)"},
        {ENDS: "DOES NOT HOLD"},
    ),
    Change(
        "only small penalties",
        {"np.geomspace(0.01, 30, 8)": "np.geomspace(0.01, 0.1, 8)"},
        {
            "Regularization lowers the variance": "DOES NOT HOLD",
            "Regularization raises the squared bias": "DOES NOT HOLD",
            "Their sum is lowest at a moderate penalty": "DOES NOT HOLD",
        },
    ),
    Change(
        "from 20 to 80 examples only",
        {"counts = [20, 40, 80, 160, 320]": "counts = [20, 40, 80]"},
    ),
    Change("fewer epochs of the first network", {"epochs=8,": "epochs=3,"}),
    Change(
        "4 units in the place of 2",
        {"units=[2, 16]": "units=[4, 16]"},
        {
            "At its best learning rate 2 units reach a training accuracy below "
            "0.85": "CANNOT BE JUDGED"
        },
    ),
    Change(
        "one more learning rate at the front",
        {
            "learning_rate=[0.003, 0.01, 0.03, 0.1, 0.3]": (
                "learning_rate=[0.001, 0.003, 0.01, 0.03, 0.1, 0.3]"
            )
        },
    ),
    Change(
        "all examples become 300",
        {"{100: 1000, 1077: 91}": "{100: 1000, 300: 333}"},
        {
            "With all examples they do, too": "CANNOT BE JUDGED",
            "More examples lower the held-out error": "CANNOT BE JUDGED",
            "Four times the units bring less than half of this gain": (
                "CANNOT BE JUDGED"
            ),
        },
    ),
]
