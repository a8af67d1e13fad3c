"""Words of the exercises of lab 10, and answers that do not heed them."""

WORDS = [
    (
        "10-condition-number",
        "column of ones",
        "lambda x: np.linalg.cond(x.T @ x)",
    ),
    (
        "10-condition-number",
        "largest one divided by the smallest",
        "lambda x: 1 / np.linalg.cond(np.c_[x, np.ones(len(x))].T @ np.c_[x, np.ones(len(x))])",
    ),
    (
        "10-condition-number",
        "second derivatives",
        "lambda x: np.linalg.cond(np.c_[x, np.ones(len(x))])",
    ),
    (
        "10-standardize",
        "constant in `x_train`",
        """def answer(x_train, x_val):
    m, s = x_train.mean(axis=0), x_train.std(axis=0)
    s[s == 0] = 1
    return (x_train - m) / s, (x_val - m) / s
""",
    ),
    (
        "10-standardize",
        "not divide",
        """def answer(x_train, x_val):
    m, s = x_train.mean(axis=0), x_train.std(axis=0) + 1e-8
    return (x_train - m) / s, (x_val - m) / s
""",
    ),
    (
        "10-standardize",
        "subtract its mean",
        """def answer(x_train, x_val):
    m, s = x_train.mean(axis=0), x_train.std(axis=0)
    same = np.ptp(x_train, axis=0) == 0
    m[same], s[same] = 0, 1
    return (x_train - m) / s, (x_val - m) / s
""",
    ),
    (
        "10-standardize",
        "constant",
        """def answer(x_train, x_val):
    m, s = x_train.mean(axis=0), x_train.std(axis=0)
    s[s < 0.01] = 1
    return (x_train - m) / s, (x_val - m) / s
""",
    ),
    (
        "10-standardize",
        "both parts",
        "lambda x_train, x_val: tuple((x - x.mean(axis=0)) / np.where(np.ptp(x, axis=0) > 0, x.std(axis=0), 1) for x in (x_train, x_val))",
    ),
    (
        "10-min-max",
        "every feature",
        "lambda x_train, x_val: tuple(2 * (x - x_train.min()) / np.ptp(x_train) - 1 for x in (x_train, x_val))",
    ),
    (
        "10-min-max",
        "from $-1$ to 1",
        "lambda x_train, x_val: tuple((x - x_train.min(axis=0)) / np.ptp(x_train, axis=0) for x in (x_train, x_val))",
    ),
    (
        "10-min-max",
        "of `x_train`",
        "lambda x_train, x_val: tuple(2 * (x - x.min(axis=0)) / np.ptp(x, axis=0) - 1 for x in (x_train, x_val))",
    ),
    (
        "10-raw-weights",
        "the same predictions",
        "lambda kernel, bias, mean, std: (kernel / std[:, None], bias)",
    ),
    (
        "10-raw-weights",
        "raw",
        "lambda kernel, bias, mean, std: (kernel * std[:, None], bias + mean @ kernel)",
    ),
]
