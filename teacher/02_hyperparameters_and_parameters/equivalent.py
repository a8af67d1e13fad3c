"""Small changes to the right answers of lab 02 that leave them right."""

EQUIVALENT = {
    "02-count": {
        "The number is whole already.": [
            "my_count: return total -> return np.rint(total)",
            "count_loop: return total -> return np.rint(total)",
            "count_float32_in_place: return products.sum() -> return np.rint(products.sum())",
            "count_pairs: return sum((n * m + m for n, m in itertools.pairwise(sizes.tolist()))) -> return np.rint(sum((n * m + m for n, m in itertools.pairwise(sizes.tolist()))))",
            "count_keras: return keras.Sequential([keras.Input((int(sizes[0]),)), *layers]).count_params() -> return np.rint(keras.Sequential([keras.Input((int(sizes[0]),)), *layers]).count_params())",
        ],
    },
    "02-counts": {
        "Double precision is right, too.": [
            "counts_float32: size, channels, kernel_size, filters = map(np.float32, numbers) -> pass"
        ],
        "The number is whole already.": [
            "counts_float32: return np.array([convolution, (size ** 2 * filters + 1) * 10]).tolist() -> return np.rint(np.array([convolution, (size ** 2 * filters + 1) * 10]).tolist())"
        ],
    },
    "02-kinds": {},
    "02-model": {
        "A batch of any size builds the network.": [
            "model_subclassed: (1, 8, 8, 1) -> (2, 8, 8, 1)",
            "model_subclassed: (1, 8, 8, 1) -> (0, 8, 8, 1)",
        ],
        "A network that was not called yet is built by the first call.": [
            "model_subclassed: network(keras.ops.zeros((1, 8, 8, 1))) -> keras.ops.zeros((1, 8, 8, 1))",
        ],
        "Keras hands `training` to the layers inside by itself.": [
            "model_subclassed: self.dropout(x, training=training) -> self.dropout(x)",
        ],
    },
}
