"""Small changes to the right answers of lab 11 that leave them right."""

EQUIVALENT = {
    "11-forward": {
        "A column is overwritten only after it was read.": [
            "forward_loop: np.empty_like(x) -> x",
        ],
        "The sign of a difference goes with its square.": [
            "forward_loop: column - np.mean(column) -> np.mean(column) - column",
            "forward_lists: value - mean -> mean - value",
        ],
        "Double precision is right, too.": [
            "forward_float32: x, gamma, beta = (each.astype(np.float32) for each in (x, gamma, beta)) -> pass",
        ],
    },
    "11-statistics": {
        "True and False count as 1 and 0.": [
            "statistics_in_place: bool(training) -> training",
        ],
        "The sign of a difference goes with its square.": [
            "statistics_lists: value - centre -> centre - value",
        ],
        "Double precision is right, too.": [
            "statistics_float32: mean, variance, x = (each.astype(np.float32) for each in (mean, variance, x)) -> pass",
        ],
    },
    "11-fold": {
        "The product of two vectors, or with a symmetric matrix, is the same from either side.": [
            "fold_diagonal: (bias - mean) @ scale -> scale @ (bias - mean)",
        ],
        "The check passes copies, so that work in place is right.": [
            "fold_loop: kernel, bias = (kernel.tolist(), list(bias)) -> pass",
        ],
        "Both have as many entries.": [
            "fold_loop: range(len(bias)) -> range(len(gamma))",
            "fold_loop: range(len(bias)) -> range(len(beta))",
            "fold_loop: range(len(bias)) -> range(len(mean))",
            "fold_loop: range(len(bias)) -> range(len(variance))",
        ],
    },
}
