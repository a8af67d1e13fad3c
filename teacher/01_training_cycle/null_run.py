"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        "seeds=5": "seeds=2",
        # no capacity: every model is a constant
        "legvander(2 * x - 1, degree)": "legvander(2 * x - 1, 0 * degree)",
        # the penalty reaches no weight, and fits the features it has
        "penalty * np.eye(degree + 1)": "0 * penalty * np.eye(1)",
        # more examples are no more
        "counts = [20, 40, 80, 160, 320]": "counts = [20, 20, 20, 20, 20]",
        # the clouds differ in nothing
        '"low bias, high variance", 5, 14': '"low bias, high variance", 1, 200',
        # the noise is counted twice
        "variance + 0.3**2 - error": "variance + 2 * 0.3**2 - error",
        # evaluate and our function see other numbers
        "-np.log(probabilities": "-2 * np.log(probabilities",
        # the narrow network is wide, the wide one narrow
        "widths = [2, 4, 16, 64, 256]": "widths = [64, 4, 1, 2, 1]",
        "num_examples=len(data.x_train), epochs=40": "num_examples=100, epochs=40",
        # the four networks are hardly trained
        "epochs=60": "epochs=1",
        # never as many features as examples
        "85, 100, 120, 150, 200, 400, 1000, 3000]": "5, 5, 5, 5, 5, 5, 5, 5]",
    },
    {
        # fewer repeats, which change no cause
        "seeds=5": "seeds=2",
        # the model is right on average, and the network that should fit does not
        '"high bias, low variance", 1, 200': '"high bias, low variance", 3, 200',
        "widths = [2, 4, 16, 64, 256]": "widths = [2, 4, 16, 4, 256]",
        "num_examples=len(data.x_train), epochs=40": "num_examples=100, epochs=40",
    },
]
