"""Take the effect out of every experiment, by the fewest words.

From lab to its null runs, each a dict of replacements in the lab's code. The whole lab
runs once per dict, and every claim must fail in at least one of the runs.
"""

NULL_RUNS = {
    "06_momentum": [
        {
            # no memory: neither in the page's rule nor in the networks
            "velocity = momentum * velocity -": "velocity = 0 * velocity -",
            "SGD(learning_rate, momentum=momentum)": "SGD(learning_rate, momentum=0.0)",
            # no walls, and no condition number
            "Valley(curvatures=(1, 25))": "Valley(curvatures=(1, 1))",
            "Valley((1, curvature))": "Valley((1, 1))",
            "0.5 / k, 2.1 / k": "0.05, 0.21",
            # the matched rate is not matched, and the averaging form does not average
            "rate / (1 - momentum))": "rate)",
            '"second form, same rate": (optimizers.averaged_momentum_step': (
                '"second form, same rate": (optimizers.momentum_step'
            ),
            # nobody looks ahead
            '"Nesterov": optimizers.nesterov_step': (
                '"Nesterov": optimizers.momentum_step'
            ),
            # no dip
            "Dip(depth=4)": "Dip(depth=0)",
            # nothing is learned
            "build_model(learning_rate=0.05": "build_model(learning_rate=0.0",
        }
    ],
    "14_dropout": [
        {
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
            "y_wrong, 20, 25": "y_wrong, 1, 25",
        },
        # the labels that should be right are wrong, and no rate is slow
        {
            '"right labels": (x_small, y_right)': '"right labels": (x_small, y_wrong)',
            "rates = [0.0003,": "rates = [0.002,",
        },
    ],
}
