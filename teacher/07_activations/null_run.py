"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats and epochs, which change no cause
        "data=data, epochs=15)": "data=data, epochs=4, seeds=2)",
        "epochs=15, seeds=10": "epochs=2, seeds=2",
        # no learning rate beyond the best one
        "[0.001, 0.004, 0.016, 0.06, 0.25, 1.0, 4.0, 16.0]": "[0.004, 0.016, 0.06]",
        # the deep network of every comparison is one that lets the gradient through
        'activation=["sigmoid"]': 'activation=["tanh"]',
        'weights, "sigmoid")': 'weights, "tanh")',
        'sums, inputs, "sigmoid")': 'sums, inputs, "tanh")',
        # the larger weights are not larger, and as many units are saturated
        "VarianceScaling(gain**2": "VarianceScaling(1.0",
        "[np.mean(layers.sigmoid_derivative(z) < 0.05 / 4)": "[0.1 + 0 * z.mean()",
        # the slope of another activation
        '"sigmoid": layers.sigmoid(z)': '"sigmoid": layers.tanh(z)',
        # no learning
        "activation=others, learning_rate=middle_rates": (
            "activation=others, learning_rate=[1e-6, 2e-6, 3e-6]"
        ),
        "SGD(0.03)": "SGD(0.0)",
        # the profiles change places
        "depth=10, activation=name) for _": (
            'depth=10, activation={"sigmoid": "tanh"}.get(name, "sigmoid")) for _'
        ),
        # no slope on the way back
        "(delta @ weights[k][0].T) * slope": "(delta @ weights[k][0].T)",
        # one gain for all, and an activation that trains with it
        'activation=["relu"], gain': 'activation=["tanh"], gain',
        # another function of the pieces, other weights in the copy, twice the weights
        "keras.ops.max(sums, axis=1)": "keras.ops.sum(sums, axis=1)",
        "again.set_weights(network": "again.set_weights(again",
        "units=44": "units=64",
        # the nudges have another unit than the derivatives
        "- before) / size": "- before) / size / 1000",
        # no unit counts as dead, and nothing learns
        "(values > 0).any(axis=0)": "(values > -1).any(axis=0)",
        'activation=["relu"], learning_rate=[0.5': (
            'activation=["sigmoid"], learning_rate=[0.5'
        ),
    }
]
