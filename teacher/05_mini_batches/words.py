"""Words of the exercises of lab 05, and answers that do not heed them."""

WORDS = [
    (
        "05-num-updates",
        "counts, too",
        "lambda num_examples, batch_size, epochs: num_examples // batch_size * epochs",
    ),
    (
        "05-num-updates",
        "of an epoch",
        "lambda num_examples, batch_size, epochs: -(-num_examples * epochs // batch_size)",
    ),
    (
        "05-num-updates",
        "whole training",
        "lambda num_examples, batch_size, epochs: -(-num_examples // batch_size)",
    ),
    (
        "05-num-updates",
        "whole number",
        "lambda num_examples, batch_size, epochs: num_examples / batch_size * epochs",
    ),
    (
        "05-mean-gradient",
        "mean gradient",
        "lambda w, x, y: x.T @ (x @ w - y)",
    ),
    (
        "05-mean-gradient",
        "frac12",
        "lambda w, x, y: 2 * x.T @ (x @ w - y) / len(y)",
    ),
    (
        "05-mean-gradient",
        "(dimensions,)",
        "lambda w, x, y: np.mean(x @ w - y)",
    ),
    (
        "05-batches",
        "new random order",
        "lambda x, y, batch_size, generator: [(x[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(x), batch_size)]",
    ),
    (
        "05-batches",
        "new random order",
        """def answer(x, y, batch_size, generator):
    order = np.random.default_rng(0).permutation(len(x))
    return [(x[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(x), batch_size)]
""",
    ),
    (
        "05-batches",
        "random order",
        """def answer(x, y, batch_size, generator):
    waiting, order = [], []
    for row in range(len(x)):
        waiting.append(row)
        if len(waiting) > 6:
            order.append(waiting.pop(generator.integers(6)))
    order += list(generator.permutation(waiting))
    return [(x[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(x), batch_size)]
""",
    ),
    (
        "05-batches",
        "random order",
        """def answer(x, y, batch_size, generator):
    order = np.roll(np.arange(len(x)), generator.integers(len(x)))
    return [(x[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(x), batch_size)]
""",
    ),
    (
        "05-batches",
        "`generator`",
        """def answer(x, y, batch_size, generator):
    order = np.random.permutation(len(x))
    return [(x[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(x), batch_size)]
""",
    ),
    (
        "05-batches",
        "comes once",
        """def answer(x, y, batch_size, generator):
    order = generator.integers(len(x), size=len(x))
    return [(x[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(x), batch_size)]
""",
    ),
    (
        "05-batches",
        "may be shorter",
        """def answer(x, y, batch_size, generator):
    order = generator.permutation(len(x))
    return [(x[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(x) - batch_size + 1, batch_size)]
""",
    ),
    (
        "05-batches",
        "new random order",
        """def answer(x, y, batch_size, generator):
    stride = next(s for s in (7, 11, 13, 17) if len(x) % s)
    order = (stride * np.arange(len(x)) + generator.integers(len(x))) % len(x)
    parts = [order[i : i + batch_size] for i in range(0, len(x), batch_size)]
    return [(x[part], y[part]) for part in parts]
""",
    ),
]
