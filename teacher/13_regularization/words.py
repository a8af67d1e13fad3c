"""Words of the exercises of lab 13, and answers that do not heed them."""

WORDS = [
    (
        "13-l2",
        "with the factor 1/2",
        "lambda kernel, bias, strength: (strength * np.sum(kernel**2), 2 * strength * kernel, 0 * bias)",
    ),
    (
        "13-l2",
        "not penalized",
        "lambda kernel, bias, strength: (strength / 2 * np.sum(kernel**2), strength * kernel, strength * bias)",
    ),
    (
        "13-l2",
        "the penalty",
        "lambda kernel, bias, strength: (strength * np.sum(np.abs(kernel)), strength * kernel, 0 * bias)",
    ),
    (
        "13-l2",
        "of these shapes",
        "lambda kernel, bias, strength: (strength / 2 * np.sum(kernel**2), strength * kernel, 0.0)",
    ),
    (
        "13-soft-threshold",
        "moved towards zero",
        "lambda w, threshold: np.where(np.abs(w) > threshold, w, 0)",
    ),
    (
        "13-soft-threshold",
        "become 0",
        "lambda w, threshold: w - threshold * np.sign(w)",
    ),
    (
        "13-soft-threshold",
        "would pass zero",
        "lambda w, threshold: np.where(np.abs(w) == threshold, w, np.sign(w) * np.maximum(np.abs(w) - threshold, 0))",
    ),
    (
        "13-soft-threshold",
        "of any shape",
        "lambda w, threshold: np.sign(w) * np.maximum(np.abs(w) - threshold, 0) if w.ndim < 3 else w",
    ),
    (
        "13-decayed-layer",
        "the bias does not",
        "lambda k, b, kg, bg, r, d: ((1 - r * d) * k - r * kg, (1 - r * d) * b - r * bg)",
    ),
    (
        "13-decayed-layer",
        "the kernel decays",
        "lambda k, b, kg, bg, r, d: (k - r * kg, b - r * bg)",
    ),
    (
        "13-decayed-layer",
        "weight decay",
        "lambda k, b, kg, bg, r, d: ((1 - d) * k - r * kg, b - r * bg)",
    ),
    (
        "13-decayed-layer",
        "gradient descent",
        "lambda k, b, kg, bg, r, d: ((1 - r * d) * k + r * kg, b + r * bg)",
    ),
    (
        "13-decayed-step",
        "no decay",
        "lambda w, v, g, r, m, d: (w + m * v - r * (g + d * w), m * v - r * (g + d * w))",
    ),
    (
        "13-decayed-step",
        "all arrays have the shape of `w`",
        "lambda w, v, g, r, m, d: (np.ravel((1 - r * d) * w + m * v - r * g), np.ravel(m * v - r * g))",
    ),
    (
        "13-decayed-step",
        "the old `w` shrinks",
        "lambda w, v, g, r, m, d: ((w + m * v - r * g) * (1 - r * d), m * v - r * g)",
    ),
    (
        "13-decayed-step",
        "as keras does it",
        "lambda w, v, g, r, m, d: (w - d * w + m * v - r * g, m * v - r * g)",
    ),
]
