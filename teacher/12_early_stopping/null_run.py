"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        ".spawn(10)": ".spawn(2)",
        "range(10), best": "range(2), best",
        # nothing is learned, and one and the same part stops and judges
        "SGD(0.1)": "SGD(0.0)",
        "stopping, judging = np.split(order, [num_stopping])": (
            "stopping = judging = order"
        ),
    },
    {
        # fewer repeats, which change no cause
        ".spawn(10)": ".spawn(2)",
        "range(10), best": "range(2), best",
        # the rule keeps its last weights, and Keras the others
        "return epoch, kept": "return epoch, epoch",
        "restore_best_weights=restore": "restore_best_weights=not restore",
        # no patience is zero or very large, and no epoch is fixed
        "patience=0)": "patience=3)",
        "evaluation.stopping_epochs(hill, **rule)": "evaluation.stopping_epochs(hill)",
        "[1, 2, 3, 5, 10, 20, 40]\nby": "[1, 2, 3, 5, 10, 20, 10]\nby",
        "epoch=20)": "epoch=None)",
    },
]
