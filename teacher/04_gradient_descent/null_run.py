"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # the step without a learning rate has one, and the rule has a smaller one
        "lambda w, gradient: w - gradient": "lambda w, gradient: w - 0.3 * gradient",
        "return w - learning_rate * gradient": (
            "return w - learning_rate * gradient / 9"
        ),
        # no push to the other side, and no small one
        "for h in (pushes, -pushes, 0.0)": "for h in (pushes, 0.0, 0.0)",
        "np.geomspace(1e-12, 0.1, 34)": "np.geomspace(1e-3, 0.1, 34)",
        # a gradient without the factor that the square leaves
        "return 2 * np.array([np.mean(errors * x)": (
            "return 1 * np.array([np.mean(errors * x)"
        ),
        # the valley is round
        "objectives.Valley((1, k))": "objectives.Valley((1, 1))",
        "np.geomspace(0.5 / k, 2.1 / k, 40)": "np.full(40, 5.0)",
        # the wrong weight is asked, nobody is on the ridge, and all starts are one
        "many[:, 0] < surface.saddle[0]": "many[:, 1] < surface.saddle[0]",
        'ridge": (0.3, -0.9)': 'ridge": (0.2, -0.9)',
        'of the saddle": (0.29, 0.9)': 'of the saddle": (-1.5, 0.9)',
        "np.stack([0.3 - offsets": "np.stack([0.2 + 0 * offsets",
        "np.linspace(1, 5, 12)": "np.linspace(1, 1.1, 12)",
        # every rate is far beyond the safe one
        "float(m * safe)": "float(20 * safe)",
    }
]
