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
            "counts_float32: kernel_size, channels, filters = map(np.float32, (kernel_size, channels, filters)) -> pass",
        ],
        "The number is whole already.": [
            "counts_float32: return np.array([(kernel_size ** 2 * channels + 3) * filters, 2 * filters]).tolist() -> return np.rint(np.array([(kernel_size ** 2 * channels + 3) * filters, 2 * filters]).tolist())",
            "counts_keras: return tuple((sum((w.numpy().size for w in weights)) for weights in (model.trainable_weights, model.non_trainable_weights))) -> return np.rint(tuple((sum((w.numpy().size for w in weights)) for weights in (model.trainable_weights, model.non_trainable_weights))))",
        ],
        "The numbers do not depend on the size of the image.": [
            "counts_keras: (20, 20, channels) -> (21, 20, channels)",
            "counts_keras: (20, 20, channels) -> (19, 20, channels)",
            "counts_keras: (20, 20, channels) -> (20, 21, channels)",
            "counts_keras: (20, 20, channels) -> (20, 19, channels)",
        ],
    },
    "02-kinds": {},
    "02-model": {},
}
