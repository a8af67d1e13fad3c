"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        "epochs=15,\n        seeds=5": "epochs=6,\n        seeds=2",
        # one activation under three names
        "activation=name.lower()\n    )": 'activation="tanh"\n    )',
        # the larger weights are not larger
        'learning_rate=0.3, depth=10, activation="sigmoid", gain=10.0': (
            'learning_rate=0.3, depth=10, activation="sigmoid", gain=1.0'
        ),
        # the deep network of every comparison is one that lets the gradient through
        'activation="sigmoid"': 'activation="tanh"',
        "forward(x, moved, layers.sigmoid)": "forward(x, moved, layers.tanh)",
        # a slope of another activation
        '"sigmoid": (layers.sigmoid, layers.sigmoid_derivative)': (
            '"sigmoid": (layers.sigmoid, tanh_derivative)'
        ),
        # all tangents touch at one point
        "(np.arange(pieces) + 0.5) * 4 / pieces - 2": "0 * np.arange(pieces)",
        # another loss on the way back, other weights in the copy
        "np.cos(ours)": "np.sin(ours)",
        "again.set_weights(network": "again.set_weights(again",
        # twice the weights, and nothing is learned
        "units=44": "units=64",
        "build_maxout(learning_rate=0.03)": "build_maxout(learning_rate=0.0)",
        # no rate is large
        "build_maxout, data, rates)": "build_maxout, data, rates / 100)",
        # all profiles fade
        "name.lower(), 1.0, generator": "name.lower(), 0.2, generator",
        # one gain for all
        "mean_squares(f, gain, generator)": "mean_squares(f, 1.2, generator)",
        "gain=gain": "gain=1.0",
        # the high rate is the best one, and at the other nothing moves
        "learning_rate=rate, depth=10": (
            "learning_rate=0.0625 * (rate > 0.1), depth=10"
        ),
    }
]
