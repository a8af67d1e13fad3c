"""Words of the exercises of lab 07, and answers that do not heed them."""

WORDS = [
    (
        "07-sigmoid-slope",
        "derivative",
        "lambda z: 1 / (1 + np.exp(-z))",
    ),
    (
        "07-sigmoid-slope",
        "given sums",
        "lambda z: z * (1 - z)",
    ),
    (
        "07-sigmoid-slope",
        "of any shape",
        "lambda z: [np.exp(-v) / (1 + np.exp(-v)) ** 2 for v in z.ravel()]",
    ),
    (
        "07-sigmoid-slope",
        "of any shape",
        "lambda z: np.atleast_1d(np.exp(-z) / (1 + np.exp(-z)) ** 2)",
    ),
    (
        "07-elu",
        "the slope of either side is accepted",
        "lambda z, alpha: (np.where(z > 0, z, alpha * (np.exp(z) - 1)), (z > 0) + (z < 0) * alpha * np.exp(z))",
    ),
    (
        "07-elu",
        "the slope of either side is accepted",
        "lambda z, alpha: (np.where(z > 0, z, alpha * (np.exp(z) - 1)), np.where(z == 0, (1 + alpha) / 2, np.where(z > 0, 1, alpha * np.exp(z))))",
    ),
    (
        "07-elu",
        "of any shape",
        "lambda z, alpha: (np.atleast_1d(np.where(z > 0, z, alpha * (np.exp(z) - 1))), np.atleast_1d(np.where(z > 0, 1, alpha * np.exp(z))))",
    ),
    (
        "07-elu",
        "`alpha`",
        "lambda z, alpha: (np.where(z > 0, z, np.exp(z) - 1), np.where(z > 0, 1, np.exp(z)))",
    ),
    (
        "07-elu",
        "slopes",
        "lambda z, alpha: (np.where(z > 0, z, alpha * (np.exp(z) - 1)), np.where(z > 0, 1, alpha * (np.exp(z) - 1)))",
    ),
    (
        "07-elu",
        "the values and the slopes",
        "lambda z, alpha: (np.where(z > 0, 1, alpha * np.exp(z)), np.where(z > 0, z, alpha * (np.exp(z) - 1)))",
    ),
    (
        "07-elu",
        "in the shape of `z`",
        "lambda z, alpha: (np.where(z > 0, z, alpha * (np.exp(z) - 1)).ravel(), np.where(z > 0, 1, alpha * np.exp(z)).ravel())",
    ),
    (
        "07-maxout",
        "any number of pieces",
        "lambda x, kernel, bias: np.maximum(x @ kernel[:, 0] + bias[0], x @ kernel[:, min(1, len(bias) - 1)] + bias[min(1, len(bias) - 1)])",
    ),
    (
        "07-maxout",
        "largest",
        "lambda x, kernel, bias: (np.tensordot(x, kernel, axes=1) + bias).mean(axis=1)",
    ),
    (
        "07-maxout",
        "for every example",
        "lambda x, kernel, bias: (np.tensordot(x, kernel, axes=1) + bias).max(axis=(0, 1))",
    ),
    (
        "07-pick",
        "share an unknown factor",
        "lambda gradients: 'relu' if (gradients[0] == 0).mean() > 0.1 else 'sigmoid' if np.linalg.norm(gradients[0]) < 1e-6 else 'tanh'",
    ),
    (
        "07-pick",
        "six to ten hidden layers",
        "lambda gradients: 'relu' if (gradients[0] == 0).mean() > 0.1 else 'sigmoid' if np.linalg.norm(gradients[0]) < 1e-4 * np.linalg.norm(gradients[-1]) else 'tanh'",
    ),
    (
        "07-pick",
        '`"tanh"`',
        "lambda gradients: 'relu' if (gradients[0] == 0).mean() > 0.1 else 'sigmoid'",
    ),
]
