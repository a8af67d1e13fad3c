"""Small changes to the right answers of lab 15 that leave them right."""

EQUIVALENT = {
    "15-log-uniform": {
        "Double precision is right, too.": [
            "log_uniform_float32: generator.random(size, dtype=np.float32) -> generator.random(size)",
        ],
    },
    "15-improvement": {
        "The order of the two does not matter.": [
            "my_improvement: np.maximum(gain, 0) -> np.maximum(0, gain)",
            "improvement_plain: np.maximum(gain, 0) -> np.maximum(0, gain)",
            "improvement_loop: max(m - best, 0.0) -> max(0.0, m - best)",
            "improvement_tiny_std: np.maximum(std, 1e-12) -> np.maximum(1e-12, std)",
        ],
        "Where `std` is 0 this value is not used.": [
            "my_improvement: np.where(std > 0, std, 1) -> np.where(std >= 0, std, 1)",
            "my_improvement: np.where(std > 0, std, 1) -> np.where(std > 0, std, 2)",
            "my_improvement: np.where(std > 0, std, 1) -> np.where(std > 0, std, 0)",
            "my_improvement: np.where(std > 0, std, 1) -> np.where(std > -1, std, 1)",
            "improvement_plain: np.divide(gain, std, out=np.zeros_like(gain), where=std > 0) -> np.divide(gain, std, where=std > 0)",
            "improvement_plain: np.divide(gain, std, out=np.zeros_like(gain), where=std > 0) -> np.divide(gain, std, out=np.zeros_like(gain))",
            "improvement_plain: where=std > 0 -> where=std >= 0",
            "improvement_plain: where=std > 0 -> where=std > -1",
        ],
        "Any tiny deviation will do.": [
            "improvement_tiny_std: np.maximum(std, 1e-12) -> np.maximum(std, 1.1000000000000002e-12)",
            "improvement_float32: np.float32(1e-07) -> np.float32(1.1e-07)",
        ],
        "Double precision is right, too.": [
            "improvement_float32: mean, std = (mean.astype(np.float32), std.astype(np.float32) + np.float32(1e-07)) -> pass",
        ],
    },
    "15-budget": {
        "Of equal scores either is the best.": [
            "budget_loop: score > best -> score >= best",
        ],
    },
}
