"""Words of the exercises of lab 03, and answers that do not heed them."""

WORDS = [
    (
        "03-split",
        "rounded",
        """def answer(x, y, fraction, generator):
    val = np.concatenate([generator.permutation(np.flatnonzero(y == c))[: int(fraction * np.sum(y == c))] for c in np.unique(y)])
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]
""",
    ),
    (
        "03-split",
        "rounded",
        """def answer(x, y, fraction, generator):
    val = np.concatenate([generator.permutation(np.flatnonzero(y == c))[: int(np.ceil(fraction * np.sum(y == c)))] for c in np.unique(y)])
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]
""",
    ),
    (
        "03-split",
        "rounded to the nearest",
        """def answer(x, y, fraction, generator):
    val = np.concatenate([generator.permutation(np.flatnonzero(y == c))[: max(1, round(fraction * np.sum(y == c)))] for c in np.unique(y)])
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]
""",
    ),
    (
        "03-split",
        "rounded to the nearest",
        """def answer(x, y, fraction, generator):
    from sklearn.model_selection import train_test_split
    seed = int(generator.integers(2**31))
    x_train, x_val, y_train, y_val = train_test_split(x, y, test_size=fraction, stratify=y, random_state=seed)
    return x_train, y_train, x_val, y_val
""",
    ),
    (
        "03-split",
        "from every class",
        """def answer(x, y, fraction, generator):
    val = np.concatenate([generator.permutation(np.flatnonzero(y == c))[: round(fraction * np.sum(y == c))] for c in range(len(np.unique(y)))])
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]
""",
    ),
    (
        "03-split",
        "at random",
        """def answer(x, y, fraction, generator):
    val = np.concatenate([generator.permutation(np.flatnonzero(y == c)[:-1])[: round(fraction * np.sum(y == c))] for c in np.unique(y)])
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]
""",
    ),
    (
        "03-split",
        "shape `(num_examples, num_features)`",
        """def answer(x, y, fraction, generator):
    x_train, y_train, x_val, y_val = my_split(x, y, fraction, generator)
    return np.c_[x_train, y_train], y_train, np.c_[x_val, y_val], y_val
""",
    ),
    (
        "03-split",
        "with `generator`",
        """def answer(x, y, fraction, generator):
    val = np.concatenate([np.random.permutation(np.flatnonzero(y == c))[: round(fraction * np.sum(y == c))] for c in np.unique(y)])
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]
""",
    ),
    (
        "03-split",
        "at random",
        """def answer(x, y, fraction, generator):
    val = np.concatenate([np.roll(np.flatnonzero(y == c), generator.integers(99))[: round(fraction * np.sum(y == c))] for c in np.unique(y)])
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]
""",
    ),
    (
        "03-split",
        "from every class",
        """def answer(x, y, fraction, generator):
    order = generator.permutation(len(y))
    cut = round(fraction * len(y))
    val, train = order[:cut], order[cut:]
    return x[train], y[train], x[val], y[val]
""",
    ),
    (
        "03-split",
        "go to validation",
        """def answer(x, y, fraction, generator):
    train = np.concatenate([generator.permutation(np.flatnonzero(y == c))[: round(fraction * np.sum(y == c))] for c in np.unique(y)])
    val = np.setdiff1d(np.arange(len(y)), train)
    return x[train], y[train], x[val], y[val]
""",
    ),
    (
        "03-split",
        "x_train, y_train, x_val, y_val",
        """def answer(x, y, fraction, generator):
    val = np.concatenate([generator.permutation(np.flatnonzero(y == c))[: round(fraction * np.sum(y == c))] for c in np.unique(y)])
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], x[val], y[train], y[val]
""",
    ),
    (
        "03-folds",
        "is used for validation once",
        "lambda n, k: [(np.setdiff1d(np.arange(n), p), p) for p in np.arange(n // k * k).reshape(k, -1)]",
    ),
    (
        "03-folds",
        "at most one",
        "lambda n, k: [(np.setdiff1d(np.arange(n), p), p) for p in np.split(np.arange(n), [n // k * i for i in range(1, k)])]",
    ),
    (
        "03-folds",
        "at most one",
        "lambda n, k: [(np.setdiff1d(np.arange(n), p), p) for p in (np.arange(n)[i * -(-n // k) : (i + 1) * -(-n // k)] for i in range(k))]",
    ),
    (
        "03-folds",
        "(train, val)",
        "lambda n, k: [(p, np.setdiff1d(np.arange(n), p)) for p in np.array_split(np.arange(n), k)]",
    ),
    (
        "03-folds",
        "from 0",
        "lambda n, k: [(np.setdiff1d(np.arange(1, n + 1), p), p) for p in np.array_split(np.arange(1, n + 1), k)]",
    ),
    (
        "03-leaks",
        '`"none"`',
        "lambda: {'a': 'none', 'b': 'selection', 'c': 'choosing'}",
    ),
]
