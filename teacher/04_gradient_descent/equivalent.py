"""Small changes to the right answers of lab 04 that leave them right."""

EQUIVALENT = {
    "04-central-differences": {
        "A list times an array gives an array of zeros.": [
            "differences_of_lists: [0.0] * len(w) -> [0.0] * w",
        ],
        "Every place is overwritten.": [
            "differences_of_lists: [0.0] * len(w) -> [1.0] * len(w)",
        ],
    },
    "04-one-step": {
        "Both have as many entries.": [
            "step_vectorised: np.ones_like(x) -> np.ones_like(y)",
            "step_vectorised: 2 / len(x) * inputs.T -> 2 / len(y) * inputs.T",
            "step_loop: 2 * error * x_i * x_i / len(x) -> 2 * error * x_i * x_i / len(y)",
            "step_loop: 2 * error / len(x) -> 2 * error / len(y)",
        ],
        "Double precision is right, too.": [
            "step_float32: x, y = (x.astype(np.float32), y.astype(np.float32)) -> pass",
        ],
        "The sign of a difference goes with its square.": [
            "step_tape: w * x ** 2 + b - y -> y - (w * x ** 2 + b)",
        ],
    },
    "04-largest-rate": {
        "It has converged long before.": [
            "rate_by_power_iteration: range(20000) -> range(20001)",
            "rate_by_power_iteration: range(20000) -> range(19999)",
        ],
        "The product of two vectors, or with a symmetric matrix, is the same from either side.": [
            "rate_by_power_iteration: w = hessian @ w -> w = w @ hessian",
            "rate_by_power_iteration: w @ hessian @ w -> w @ (w @ hessian)",
            "rate_by_power_iteration: w @ hessian @ w -> hessian @ w @ w",
        ],
    },
}
