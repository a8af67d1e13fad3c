"""Words of the exercises of lab 02, and answers that do not heed them."""

MODEL = """def answer(*settings):
    network = my_model(*settings)
    {change}
    rate = keras.optimizers.Adam(settings[-1])
    network.compile(rate, "sparse_categorical_crossentropy", metrics=[{metric}])
    return network
"""
KINDS = """def answer():
    kinds = my_kinds()
    {change}
    return kinds
"""
WORDS = [
    (
        "02-kinds",
        '`"hyperparameter"`, `"parameter"` and `"neither"`',
        KINDS.format(change="kinds['parameters'] = kinds.pop('parameter')"),
    ),
    (
        "02-kinds",
        "the list of its quantities",
        KINDS.format(
            change="kinds = {kind: ', '.join(names) for kind, names in kinds.items()}"
        ),
    ),
    (
        "02-kinds",
        "ready to copy",
        KINDS.format(change="kinds['neither'][0] = 'loss'"),
    ),
    (
        "02-model",
        "everything else stays as it is",
        MODEL.format(change="network.add(keras.layers.Softmax())", metric='"accuracy"'),
    ),
    (
        "02-model",
        "everything else stays as it is",
        MODEL.format(change="pass", metric="keras.metrics.CategoricalAccuracy()"),
    ),
    (
        "02-model",
        "everything else stays as it is",
        """def answer(*settings):
    network = my_model(*settings)
    rate = keras.optimizers.Adam(settings[-1], amsgrad=True)
    network.compile(rate, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return network
""",
    ),
    (
        "02-model",
        "everything else stays as it is",
        MODEL.format(
            change="[layer.set_weights([0 * w for w in layer.get_weights()]) for layer in network.layers[:-1]]",
            metric='"accuracy"',
        ),
    ),
    (
        "02-model",
        "share",
        """def answer(num_layers, filters, kernel_size, activation, rate, learning_rate):
    given = keras.activations.get(activation)
    return my_model(num_layers, filters, kernel_size, lambda z: keras.activations.relu(given(z)), rate, learning_rate)
""",
    ),
    (
        "02-count",
        "any dense network",
        "lambda sizes: (sizes[0] + 1) * sizes[1] + (sizes[1] + 1) * sizes[-1]",
    ),
    (
        "02-count",
        "any dense network",
        "lambda sizes: sum((sizes[list(sizes).index(m) - 1] + 1) * m for m in sizes[1:])",
    ),
    (
        "02-count",
        "any dense network",
        "lambda sizes: sum((n + 1) * m for n, m in set(zip(sizes, sizes[1:])))",
    ),
    (
        "02-count",
        "parameters",
        "lambda sizes: sum(a * b for a, b in zip(sizes, sizes[1:]))",
    ),
    (
        "02-count",
        "the input first",
        "lambda sizes: sum(a * b + b for a, b in zip(sizes[::-1], sizes[::-1][1:]))",
    ),
    (
        "02-count",
        "one number",
        "lambda sizes: [a * b + b for a, b in zip(sizes, sizes[1:])]",
    ),
    (
        "02-counts",
        "`kernel_size` \u00d7 `kernel_size`",
        "lambda s, c, k, f: (k * c * f + f, s * s * f * 10 + 10)",
    ),
    (
        "02-counts",
        "and biases",
        "lambda s, c, k, f: (k * k * c * f, s * s * f * 10 + 10)",
    ),
    (
        "02-counts",
        "`channels` channels",
        "lambda s, c, k, f: (k * k * f + f, s * s * f * 10 + 10)",
    ),
    (
        "02-counts",
        '`padding="same"`',
        "lambda s, c, k, f: (k * k * c * f + f, (s - k + 1) ** 2 * f * 10 + 10)",
    ),
    (
        "02-counts",
        '`padding="same"`',
        "lambda s, c, k, f: (k * k * c * f + f, (s + 1 - k % 2) ** 2 * f * 10 + 10)",
    ),
    (
        "02-counts",
        "`size` rows, `size` columns",
        "lambda s, c, k, f: (k * k * c * f + f, s * f * 10 + 10)",
    ),
    (
        "02-counts",
        "10 units",
        "lambda s, c, k, f: (k * k * c * f + f, s * s * f + 1)",
    ),
    (
        "02-counts",
        "the parameters of the convolution and those of the dense layer",
        "lambda s, c, k, f: (s * s * f * 10 + 10, k * k * c * f + f)",
    ),
    (
        "02-counts",
        "two numbers",
        "lambda s, c, k, f: k * k * c * f + f + s * s * f * 10 + 10",
    ),
]
