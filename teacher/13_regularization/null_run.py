"""Take the effects out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        "epochs=400,\n        seeds=5": "epochs=400,\n        seeds=2",
        "rates = [0.1, 0.2, 0.4, 0.8]": "rates = [0.2, 0.8]",
        "reshape(len(arms), len(rates), 5)": "reshape(len(arms), len(rates), 2)",
        # no small data: neither too few patients nor anything to gain
        "num_examples=30": "num_examples=260",
        # no penalty: neither in the steps, nor in ridge, nor in Keras
        "learning_rate * strength": "0 * learning_rate * strength",
        "strength * np.eye": "0 * strength * np.eye",
        "1 + bias_strength": "1 + 0 * bias_strength",
        "keras.regularizers.L1L2(l1=l1, l2=l2)": "None",
        "keras.regularizers.L2(0.2 / 2)": "keras.regularizers.L2(0.2)",
        "keras.regularizers.L2(0.3 / 2)": "keras.regularizers.L2(0.3)",
        "keras.regularizers.L1(0.01)": "keras.regularizers.L1(0.02)",
        # the norm for its square
        "0.3 / 2 * np.sum(w**2)": "0.3 / 2 * np.sum(np.abs(w))",
        # other strengths for decay than for the penalty, and none for Adam
        "weight_decay=strength, **settings": "weight_decay=0, **settings",
        "weight_decay=0.5,": "weight_decay=0.0,",
        "adamw(0.01, weight_decay=0.2)": "adamw(0.01, weight_decay=0.0)",
        # biases are never excluded, noise is alike
        'var_names=["bias"]': "var_names=[]",
        "[3, 0.03]": "[3, 3]",
    },
    {
        # fewer repeats, which change no cause
        "epochs=400,\n        seeds=5": "epochs=400,\n        seeds=2",
        "rates = [0.1, 0.2, 0.4, 0.8]": "rates = [0.2, 0.8]",
        "reshape(len(arms), len(rates), 5)": "reshape(len(arms), len(rates), 2)",
        # the threshold is not that of the sign steps
        "(moved, learning_rate": "(moved, 9 * learning_rate",
        # the labels that should be right are wrong
        '"right labels", 0.0': '"right labels", 0.3',
        # the same thirty patients in every draw
        "draw_patients(patients, child)": "draw_patients(patients, children[0])",
        # nothing to keep apart, and Adam in AdamW's place
        "strength=0.2,": "strength=0.0,",
        "optimizers.adamw_step, noise, weight_decay=0.5": (
            "optimizers.adam_step, noise, 0.5"
        ),
    },
]
