"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        "generate_state(5)": "generate_state(2)",
        "seeds=10": "seeds=2",
        "seeds=5": "seeds=2",
        "32: 9, len(data.x_train): 300}": "32: 9, 200: 50}",
        # every training at one small rate, whatever it was asked for
        "SGD(learning_rate)": "SGD(0.05)",
        # the true 1/t is the inverse square root
        "inverse_time_decay(many": "inverse_sqrt_decay(many",
    },
    {
        # fewer repeats, which change no cause
        "generate_state(5)": "generate_state(2)",
        "seeds=10": "seeds=2",
        "seeds=5": "seeds=2",
        # all rates are harmless, and no batch is smaller than another
        '"very large, 2": 2.0': '"very large, 2": 0.5',
        "{4: 2, 32: 9, len(data.x_train): 300}": "{32: 9, 33: 10, 34: 10}",
        # every boundary in steps, or none
        "3 * len(data.x_train)": "3 * steps_per_epoch",
        '"in epochs": 3,': '"in epochs": 10_000,',
        # decay hardly decays where labels are wrong, and clean labels are noisy, too
        "[0.3, 0.03, 0.003]": "[0.3, 0.29, 0.28]",
        '"clean labels": data.y_train': (
            '"clean labels": datasets.flip_labels(data.y_train, 0.4, seed=seed)'
        ),
    },
]
