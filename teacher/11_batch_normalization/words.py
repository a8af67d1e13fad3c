"""Words of the exercises of lab 11, and answers that do not heed them."""

WORDS = [
    (
        "11-forward",
        "over its batch",
        "lambda x, gamma, beta, epsilon: gamma * (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + epsilon) + beta",
    ),
    (
        "11-forward",
        "`gamma`",
        "lambda x, gamma, beta, epsilon: (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + epsilon) + beta",
    ),
    (
        "11-forward",
        "epsilon",
        "lambda x, gamma, beta, epsilon: gamma * (x - x.mean(axis=0)) / x.std(axis=0) + beta",
    ),
    (
        "11-statistics",
        "`training`",
        "lambda mean, variance, x, m, training: (m * mean + (1 - m) * x.mean(axis=0), m * variance + (1 - m) * x.var(axis=0))",
    ),
    (
        "11-statistics",
        "momentum",
        "lambda mean, variance, x, m, training: ((1 - m) * mean + m * x.mean(axis=0), (1 - m) * variance + m * x.var(axis=0)) if training else (mean, variance)",
    ),
    (
        "11-fold",
        "the same result as the two layers",
        "lambda kernel, bias, gamma, beta, mean, variance, epsilon: (kernel * gamma / np.sqrt(variance + epsilon), bias)",
    ),
]
