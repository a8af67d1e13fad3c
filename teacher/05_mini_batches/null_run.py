"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # every batch is the whole set, and by hand a step is taken twice as long
        "range(0, len(x), batch_size)": "range(0, len(x), len(x))",
        "slice(first, first + batch_size)": "slice(first, first + len(x))",
        "w - learning_rate * x[part].T": "w - 2 * learning_rate * x[part].T",
        # every batch has one example, and the first hundred come more often
        "generator.multinomial(batch_size, np.full(n, 1 / n)": (
            "generator.multinomial(1, np.repeat([5 / n, 0], [n // 5, n - n // 5])"
        ),
        ".argsort(axis=1) < batch_size": ".argsort(axis=1) < 2 * batch_size",
        # nothing is sorted, and nothing is shuffled
        'order = np.argsort(y_all, kind="stable")': "order = np.arange(num_examples)",
        # the sum is a mean
        "return w - learning_rate * x.T @ errors": (
            "return w - learning_rate / len(x) * x.T @ errors"
        ),
        # all batches of the network are one size and its rates small; the loop goes on
        '"batch_size": size}': '"batch_size": 128}',
        "0.004 * 2.0 ** np.arange(11)": "0.03 * 1.4 ** np.arange(11)",
        "if epoch >= 5 and": "if epoch >= 500 and",
    },
    # no rate is small
    {"y_sorted, rate, epochs, mix": "y_sorted, 0.3, 5, mix"},
]
