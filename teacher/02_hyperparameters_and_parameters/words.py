"""Words of the exercises of lab 02, and answers that do not heed them."""

WORDS = [
    (
        "02-count",
        "any dense network",
        "lambda sizes: (sizes[0] + 1) * sizes[1] + (sizes[1] + 1) * sizes[-1]",
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
        "square kernels",
        "lambda k, c, f: (k * c * f + 3 * f, 2 * f)",
    ),
    (
        "02-counts",
        "biases",
        "lambda k, c, f: (k * k * c * f + 2 * f, 2 * f)",
    ),
    (
        "02-counts",
        "once per filter",
        "lambda k, c, f: (k * k * c * f + f + 2 * c, 2 * c)",
    ),
    (
        "02-counts",
        "trainable and non-trainable",
        "lambda k, c, f: (2 * f, k * k * c * f + 3 * f)",
    ),
    (
        "02-counts",
        "four numbers",
        "lambda k, c, f: (k * k * c * f + f, 4 * f)",
    ),
]
