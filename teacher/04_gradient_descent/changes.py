"""Changes that a student makes to lab 04, and the verdicts that must come out."""

from tools.changes import Change

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "the bowl with the largest curvature is taken away",
        {"[0.5, 1.2, 2.5]": "[0.5, 1.2]"},
        {
            "On the bowl of curvature 2.5 the weight moves away from the minimum": (
                "CANNOT BE JUDGED"
            )
        },
    ),
    Change(
        "one more curvature at the front",
        {"[0.5, 1.2, 2.5]": "[0.2, 0.5, 1.2, 2.5]"},
    ),
    Change(
        "another curvature, and so other learning rates",
        {"curvature = 2.5\n": "curvature = 40.0\n"},
    ),
    Change(
        "learning rates below the limit only",
        {"[0.1, 0.5, 1.0, 1.9, 2.1]": "[0.1, 0.5, 1.0, 1.9]"},
        {"At 2.1 over the curvature descent diverges": "CANNOT BE JUDGED"},
    ),
    Change(
        "no tiny pushes",
        {"np.geomspace(1e-12, 0.1, 34)": "np.geomspace(1e-3, 0.1, 13)"},
        {"The smallest h does not give the smallest error": "DOES NOT HOLD"},
    ),
    Change(
        "a learning rate beyond the limit of the line",
        {"[0.05, 0.9]": "[0.05, 1.02]"},
        {
            "With both learning rates descent ends at the line of least squares": (
                "DOES NOT HOLD"
            )
        },
    ),
    Change(
        "the learning rate of Keras is taken away from the paths by hand",
        {"[0.05, 0.9]": "[0.1, 0.9]"},
        {"50 epochs of Keras end where 50 steps by hand end": "CANNOT BE JUDGED"},
    ),
    Change(
        "small learning rates only in the valley",
        {"np.linspace(0.5, 2.1, 20)": "np.linspace(0.9, 1.5, 20)"},
        {"The best learning rates lie inside the grid": "DOES NOT HOLD"},
    ),
    Change(
        "the saddle point at another place",
        {"TwoMinima(saddle=0.3)": "TwoMinima(saddle=0.25)"},
        {
            "Near the ridge descent settles later than far from it": "DOES NOT HOLD",
            "From the ridge descent ends at the saddle point": "DOES NOT HOLD",
            "Each time the start is closer by the same factor, descent needs the same "
            "number of extra steps": "DOES NOT HOLD",
        },
    ),
    Change(
        "no start far out on the plateau",
        {"[1.0, 2.0, 3.0, 4.0]": "[1.0, 2.0, 3.0]"},
        {
            "From 4, on the plateau, the way to 0.5 takes over 20 times as many steps "
            "as from 1": "CANNOT BE JUDGED"
        },
    ),
]
