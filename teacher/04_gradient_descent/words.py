"""Words of the exercises of lab 04, and answers that do not heed them."""

WORDS = [
    (
        "04-central-differences",
        "two-sided",
        "lambda loss, w, push: [(loss(w + h) - loss(w)) / push for h in push * np.eye(len(w))]",
    ),
    (
        "04-central-differences",
        "one weight at a time",
        "lambda loss, w, push: np.full(w.shape, (loss(w + push) - loss(w - push)) / (2 * push))",
    ),
    (
        "04-central-differences",
        "the number `push`",
        "lambda loss, w, push: [(loss(w + h) - loss(w - h)) / 2e-4 for h in 1e-4 * np.eye(len(w))]",
    ),
    (
        "04-central-differences",
        "(dimensions,)",
        "lambda loss, w, push: (loss(w + push) - loss(w - push)) / (2 * push)",
    ),
    (
        "04-one-step",
        "mean",
        "lambda w, b, x, y, learning_rate: (w - learning_rate * 2 * np.sum((w * x**2 + b - y) * x**2), b - learning_rate * 2 * np.sum(w * x**2 + b - y))",
    ),
    (
        "04-one-step",
        "squared error",
        "lambda w, b, x, y, learning_rate: (w - learning_rate * np.mean((w * x**2 + b - y) * x**2), b - learning_rate * np.mean(w * x**2 + b - y))",
    ),
    (
        "04-one-step",
        "one step",
        "lambda w, b, x, y, learning_rate: (learning_rate * 2 * np.mean((w * x**2 + b - y) * x**2), learning_rate * 2 * np.mean(w * x**2 + b - y))",
    ),
    (
        "04-one-step",
        "the new `w` and the new `b`",
        "lambda w, b, x, y, learning_rate: (b - learning_rate * 2 * np.mean(w * x**2 + b - y), w - learning_rate * 2 * np.mean((w * x**2 + b - y) * x**2))",
    ),
    (
        "04-largest-rate",
        "largest",
        "lambda hessian: 2 / np.linalg.eigvalsh(hessian)[0]",
    ),
    (
        "04-largest-rate",
        "symmetric",
        "lambda hessian: 2 / np.max(np.diag(hessian))",
    ),
    (
        "04-largest-rate",
        "from every start",
        "lambda hessian: 2 / np.mean(np.linalg.eigvalsh(hessian))",
    ),
    (
        "04-largest-rate",
        "one number",
        "lambda hessian: 2 / np.linalg.eigvalsh(hessian)",
    ),
]
