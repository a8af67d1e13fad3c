"""Small changes to the right answers of lab 10 that leave them right."""

EQUIVALENT = {
    "10-condition-number": {
        "A common factor leaves the ratio of the eigenvalues alone.": [
            "condition_eigenvalues: 2 / len(x) * inputs.T -> inputs.T",
            "condition_eigenvalues: 2 / len(x) * inputs.T -> 2 * len(x) * inputs.T",
            "condition_eigenvalues: 2 / len(x) * inputs.T -> len(x) / 2 * inputs.T",
            "condition_eigenvalues: 2 / len(x) * inputs.T -> 2 * inputs.T",
            "condition_eigenvalues: 2 / len(x) * inputs.T -> len(x) * inputs.T",
            "condition_eigenvalues: 2 / len(x) * inputs.T -> 3 / len(x) * inputs.T",
            "condition_eigenvalues: 2 / len(x) * inputs.T -> 1 / len(x) * inputs.T",
        ],
        "The sign of the constant input turns the bias around, not the curvature.": [
            "condition_loops: [[*row, 1.0] for row in x.tolist()] -> [[*row, -1.0] for row in x.tolist()]",
        ],
        "Both have as many entries.": [
            "condition_loops: len(rows[0]) -> len(rows[1])",
            "condition_loops: len(rows[0]) -> len(rows[-1])",
        ],
    },
    "10-standardize": {
        "The sign of a difference goes with its square.": [
            "standardize_loops: value - mean -> mean - value",
        ],
        "The two parts do not depend on one another.": [
            "standardize_in_place: (x_train, x_val) -> (x_val, x_train)",
        ],
        "Deviations lie far above the border, or are rounding.": [
            "standardize_in_place: std[std < 1e-09] -> std[std <= 1e-09]",
            "standardize_in_place: std[std < 1e-09] -> std[std < 1.1000000000000001e-09]",
        ],
    },
    "10-min-max": {
        "The two parts do not depend on one another.": [
            "min_max_in_place: (x_train, x_val) -> (x_val, x_train)",
        ],
    },
    "10-raw-weights": {
        "Both have as many entries.": [
            "raw_from_predictions: np.zeros(len(mean)) -> np.zeros(len(kernel))",
            "raw_from_predictions: np.zeros(len(mean)) -> np.zeros(len(std))",
            "raw_from_predictions: np.eye(len(mean)) -> np.eye(len(kernel))",
            "raw_from_predictions: np.eye(len(mean)) -> np.eye(len(std))",
        ],
    },
}
