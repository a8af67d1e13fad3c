"""Small changes to the right answers of lab 13 that leave them right."""

EQUIVALENT = {
    "13-l2": {
        "A list times an array gives an array of zeros.": [
            "l2_loop: [0] * len(bias) -> [0] * bias",
        ],
        "Double precision is right, too.": [
            "l2_float32: kernel = kernel.astype(np.float32) -> pass",
            "l2_float32: strength = np.float32(strength) -> pass",
        ],
    },
    "13-soft-threshold": {
        "The order of the two does not matter.": [
            "my_soft_threshold: np.maximum(np.abs(w) - threshold, 0) -> np.maximum(0, np.abs(w) - threshold)",
            "threshold_sign: np.maximum(np.abs(w) - threshold, 0) -> np.maximum(0, np.abs(w) - threshold)",
            "threshold_clip: np.clip(w, -threshold, threshold) -> np.clip(-threshold, w, threshold)",
        ],
        "Zero lies within the threshold.": [
            "threshold_where: np.where(w > 0, w - threshold, w + threshold) -> np.where(w >= 0, w - threshold, w + threshold)",
        ],
        "At the threshold both rules give 0.": [
            "threshold_where: np.abs(w) > threshold -> np.abs(w) >= threshold",
            "threshold_lists: value > threshold -> value >= threshold",
            "threshold_lists: value < -threshold -> value <= -threshold",
            "threshold_in_place: np.abs(w) <= threshold -> np.abs(w) < threshold",
        ],
        "A sign is 1 or -1: dividing by it is multiplying.": [
            "threshold_in_place: threshold * np.sign(w) -> threshold / np.sign(w)",
        ],
    },
    "13-decayed-layer": {},
    "13-decayed-step": {},
}
