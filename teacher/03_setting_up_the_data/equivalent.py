"""Small changes to the right answers of lab 03 that leave them right."""

EQUIVALENT = {
    "03-split": {
        "A seed from another range is as random.": [
            "split_scikit_learn: generator.integers(1000000000) -> generator.integers(1000000001)",
            "split_scikit_learn: generator.integers(1000000000) -> generator.integers(999999999)",
        ],
        "Classes that do not occur have no examples.": [
            "my_split: np.unique(y) -> np.unique(x)",
            "split_scikit_learn: np.unique(y) -> np.unique(x)",
            "split_mask: np.unique(y) -> np.unique(x)",
        ],
        "A class that is visited again gets the same choice.": [
            "split_random_keys: set(y.tolist()) -> y.tolist()",
        ],
        "Both have as many entries.": [
            "my_split: np.zeros(len(y), bool) -> np.zeros(len(x), bool)",
            "split_scikit_learn: np.arange(len(y)) -> np.arange(len(x))",
            "split_random_keys: generator.random(len(y)) -> generator.random(len(x))",
            "split_random_keys: np.zeros(len(y), bool) -> np.zeros(len(x), bool)",
            "split_mask: np.zeros(len(y), bool) -> np.zeros(len(x), bool)",
            "split_lists: range(len(y)) -> range(len(x))",
            "split_float32_in_place: generator.permutation(len(y)) -> generator.permutation(len(x))",
            "split_float32_in_place: range(len(y)) -> range(len(x))",
        ],
        "A copy or the array itself: the check passes a copy.": [
            "split_float32_in_place: (x[:], y[:]) -> (x, y[:])",
            "split_float32_in_place: (x[:], y[:]) -> (x[:], y)",
        ],
    },
    "03-folds": {
        "Any order is a right one.": [
            "folds_masks: np.random.default_rng(1) -> np.random.default_rng(2)",
            "folds_masks: np.random.default_rng(1) -> np.random.default_rng(0)",
        ],
    },
    "03-leaks": {},
}
