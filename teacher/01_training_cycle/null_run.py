"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats and steps, which change no cause
        "batch_size=100, epochs=150)": "batch_size=100, epochs=2, seeds=2)",
        "{100: 1000, 1077: 91}": "{100: 2, 1077: 2}",
        "epochs=150,\n        seeds=3": "epochs=1,\n        seeds=1",
        # no capacity: every polynomial is a constant
        "Polynomial.fit(x_few, y_few, degree)": "Polynomial.fit(x_few, y_few, 0)",
        "y_sets, x_sets, degree)": "y_sets, x_sets, 0)",
        "y_sets, x_check, degree)": "y_sets, x_check, 0)",
        "parts(degree, 40": "parts(0, 40",
        # both halves are the whole range, and the loss is measured by it
        "generator, up_to)": "generator, 1.0)",
        "own_losses[name] = np.mean(": "own_losses[name] = up_to * np.mean(",
        # the clouds differ in nothing
        '"low bias, high variance", 5, 14': '"low bias, high variance", 1, 200',
        '"high bias, low variance", 1, 200': '"high bias, low variance", 3, 200',
        # the noise is counted twice
        "variance + 0.3**2 - error": "variance + 2 * 0.3**2 - error",
        # the penalty reaches no weight
        "parts(9, 30, generator, penalty)": (
            "parts(9, 30, np.random.default_rng(0), 0 * penalty)"
        ),
        # more examples are no more
        "counts = [20, 40, 80, 160, 320]": "counts = [20, 20, 20, 20, 20]",
        # evaluate and our line see other numbers
        "np.mean(-np.log(of_right_digit))": "np.mean(-2 * np.log(of_right_digit))",
        # no learning: every network stays where it starts
        "Adam(learning_rate)": "Adam(0 * learning_rate)",
        # never as many features as examples
        "generator.normal(size=(64, count)) / 4": "generator.normal(size=(64, 5)) / 4",
    },
    {
        # a penalty pulls on the line
        "parts(1, n, generator)": "parts(1, n, generator, 3.0)",
        # fewer repeats and steps, which change no cause
        "batch_size=100, epochs=150)": "batch_size=100, epochs=30, seeds=2)",
        "{100: 1000, 1077: 91}": "{100: 2, 1077: 2}",
        # two units are 32
        "Dense(units,": "Dense(16 * units,",
        # a network with more units misses nothing
        "gain_units = start - (1 -": "gain_units = start - (0 *",
    },
]
