"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        "seeds=15": "seeds=3",
        ".spawn(20)": ".spawn(4)",
        "np.logspace(-8, 2, 21)": "np.logspace(-8, 2, 11)",
        # the features differ neither in scale nor, in the lecture's numbers, by factor
        "100 * x1]": "100 * x1**2]",
        "centred * [1, scale]": "centred * [1, 1]",
        "grid * [1, 100]": "centred * [1, 1]",
        # the leak, and scaling each part by itself, turn the validation part round
        "(everyone, data.x_train, x_val)": "(everyone, data.x_train, -x_val)",
        "data.x_train), standardized(x_val)": "data.x_train), -standardized(x_val)",
        # nothing is learned, and nothing new comes after training
        "SGD(learning_rate=1.0)": "SGD(learning_rate=0.0)",
        "[[5.01]]": "[[5.0]]",
        # the features are whitened instead
        "datasets.standardize(data.x_train)[0],\n}": (
            "18 * np.linalg.qr(data.x_train - data.x_train.mean(axis=0))[0],\n}"
        ),
        # extremes of the validation part, no outlier, no correlation
        "min_max(data.x_train, data.x_val)": "min_max(data.x_val, data.x_val)",
        "np.geomspace(1, 1000, 13)": "np.ones(13)",
        "[[1, r], [0, np.sqrt(1 - r**2)]]": "[[1, 0], [0, 1]]",
        # every hidden feature has one scale
        "found.append(x.std(axis=0))": "found.append(np.ones(16))",
    },
    {
        # fewer repeats, which change no cause
        "seeds=15": "seeds=3",
        ".spawn(20)": ".spawn(4)",
        "np.logspace(-8, 2, 21)": "np.logspace(-8, 2, 11)",
        # standardizing does nothing, neither here nor on breast cancer
        "return (x - x.mean(axis=0)) / x.std(axis=0)": "return x",
        "datasets.standardize(data.x_train)[0],\n}": "data.x_train,\n}",
        # no optimizer adapts
        "optimizers.rmsprop_step, raw": "optimizers.sgd_step, raw",
        "optimizers.adam_step, raw": "optimizers.sgd_step, raw",
        "optimizer=optimizer(learning_rate)": (
            "optimizer=keras.optimizers.SGD(learning_rate)"
        ),
        # the axes are turned, and nothing is scaled along them
        "correlated @ vectors / np.sqrt(values)": "correlated @ vectors",
    },
]
