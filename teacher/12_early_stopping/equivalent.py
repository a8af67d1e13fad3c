"""Small changes to the right answers of lab 12 that leave them right."""

EQUIVALENT = {
    "12-stopping-epochs": {
        "The first value is the best one anyway, and sets them.": [
            "my_stopping_epochs: best, kept = (np.inf, 0) -> best, kept = (np.inf, 1)",
            "my_stopping_epochs: best, kept = (np.inf, 0) -> best, kept = (np.inf, -1)",
            "stopping_counter: (None, 0, 0) -> (None, 1, 0)",
            "stopping_counter: (None, 0, 0) -> (None, -1, 0)",
            "stopping_counter: (None, 0, 0) -> (None, 0, 1)",
            "stopping_counter: (None, 0, 0) -> (None, 0, -1)",
            "stopping_in_place: kept = 0 -> pass",
            "stopping_in_place: kept = 0 -> kept = 1",
            "stopping_in_place: kept = 0 -> kept = -1",
        ],
        "The first value is compared with itself.": [
            "stopping_lists: range(1, len(values)) -> range(0, len(values))",
        ],
        "Epoch 0 is kept until there is a better one.": [
            "stopping_arrays: (True, curve[1:] < lowest[:-1]) -> (False, curve[1:] < lowest[:-1])",
            "stopping_arrays: np.where(is_best, epochs, 0) -> np.where(is_best, epochs, -1)",
        ],
        "The order of the values stays.": [
            "stopping_in_place: curve *= -1 -> curve /= -1",
            "stopping_in_place: curve *= -1 -> curve *= -2",
        ],
        "A number either way.": [
            "stopping_in_place: np.int32(kept) -> kept",
        ],
    },
    "12-smallest-patience": {
        "The number is whole already.": [
            "my_smallest_patience: return longest -> return np.rint(longest)",
            "patience_records: return np.diff(epochs).max() -> return np.rint(np.diff(epochs).max())",
            "patience_loop: return longest -> return np.rint(longest)",
            "patience_tried: return float(patience) -> return np.rint(float(patience))",
        ],
        "The minimum is never at epoch 0: some wait of at least 1 is counted.": [
            "my_smallest_patience: kept, longest = (0, 1) -> kept, longest = (1, 1)",
            "my_smallest_patience: kept, longest = (0, 1) -> kept, longest = (0, 0)",
            "patience_loop: best, longest = (0, 1) -> best, longest = (0, 0)",
        ],
        "The order of the two does not matter.": [
            "my_smallest_patience: max(longest, epoch - kept) -> max(epoch - kept, longest)",
            "patience_loop: max(longest, epoch - best) -> max(epoch - best, longest)",
        ],
        "The first value is compared with itself.": [
            "patience_loop: range(1, len(curve)) -> range(0, len(curve))",
        ],
        "A patience of 0 never reaches a minimum behind epoch 0.": [
            "patience_tried: patience = 1 -> patience = 0",
        ],
    },
    "12-optimism": {
        "Both have as many entries.": [
            "optimism_rows: len(chosen_on) -> len(judged_on)",
        ],
        "Double precision is right, too.": [
            "optimism_float32: chosen_on, judged_on = (chosen_on.astype('float32'), judged_on.astype('float32')) -> pass",
        ],
        "A list of one: its first entry is its last.": [
            "optimism_lists: [np.mean(gaps)][0] -> [np.mean(gaps)][-1]",
        ],
    },
}
