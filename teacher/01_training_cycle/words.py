"""Words of the exercises of lab 01, and answers that do not heed them."""

WORDS = [
    (
        "01-empirical-loss",
        "mean",
        "lambda predictions, targets, loss: np.sum(loss(predictions, targets))",
    ),
    (
        "01-empirical-loss",
        "mean",
        "lambda predictions, targets, loss: np.median(loss(predictions, targets))",
    ),
    (
        "01-empirical-loss",
        "all examples",
        "lambda predictions, targets, loss: np.mean(loss(predictions[1:], targets[1:]))",
    ),
    (
        "01-empirical-loss",
        "loss(predictions, targets)",
        "lambda predictions, targets, loss: np.mean(loss(targets, predictions))",
    ),
    (
        "01-empirical-loss",
        "a function",
        "lambda predictions, targets, loss: np.mean((predictions - targets) ** 2)",
    ),
    (
        "01-empirical-loss",
        "one number",
        "lambda predictions, targets, loss: loss(predictions, targets)",
    ),
    (
        "01-bias-and-variance",
        "squared bias",
        "lambda predictions, truth: (np.mean(np.abs(predictions.mean(axis=0) - truth)), predictions.var(axis=0).mean())",
    ),
    (
        "01-bias-and-variance",
        "squared bias",
        "lambda predictions, truth: (np.mean(predictions.mean(axis=0) - truth) ** 2, np.var(predictions))",
    ),
    (
        "01-bias-and-variance",
        "variance",
        "lambda predictions, truth: (np.mean((predictions.mean(axis=0) - truth) ** 2), np.var(predictions))",
    ),
    (
        "01-bias-and-variance",
        "variance",
        "lambda predictions, truth: (np.mean((predictions.mean(axis=0) - truth) ** 2), predictions.std(axis=0).mean())",
    ),
    (
        "01-bias-and-variance",
        "averaged over the inputs",
        "lambda predictions, truth: (np.sum((predictions.mean(axis=0) - truth) ** 2), predictions.var(axis=0).sum())",
    ),
    (
        "01-bias-and-variance",
        "their sum",
        "lambda predictions, truth: (np.mean((predictions.mean(axis=0) - truth) ** 2), predictions.var(axis=0, ddof=1).mean())",
    ),
    (
        "01-bias-and-variance",
        "squared bias and variance",
        "lambda predictions, truth: (predictions.var(axis=0).mean(), np.mean((predictions.mean(axis=0) - truth) ** 2))",
    ),
    (
        "01-diagnoses",
        "each word occurs once",
        "lambda: {'A': 'overfits', 'B': 'underfits', 'C': 'works', 'D': 'underfits'}",
    ),
    (
        "01-diagnoses",
        "still falls",
        "lambda: {'A': 'not finished', 'B': 'underfits', 'C': 'works', 'D': 'overfits'}",
    ),
]
