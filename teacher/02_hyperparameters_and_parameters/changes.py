"""Changes that a student makes to lab 02, and the verdicts that must come out."""

from tools.changes import Change

FAR_BEHIND = "At Adam's best learning rate SGD is far behind"
INSIDE = "The best learning rates of SGD and of Adam are inside the grid"
MOST = "With these values the learning rate changes accuracy more than the others do"
SEED = "Changing the {} changes accuracy by more than the seed does"

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "a first network that learns nothing",
        {"keras.optimizers.SGD(0.1)": "keras.optimizers.SGD(0.0)"},
        {
            "Before training the accuracy is near chance, and after it is far above": (
                "DOES NOT HOLD"
            ),
            "Training changes the weights and biases and no hyperparameter": (
                "DOES NOT HOLD"
            ),
        },
    ),
    Change(
        "an output layer with a count of its own",
        {"(8 * 8 * 8) * 10 + 10": "(8 * 8 * 8) * 10"},
        {
            "Counted by hand, a convolutional network has as many parameters as Keras "
            "says": "DOES NOT HOLD"
        },
    ),
    Change(
        "two image sizes", {"image_sizes = [8, 16, 32, 64]": "image_sizes = [8, 64]"}
    ),
    Change(
        "more epochs for the seeds",
        {"epochs=20, keep_weights": "epochs=30, keep_weights"},
    ),
    Change(
        "eight layers are taken away",
        {'    "8 layers": {"num_layers": 8},\n': ""},
        {SEED.format("number of layers"): "CANNOT BE JUDGED", MOST: "CANNOT BE JUDGED"},
    ),
    Change(
        "only moderate learning rates",
        {
            '{"learning_rate": 0.0002}': '{"learning_rate": 0.019}',
            '"learning_rate": 0.2': '"learning_rate": 0.021',
        },
        {SEED.format("learning rate"): "DOES NOT HOLD", MOST: "DOES NOT HOLD"},
    ),
    Change(
        "the default is taken away",
        {'    "default": {},\n': ""},
        {
            **{
                SEED.format(what): "CANNOT BE JUDGED"
                for what in [
                    "number of layers",
                    "activation",
                    "optimizer",
                    "learning rate",
                    "dropout rate",
                    "batch size",
                ]
            },
            MOST: "CANNOT BE JUDGED",
        },
    ),
    Change(
        "one more learning rate in between",
        {"0.01, 0.1, 0.3, 1.0, 3.0, 10.0]": "0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0]"},
    ),
    Change(
        "only Adam",
        {'optimizer=["SGD", "Adam"]': 'optimizer=["Adam"]'},
        {
            FAR_BEHIND: "CANNOT BE JUDGED",
            "With its own best learning rate SGD regains more than half of this gap": (
                "CANNOT BE JUDGED"
            ),
        },
    ),
    Change(
        "a huge learning rate that is not huge",
        {"0.001, 1.0, 10.0])": "0.001, 1.0])"},
        {
            "At 0.0001 and at 10 the accuracy ends near chance": "CANNOT BE JUDGED",
            "At 10 the loss does not": "CANNOT BE JUDGED",
            "At 10 the share of dead hidden units is above 0.9": "CANNOT BE JUDGED",
        },
    ),
]
