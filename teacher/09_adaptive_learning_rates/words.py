"""Words of the exercises of lab 09, and answers that do not heed them."""

WORDS = [
    (
        "09-adagrad",
        "under the root",
        "lambda w, a, g, r, e: (w - r * g / (np.sqrt(a + g**2) + e), a + g**2)",
    ),
    (
        "09-adagrad",
        "squared gradients",
        "lambda w, a, g, r, e: (w - r * g / np.sqrt(a + abs(g) + e), a + abs(g))",
    ),
    (
        "09-adagrad",
        "the new `accumulator`",
        "lambda w, a, g, r, e: (w - r * g / np.sqrt(a + g**2 + e), a)",
    ),
    (
        "09-rmsprop",
        "outside",
        "lambda w, s, g, r, b, e: (w - r * g / np.sqrt(b * s + (1 - b) * g**2 + e), b * s + (1 - b) * g**2)",
    ),
    (
        "09-rmsprop",
        "the new `second_moment`",
        "lambda w, s, g, r, b, e: (w - r * g / (np.sqrt(s) + e), b * s + (1 - b) * g**2)",
    ),
    (
        "09-rmsprop",
        "second notation",
        "lambda w, s, g, r, b, e: (w - r * g / (np.sqrt((1 - b) * s + b * g**2) + e), (1 - b) * s + b * g**2)",
    ),
    (
        "09-adam",
        "without",
        """def answer(w, m, v, t, g, r, b, c, e):
    m, v = b * m + (1 - b) * g, c * v + (1 - c) * g**2
    m, v = m / (1 - b**t), v / (1 - c**t)
    return w - r * m / (np.sqrt(v) + e), m, v
""",
    ),
    (
        "09-adam",
        "from 1 on",
        """def answer(w, m, v, t, g, r, b, c, e):
    m, v = b * m + (1 - b) * g, c * v + (1 - c) * g**2
    return w - r * m / (1 - b ** (t + 1)) / (np.sqrt(v / (1 - c ** (t + 1))) + e), m, v
""",
    ),
    (
        "09-adam",
        "the lecture's values",
        """def answer(w, m, v, t, g, r, b, c, e):
    b, c = 0.9, 0.999
    m, v = b * m + (1 - b) * g, c * v + (1 - c) * g**2
    return w - r * m / (1 - b**t) / (np.sqrt(v / (1 - c**t)) + e), m, v
""",
    ),
]
