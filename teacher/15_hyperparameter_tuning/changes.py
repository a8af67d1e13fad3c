"""Changes that a student makes to lab 15, and the verdicts that must come out."""

from tools.changes import Change

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "the first guess is not tried",
        {"for rate in [3.0, 0.03]:": "for rate in [0.03]:"},
        {
            "At the first guess the first updates are larger than a tenth of the "
            "weights": "CANNOT BE JUDGED",
            "At learning rate 3 most units of the first layer end at zero for every "
            "image": "CANNOT BE JUDGED",
        },
    ),
    Change(
        "fewer dropout rates",
        {"np.linspace(0, 0.6, 6)": "np.linspace(0, 0.6, 4)"},
    ),
    Change(
        "the learning rates end too early",
        {"np.geomspace(0.001, 1, 6)": "np.geomspace(0.0001, 0.01, 6)"},
        {"The best learning rate lies inside the grid": "DOES NOT HOLD"},
    ),
    Change(
        "fewer workers",
        {"[1, 2, 4, 7, 14, 28, 84]": "[1, 2, 4, 8]"},
        {
            "Trials of equal cost become 84 times faster with 84 workers": (
                "CANNOT BE JUDGED"
            ),
            "With batch sizes from 4 to 256 the speed-up with 84 workers stays below "
            "28": "CANNOT BE JUDGED",
        },
    ),
    Change(
        "only large batches: there are fewer trials than workers",
        {"[4, 8, 16, 32, 64, 128, 256]": "[64, 128, 256]"},
        {
            "Trials of equal cost become 84 times faster with 84 workers": (
                "DOES NOT HOLD"
            )
        },
    ),
    Change(
        "three random trials in the toy",
        {"generator.random((4000, 9))": "generator.random((4000, 3))"},
        {
            "The best of nine random trials comes closer to the peak than a grid of "
            "nine": "DOES NOT HOLD"
        },
    ),
    Change(
        "grid and random search with 18 trials only, and fewer searches",
        {
            "grids = {9: (3, 3, 1), 18: (3, 3, 2), 32: (4, 4, 2), 64: (4, 4, 4)}": (
                "grids = {9: (3, 3, 1), 18: (3, 3, 2)}"
            ),
            "budget=budget, repeats=2000": "budget=budget, repeats=1500",
        },
        {
            "With 64 trials grid and random are level on the real scores": (
                "CANNOT BE JUDGED"
            )
        },
    ),
    Change(
        "a grid of 18 with only two learning rates",
        {"18: (3, 3, 2)": "18: (2, 9, 1)"},
        {
            "On the real scores a grid of 18 beats 18 random trials": "DOES NOT HOLD",
        },
    ),
    Change(
        "another shape of the other grid",
        {"other = (9, 1, 2)": "other = (2, 9, 1)"},
        {
            "On real scores 18 random trials beat a 9 x 1 x 2 grid": "CANNOT BE JUDGED",
        },
    ),
    Change(
        "another control: the learning rate matters at batch size 128",
        {"dropout=0.0, batch_size=32)": "dropout=0.0, batch_size=128)"},
    ),
    Change(
        "another second control: the batch size is 128",
        {'"dropout", batch_size=32)': '"dropout", batch_size=128)'},
    ),
    Change(
        "no model among the strategies",
        {'    "Bayesian": bayesian,\n': ""},
        {
            "After 18 trials Bayesian search has found better networks than random "
            "search": "CANNOT BE JUDGED"
        },
    ),
    Change(
        "one more step of the model",
        {"for number in [4, 5, 6]:": "for number in [4, 5, 6, 7]:"},
    ),
    Change(
        "a search of four trials only: the winner is less lucky",
        {"budget=32, repeats=2000": "budget=4, repeats=2000"},
        {
            "The winner's score is higher than its accuracy with other seeds": (
                "DOES NOT HOLD"
            ),
            "After all trials of a search this difference is larger than after four": (
                "DOES NOT HOLD"
            ),
        },
    ),
]
