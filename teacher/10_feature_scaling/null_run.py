"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        "child_seeds(5)": "child_seeds(3)",
        "np.logspace(-6, 1, 15)": "np.logspace(-6, 1, 8)",
        "epochs=100)": "epochs=5, seeds=2)",
        "epochs=30,": "epochs=3, seeds=2,",
        # the features have one scale, and the lecture's numbers are no multiples
        "100 * exact]": "100 * exact**2]",
        "centred * [1, scale]": "centred * [1, 1]",
        "features * [1, scale]": "features * [1, 1]",
        "grid * [1, 100]": "centred * [1, 1]",
        # the leak, and scaling each part by itself, turn the validation part round
        "(everyone, split.x_train, x_val)": "(everyone, split.x_train, -x_val)",
        "standardized(split.x_train), standardized(x_val)": (
            "standardized(split.x_train), -standardized(x_val)"
        ),
        # the layer learns from other examples, and the network nothing
        "normalization.adapt(data.x_train)": "normalization.adapt(data.x_train[:20])",
        "SGD(1.0)": "SGD(0.0)",
        # all sides have raw features and one optimizer
        'features == "standardized"': 'features == "whitened"',
        "rules[optimizer]": 'rules["SGD"]',
        "[[5.01]]": "[[5.0]]",
        # no outlier, no correlation
        "np.geomspace(1, 1000, 13)": "np.ones(13)",
        "[[1, r], [0, np.sqrt(1 - r**2)]]": "[[1, 0], [0, 1]]",
        "features @ vectors / np.sqrt(values)": "features @ vectors + 1",
        '"standardized": datasets.standardize(data.x_train)[0]': (
            '"standardized": np.linalg.qr(data.x_train - data.x_train.mean(axis=0))[0]'
        ),
        # every hidden feature has one scale
        "spread = outputs.std(axis=0)": "spread = np.ones(16)",
    },
    {
        "child_seeds(5)": "child_seeds(3)",
        "epochs=100)": "epochs=5, seeds=2)",
        # standardizing does nothing, neither here nor on breast cancer
        "return (x - x.mean(axis=0)) / x.std(axis=0)": "return x",
        "lecture / lecture.std(axis=0)": "lecture",
        '"standardized": datasets.standardize(data.x_train)[0]': (
            '"standardized": data.x_train'
        ),
        # nobody adapts, and nothing is learned
        "optimizers.adam_step": "optimizers.sgd_step",
        "rules[optimizer](learning_rate)": "rules[optimizer](0 * learning_rate)",
        # scaling by quartiles is scaling by the largest value
        "preprocessing.RobustScaler().fit_transform(radius)": "radius / radius.max()",
    },
]
