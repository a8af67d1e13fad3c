"""Small changes to the right answers of lab 08 that leave them right."""

EQUIVALENT = {
    "08-smooth": {
        "The order of the two does not matter.": [
            "smooth_convolved: np.convolve(losses, np.full(window, 1 / window), mode='valid') -> np.convolve(np.full(window, 1 / window), losses, mode='valid')",
        ],
        "A constant in front falls out of every difference.": [
            "smooth_sums: np.insert(losses, 0, 0.0) -> np.insert(losses, 0, 1.0)",
        ],
        "The last axis is the second one.": [
            "smooth_windows: np.lib.stride_tricks.sliding_window_view(losses, window).mean(axis=-1) -> np.lib.stride_tricks.sliding_window_view(losses, window).mean(axis=1)",
        ],
    },
    "08-diagnosis": {
        "Another border or stretch that is as sensible: the kinds lie far apart.": [
            "my_diagnosis: np.std(np.diff(losses)) > 0.08 * start -> np.std(np.diff(losses)) >= 0.08 * start",
            "my_diagnosis: end > 0.35 * start -> end >= 0.35 * start",
            "my_diagnosis: end < 0.9 * start -> end <= 0.9 * start",
            "my_diagnosis: np.std(np.diff(losses)) -> np.std(np.diff(losses), ddof=1)",
            "my_diagnosis: 0.08 * start -> 0.08800000000000001 * start",
            "my_diagnosis: 0.35 * start -> 0.385 * start",
            "my_diagnosis: losses[-40:] -> losses[-41:]",
            "my_diagnosis: losses[-40:] -> losses[-39:]",
            "diagnosis_end_and_jumps: losses[-40:].mean() > 0.4 * losses[0] -> losses[-40:].mean() >= 0.4 * losses[0]",
            "diagnosis_end_and_jumps: np.abs(np.diff(losses)).mean() > 0.05 * losses[0] -> np.abs(np.diff(losses)).mean() >= 0.05 * losses[0]",
            "diagnosis_end_and_jumps: losses[-40:].mean() > 0.95 * losses[0] -> losses[-40:].mean() >= 0.95 * losses[0]",
            "diagnosis_end_and_jumps: 0.4 * losses[0] -> 0.44000000000000006 * losses[0]",
            "diagnosis_end_and_jumps: 0.05 * losses[0] -> 0.05500000000000001 * losses[0]",
            "diagnosis_end_and_jumps: 0.05 * losses[0] -> 0.05 * losses[1]",
            "diagnosis_end_and_jumps: losses[-40:] -> losses[-41:]",
            "diagnosis_end_and_jumps: losses[-40:] -> losses[-39:]",
            "diagnosis_end_and_jumps: 0.4 * losses[0] -> 0.4 * losses[1]",
            "diagnosis_end_and_jumps: losses[-40:] -> losses",
            "diagnosis_end_and_jumps: losses[-40:] -> losses[40:]",
            "diagnosis_middles: np.diff(losses).std() / losses[0] > 0.1 -> np.diff(losses).std() / losses[0] >= 0.1",
            "diagnosis_middles: end < 0.475 -> end <= 0.475",
            "diagnosis_middles: np.diff(losses).std() / losses[0] > 0.1 -> np.diff(losses).std() / losses[0] > 0.11000000000000001",
            "diagnosis_middles: not end < 0.895 -> not end <= 0.895",
            "diagnosis_middles: end < 0.475 -> end < 0.5225",
            "diagnosis_middles: np.diff(losses).std() -> np.diff(losses).std(ddof=1)",
            "diagnosis_middles: np.diff(losses).std() / losses[0] -> np.diff(losses).std() / losses[1]",
            "diagnosis_middles: losses[-40:] -> losses[-41:]",
            "diagnosis_middles: losses[-40:] -> losses[-39:]",
            "diagnosis_lists: end >= 0.9 * first -> end > 0.9 * first",
            "diagnosis_lists: first / 2 - 0.1 * first -> first / 2 + 0.1 * first",
            "diagnosis_lists: first / 2 - 0.1 * first -> first / 2 - -0.1 * first",
            "diagnosis_does_it_still_fall: end < 0.9 * losses[0] -> end <= 0.9 * losses[0]",
            "diagnosis_does_it_still_fall: falls < -0.9 -> falls <= -0.9",
            "diagnosis_does_it_still_fall: losses[0] / 3 -> losses[1] / 3",
            "diagnosis_does_it_still_fall: losses[-40:] -> losses[-41:]",
            "diagnosis_does_it_still_fall: losses[-40:] -> losses[-39:]",
            "diagnosis_does_it_still_fall: falls < -0.9 -> falls < -0.9900000000000001",
            "diagnosis_lists: statistics.stdev(changes) > 0.1 * first -> statistics.stdev(changes) >= 0.1 * first",
            "diagnosis_lists: statistics.stdev(changes) > 0.1 * first -> statistics.stdev(changes) > 0.11000000000000001 * first",
            "diagnosis_lists: end > first / 2 - 0.1 * first -> end >= first / 2 - 0.1 * first",
            "diagnosis_lists: first / 2 - 0.1 * first -> first / 2",
            "diagnosis_lists: -len(losses) // 5 -> -len(losses) // 6",
            "diagnosis_lists: -len(losses) // 5 -> -len(losses) // 4",
            "diagnosis_lists: first / 2 - 0.1 * first -> first / 3 - 0.1 * first",
            "diagnosis_lists: first / 2 - 0.1 * first -> first / 2 - 0.11000000000000001 * first",
            "diagnosis_does_it_still_fall: end > losses[0] / 3 -> end >= losses[0] / 3",
            "diagnosis_does_it_still_fall: np.std(np.diff(losses)) < 0.1 * losses[0] -> np.std(np.diff(losses)) <= 0.1 * losses[0]",
            "diagnosis_does_it_still_fall: losses[0] / 3 -> losses[0] / 4",
            "diagnosis_does_it_still_fall: losses[0] / 3 -> losses[0] / 2",
            "diagnosis_does_it_still_fall: np.std(np.diff(losses)) -> np.std(np.diff(losses), ddof=1)",
            "diagnosis_does_it_still_fall: 0.1 * losses[0] -> 0.11000000000000001 * losses[0]",
            "diagnosis_does_it_still_fall: 0.1 * losses[0] -> 0.1 * losses[1]",
        ],
        "A correlation is the same either way.": [
            "diagnosis_does_it_still_fall: np.corrcoef(losses, np.arange(len(losses))) -> np.corrcoef(np.arange(len(losses)), losses)",
            "diagnosis_does_it_still_fall: np.corrcoef(losses, np.arange(len(losses)))[0, 1] -> np.corrcoef(losses, np.arange(len(losses)))[1, 0]",
        ],
        "A list either way.": [
            "diagnosis_lists: losses = [float(loss) for loss in losses] -> pass",
        ],
        "The deviation of changes does not depend on their sign.": [
            "diagnosis_lists: [b - a for a, b in itertools.pairwise(losses)] -> [a - b for a, b in itertools.pairwise(losses)]",
        ],
    },
    "08-rates": {
        "Double precision is right, too.": [
            "rates_float32: np.arange(epochs * steps_per_epoch, dtype=np.float32) -> np.arange(epochs * steps_per_epoch)",
        ],
    },
    "08-range-test": {
        "Behind the lowest loss the next step falls less, or has no whole window.": [
            "range_test_loop: int(np.argmin(losses)) + 1 -> int(np.argmin(losses)) + 2",
            "range_test_float32: falls[:last + 1] -> falls[:last + 2]",
            "range_test_lists: range(window, lowest + 1) -> range(window, lowest + 2)",
        ],
        "A common factor does not move the maximum.": [
            "my_range_test: np.mean(losses[t - window:t] - losses[t:t + window]) -> np.sum(losses[t - window:t] - losses[t:t + window])",
            "range_test_float32: np.repeat(np.float32([-1, 1]), window) / window -> np.repeat(np.float32([-1, 1]), window) * window",
            "range_test_float32: np.repeat(np.float32([-1, 1]), window) / window -> window / np.repeat(np.float32([-1, 1]), window)",
            "range_test_float32: np.repeat(np.float32([-1, 1]), window) / window -> np.repeat(np.float32([-1, 1]), window)",
            "range_test_float32: np.convolve(losses, kernel, mode='valid') -> np.convolve(kernel, losses, mode='valid')",
        ],
        "Equal values never meet there.": [
            "range_test_loop: before - after > best -> before - after >= best",
        ],
        "A list of one: its first entry is its last.": [
            "range_test_sums: [rates[steps[np.argmax(falls)]]][0] -> [rates[steps[np.argmax(falls)]]][-1]",
        ],
        "Double precision is right, too.": [
            "range_test_float32: losses = losses.astype(np.float32) -> pass",
        ],
    },
}
