"""Words of the exercises of lab 06, and answers that do not heed them."""

WORDS = [
    (
        "06-velocity",
        "in the order",
        "lambda gradients, learning_rate, momentum: sum(-learning_rate * momentum**k * g for k, g in enumerate(gradients))",
    ),
    (
        "06-velocity",
        "after the last one",
        "lambda gradients, learning_rate, momentum: -learning_rate * gradients[-1]",
    ),
    (
        "06-velocity",
        "velocity",
        "lambda gradients, learning_rate, momentum: learning_rate * sum(momentum**k * g for k, g in enumerate(gradients[::-1]))",
    ),
    (
        "06-effective-rate",
        "keeps the effective learning rate",
        "lambda learning_rate, momentum, new_momentum: learning_rate * (1 - momentum) / (1 - new_momentum)",
    ),
    (
        "06-effective-rate",
        "return the learning rate",
        "lambda learning_rate, momentum, new_momentum: learning_rate / (1 - momentum)",
    ),
    (
        "06-effective-rate",
        "`new_momentum`",
        "lambda learning_rate, momentum, new_momentum: learning_rate",
    ),
    (
        "06-averaged-step",
        "second form",
        "lambda w, average, gradient, learning_rate, momentum: (w - learning_rate * (momentum * average + gradient), momentum * average + gradient)",
    ),
    (
        "06-averaged-step",
        "the new `average`",
        "lambda w, average, gradient, learning_rate, momentum: (w - learning_rate * (momentum * average + (1 - momentum) * gradient), average)",
    ),
    (
        "06-averaged-step",
        "the new `w`",
        "lambda w, average, gradient, learning_rate, momentum: (w - learning_rate * average, momentum * average + (1 - momentum) * gradient)",
    ),
    (
        "06-nesterov-step",
        "in this form",
        "lambda w, velocity, gradient, learning_rate, momentum: (w + momentum * velocity - learning_rate * gradient, momentum * velocity - learning_rate * gradient)",
    ),
]
