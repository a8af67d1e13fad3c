"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats and epochs, which change no cause
        "5, generator) for _ in range(5)": "1, generator) for _ in range(2)",
        "[(0.01, 150), (0.3, 5)]": "[(0.01, 1), (0.3, 5)]",
        # every epoch is one step of all examples
        "range(0, len(x), batch_size)": "range(0, len(x), len(x))",
        "slice(first, first + batch_size)": "slice(0, len(x))",
        # nothing is sorted
        'np.argsort(digits.y_train, kind="stable")': "generator.permutation(n)",
        # the sum is a mean, and every batch has one example
        "w = w - 0.1 * x.T @": "w = w - 0.1 / n * x.T @",
        "generator.integers(n, size=size)": "generator.integers(n // 5, size=1)",
        "rows = generator.permutation(n)[:size]": "rows = generator.permutation(n)[:1]",
        # networks that do not learn
        "rates = [0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6]": (
            "rates = [1e-9, 2e-9, 3e-9, 4e-9, 5e-9, 1e-8]"
        ),
        "epochs=40)": "epochs=5)",
        "epochs=272)": "epochs=1)",
        # the loop never lowers its learning rate, and parts of other examples
        "learning_rate, waited = max(learning_rate / 10, smallest), 0": "return losses",
        "accumulated = np.mean(parts, axis=0)": "accumulated = np.sum(parts, axis=0)",
    },
    {
        "5, generator) for _ in range(5)": "1, generator) for _ in range(2)",
        # the small learning rate is as large as the other
        "[(0.01, 150), (0.3, 5)]": "[(0.01, 5), (0.3, 5)]",
        "targets[order], 32, rate)": "targets[order], 32, 0.3)",
        # the loop starts with the smallest learning rate
        "line_x, line_y, 4, 0.1, generator": "line_x, line_y, 4, 0.001, generator",
        # no size has enough steps
        "epochs=40)": "epochs=1)",
        "epochs=272)": "epochs=1)",
    },
]
