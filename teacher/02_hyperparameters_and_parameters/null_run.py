"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        (
            "rate in rates],\n    x=data.x_train,\n    y=data.y_train,\n"
            "    validation_data=held_out,\n    epochs=60,\n    seeds=5"
        ): (
            "rate in rates],\n    x=data.x_train,\n    y=data.y_train,\n"
            "    validation_data=held_out,\n    epochs=60,\n    seeds=2"
        ),
        "reshape(2, 6, 5, 60)": "reshape(2, 6, 2, 60)",
        # nothing is learned in the first training, nor in the five seeds
        "model = one_layer(learning_rate=0.1)": "model = one_layer(learning_rate=0.0)",
        '[{"learning_rate": 0.1}]': '[{"learning_rate": 0.0}]',
        # the faster fit sees the examples in another order
        "training.fit(second, data.x_train, data.y_train,": (
            "training.fit(second, data.x_train[::-1], data.y_train[::-1],"
        ),
        # biases are forgotten in every count, and the dense layer is small
        "hidden = 64 * 32 + 32": "hidden = 64 * 32",
        "3 * 3 * 1 * 8 + 8": "3 * 3 * 1 * 8",
        "(8 * 8 * 8) * 10 + 10": "(8 * 8) * 10 + 10",
        # every image has the same size
        "np.array([8, 16, 32, 64])": "np.array([8, 8, 8, 8])",
        # weights move at learning rate zero, statistics never do, evaluating trains
        "normalized_model(rate)": "normalized_model(rate + 0.1)",
        "BatchNormalization()": "BatchNormalization(momentum=1.0)",
        "models[0].evaluate(": "models[0].fit(",
        # the run alone has another seed than that of the sweep
        "runs.seeds[3]": "runs.seeds[2]",
        # the other seeds are the same seed, and a permutation leaves the biases behind
        "others = np.delete(kernels, a, axis=0)": "others = np.stack([one] * 4)",
        "b1[order], w2[order]": "b1[order], w2",
        # one value per hyperparameter
        "for name, values in plan.values() for value in values": (
            "for name, values in plan.values() for value in values[:1] * 3"
        ),
        # one optimizer under two names; rates that change nothing
        'names = ["SGD", "Adam"]': 'names = ["SGD", "SGD"]',
        "rates = [0.0001, 0.001, 0.01, 0.1, 1.0, 10.0]": (
            "rates = [0.1, 0.11, 0.12, 0.13, 0.14, 0.15]"
        ),
    }
]
