"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # nothing is learned in the first training
        "keras.optimizers.SGD(0.1)": "keras.optimizers.SGD(0.0)",
        # biases are forgotten in every count, and the dense layer is small
        "hidden = 64 * 32 + 32": "hidden = 64 * 32",
        "3 * 3 * 1 * 8 + 8": "3 * 3 * 1 * 8",
        "(8 * 8 * 8) * 10 + 10": "(8 * 8) * 10 + 10",
        # every image has the same size
        "image_sizes = [8, 16, 32, 64]": "image_sizes = [8, 8, 8, 8]",
        # the weights of the starts, and nearly no training
        "grid(learning_rate=[0.1])": "grid(learning_rate=[0.001])",
        "for each in (np.array(starts), np.array(trained))": (
            "for each in (np.array(starts), np.array(starts))"
        ),
        # every try is the default
        "training.compare(build_model, tries": (
            "training.compare(build_model, dict.fromkeys(tries, {})"
        ),
        # one optimizer under two names, and no learning rate is too large
        "getattr(keras.optimizers, optimizer)(": "keras.optimizers.SGD(",
        "0.01, 0.1, 0.3, 1.0, 3.0, 10.0]\nsettings": "0.01]\nsettings",
        # every learning rate of the last experiment is a good one
        "build_model, settings, data=data, epochs=60": (
            "lambda learning_rate: build_model(learning_rate=0.1), settings, "
            "data=data, epochs=60"
        ),
        # the faster fit has another batch size
        "batch_size=32, epochs=3": (
            "batch_size=32 if fit is training.fit else 16, epochs=3"
        ),
        # the run alone has another seed than that of the sweep
        "repeats.seeds[1]": "repeats.seeds[2]",
        # the second network is shuffled as well, and so is the copy
        '("trained", second)': '("trained", shuffled)',
        '("reordered", reordered)': '("reordered", shuffled)',
    },
    {
        # at such small learning rates SGD learns nothing yet, and Adam does
        "[0.0001, 0.001, 0.01, 0.1, 0.3, 1.0, 3.0, 10.0]\n": (
            "[0.00001, 0.00003, 0.0001]\n"
        ),
        # every learning rate of the last experiment is too large
        "build_model, settings, data=data, epochs=60": (
            "lambda learning_rate: build_model(learning_rate=10.0), settings, "
            "data=data, epochs=60"
        ),
    },
]
