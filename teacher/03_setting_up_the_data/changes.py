"""Changes that a student makes to lab 03, and the verdicts that must come out."""

from tools.changes import Change

MEMORIZES = "Idea 1 chooses 1 neighbour, which is always perfect on its own data"
WORSE = "On the reserve 1 neighbour is worse than 27"
TOO_GOOD = "The score that chose among 40 networks is too good"
GROWS = "With 40 networks the gap is larger than with 3"
HONEST = "On examples that did not choose, the gap is less than a third as large"
SELECTED = (
    "Features selected on all data turn random labels into a score far above chance"
)

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "the moons hardly overlap",
        {"two_moons(200, noise=0.4": "two_moons(200, noise=0.1"},
        {WORSE: "DOES NOT HOLD", MEMORIZES: "DOES NOT HOLD"},  # so do other models
    ),
    Change(
        "27 neighbours are taken away",
        {"[1, 3, 9, 27, 81]": "[1, 3, 9, 81]"},
        {WORSE: "CANNOT BE JUDGED"},
    ),
    Change(
        "one more number of neighbours in between",
        {"[1, 3, 9, 27, 81]": "[1, 2, 3, 9, 27, 81]"},
    ),
    Change(
        "at most 10 networks are tried",
        {"tried = [1, 3, 10, 40]": "tried = [1, 3, 10]"},
        {
            TOO_GOOD: "CANNOT BE JUDGED",
            GROWS: "CANNOT BE JUDGED",
            HONEST: "CANNOT BE JUDGED",
        },
    ),
    Change(
        "one more number of networks at the front",
        {"tried = [1, 3, 10, 40]": "tried = [1, 2, 3, 10, 40]"},
    ),
    Change(
        "as many noise features as are selected",
        {"size=(50, 1000)": "size=(50, 20)"},
        {SELECTED: "DOES NOT HOLD"},
    ),
    Change(
        "every example stands in the file once",
        {"np.tile(np.arange(200), 2)": "np.tile(np.arange(400), 1)"},
        {"Copies on both sides of the split inflate the score": "DOES NOT HOLD"},
    ),
    Change(
        "twenty settings in the end",
        {"random_settings(12, generator)": "random_settings(20, generator)"},
    ),
]
