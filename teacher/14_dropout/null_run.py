"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        "seeds=5": "seeds=2",
        "y_wrong, 100, 25": "y_wrong, 40, 10",
        "y_wrong, 100, 10": "y_wrong, 40, 4",
        "epochs=100": "epochs=40",
        # nothing is learned in the first experiment
        '"learning_rate": 0.002, "rate": 0.0}],\n    x=x_small': (
            '"learning_rate": 0.0, "rate": 0.0}],\n    x=x_small'
        ),
        # nothing is dropped: neither by hand nor in the networks
        "generator.random(values.shape)": "np.ones(values.shape)",
        "keras.layers.Dropout(rate)": "keras.layers.Dropout(0.0 * rate)",
        "layers.dropout_forward(h1, masks[:, None], rate)": (
            "layers.dropout_forward(h1, masks[:, None] ** 0, 0.0)"
        ),
        # Keras's layer drops at another rate than our functions
        "keras.layers.Dropout(0.4)": "keras.layers.Dropout(0.3)",
        # the masks have other probabilities than their means assume
        "layers.mask_probabilities(masks, rate)": (
            "layers.mask_probabilities(masks, 0.6)"
        ),
        "thinned_answers(h2, masks, 0.5": "thinned_answers(h2, masks, 0.4",
        # one sampled mask, however many are asked for
        "size=(repeats, count)": "size=(repeats, 1)",
        # the members of the cheap ensemble learn next to nothing
        "y_wrong, 20, 25": "y_wrong, 1, 10",
    },
    {
        # fewer repeats, which change no cause
        "seeds=5": "seeds=2",
        "y_wrong, 100, 25": "y_wrong, 40, 10",
        "y_wrong, 100, 10": "y_wrong, 40, 4",
        "y_wrong, 20, 25": "y_wrong, 20, 10",
        "epochs=100": "epochs=40",
        # the labels that should be right are wrong, and no learning rate is slow
        '"right labels": (x_small, y_right)': '"right labels": (x_small, y_wrong)',
        "rates = [0.0003, 0.001, 0.002,": "rates = [0.004, 0.005, 0.006,",
    },
]
