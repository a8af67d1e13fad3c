"""Small changes to the right answers of lab 14 that leave them right."""

EQUIVALENT = {
    "14-dropout": {
        "A seed from another range is as random.": [
            "dropout_keras: generator.integers(1000000000) -> generator.integers(1000000001)",
            "dropout_keras: generator.integers(1000000000) -> generator.integers(999999999)",
        ],
        "A draw never equals the rate.": [
            "my_dropout: generator.random(x.shape) >= rate -> generator.random(x.shape) > rate",
            "dropout_plain: generator.random(x.shape) < rate -> generator.random(x.shape) <= rate",
            "dropout_loop: generator.random() < 1 - rate -> generator.random() <= 1 - rate",
        ],
        "Double precision is right, too.": [
            "dropout_float32: x = x.astype(np.float32) -> pass",
        ],
    },
    "14-backward": {},
    "14-ensemble": {},
}
