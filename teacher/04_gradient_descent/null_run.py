"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # no step moves the weights
        "w = w - curvature * w": "w = w - 0 * curvature * w",
        "return w - learning_rate * gradient": "return w - 0 * gradient",
        "w = w - multiple * safe * inputs.T": "w = w - 0 * inputs.T",
        # no push to the other side, the wrong width, and no small push
        "loss(w - h)) / (2 * h)": "loss(w)) / (2 * h)",
        "(loss(w + h) - loss(w)) / h": "(loss(w + h) - loss(w)) / (2 * h)",
        "np.geomspace(1e-12, 0.1, 34)": "np.geomspace(1e-3, 0.1, 34)",
        # a gradient without the factor that the square leaves
        "return 2 * np.array": "return 1 * np.array",
        # predictions that are sure from the start: no curvature
        "generator.normal(0, 0.1, size=(65, 10))": (
            "generator.normal(0, 30, size=(65, 10))"
        ),
    },
]
