"""Small changes to the right answers of lab 05 that leave them right."""

EQUIVALENT = {
    "05-num-updates": {
        "The number is whole already.": [
            "my_num_updates: return int(np.ceil(num_examples / batch_size)) * epochs -> return np.rint(int(np.ceil(num_examples / batch_size)) * epochs)",
            "updates_by_math: return math.ceil(num_examples / batch_size) * epochs -> return np.rint(math.ceil(num_examples / batch_size) * epochs)",
            "updates_by_loop: return count -> return np.rint(count)",
            "updates_by_remainder: return float((whole + (rest > 0)) * epochs) -> return np.rint(float((whole + (rest > 0)) * epochs))",
        ],
    },
    "05-mean-gradient": {
        "A list times an array gives an array of zeros.": [
            "gradient_by_loop: [0.0] * len(w) -> [0.0] * w",
        ],
        "The order of the two does not matter.": [
            "gradient_by_loop: zip(x_i, w, strict=True) -> zip(w, x_i, strict=True)",
        ],
        "Both have as many entries.": [
            "gradient_by_loop: error * value / len(y) -> error * value / len(x)",
            "gradient_in_place: x.sum(axis=0) / len(y) -> x.sum(axis=0) / len(x)",
        ],
        "Double precision is right, too.": [
            "gradient_in_float32: w, x, y = (values.astype(np.float32) for values in (w, x, y)) -> pass",
        ],
        "The sign of a difference goes with its square.": [
            "gradient_by_the_tape: tf.linalg.matvec(x, w) - y -> y - tf.linalg.matvec(x, w)",
        ],
    },
    "05-batches": {
        "Both have as many entries.": [
            "my_batches: generator.permutation(len(x)) -> generator.permutation(len(y))",
            "my_batches: range(0, len(x), batch_size) -> range(0, len(y), batch_size)",
            "batches_split: generator.permutation(len(x)) -> generator.permutation(len(y))",
            "batches_split: range(batch_size, len(x), batch_size) -> range(batch_size, len(y), batch_size)",
            "batches_in_place: np.arange(len(x)) -> np.arange(len(y))",
            "batches_in_place: range(0, len(x), batch_size) -> range(0, len(y), batch_size)",
            "batches_of_float32: generator.random(len(x)) -> generator.random(len(y))",
            "batches_of_float32: range(0, len(x), batch_size) -> range(0, len(y), batch_size)",
        ],
        "A copy or the array itself: the check passes a copy.": [
            "batches_in_place: (x[:], y[:]) -> (x, y[:])",
            "batches_in_place: (x[:], y[:]) -> (x[:], y)",
        ],
    },
}
