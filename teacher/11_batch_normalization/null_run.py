"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        "seeds=5": "seeds=2",
        "seeds=10": "seeds=2",
        ".spawn(5)": ".spawn(2)",
        "40, y_wrong": "10, y_wrong",
        # both arms are normalized; the measured shift is that of one rate and one arm
        'arms = {"plain": False,': 'arms = {"plain": True,',
        "for rate in [0.01, 0.1]\n": "for rate in [0.11, 0.1]\n",
        "losses_and_shifts(data, True,": "losses_and_shifts(data, False,",
        "(1.0, 0.0)": "(0.1, 0.0)",
        "(1.0, 0.5)": "(0.01, 0.0)",
        # Keras's layers have another epsilon, and the plain Keras model has none
        'BatchNormalization(momentum=0.9, dtype="float64")': (
            'BatchNormalization(epsilon=0.1, dtype="float64")'
        ),
        'BatchNormalization(dtype="float64")': (
            'BatchNormalization(epsilon=0.1, dtype="float64")'
        ),
        "build_model(learning_rate=0.1, normalized=True": (
            "build_model(learning_rate=0.0, normalized=False"
        ),
        # the direct way is the whole way, and stands for the right gradient
        "direct - by_tape": "by_rule - by_tape",
        "np.abs(by_tape.sum": "np.abs(direct.sum",
        # every average forgets at once
        "layers.moving_average(*pair, m)": "layers.moving_average(*pair, 0.0)",
        # a large epsilon, and batches that hold all classes
        "epsilon=1e-15": "epsilon=1.0",
        "np.array_split(by_class, 10)": "np.array_split(np.arange(len(by_class)), 10)",
    }
]
