"""Small changes to the right answers of lab 06 that leave them right."""

EQUIVALENT = {
    "06-velocity": {
        "A list times an array gives an array of zeros.": [
            "velocity_lists: len(gradients[0]) -> gradients[0]",
        ],
        "Both have as many entries.": [
            "velocity_lists: gradients[0] -> gradients[-1]",
        ],
        "Double precision is right, too.": [
            "velocity_float32: gradients = gradients.astype(np.float32) -> pass",
            "velocity_float32: np.arange(len(gradients), dtype=np.float32) -> np.arange(len(gradients))",
        ],
    },
    "06-effective-rate": {
        "The terms left at the end are below any rounding.": [
            "new_rate_series: for age in range(2000) -> for age in range(2001)",
            "new_rate_series: for age in range(2000) -> for age in range(1999)",
        ],
    },
    "06-averaged-step": {},
    "06-nesterov-step": {},
}
