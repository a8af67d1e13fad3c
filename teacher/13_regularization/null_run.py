"""Take the effect out of every experiment, by the fewest words."""

# fewer repeats and epochs, which change no cause
FEWER = {
    "seeds=5,": "seeds=2,",
    "epochs=20, keep_weights": "epochs=4, seeds=2, keep_weights",
}

GRID = "[0.0125, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2]"

NULL_RUNS = [
    FEWER
    | {
        # no small data: neither too few patients nor anything to gain
        "num_examples=30": "num_examples=260",
        # no penalty: neither in the steps, nor in ridge, nor in Keras
        "pull = learning_rate * strength": "pull = 0.5",
        "learning_rate * strength": "0 * learning_rate * strength",
        "strength * np.eye": "0 * strength * np.eye",
        "keras.regularizers.L1L2(l1=l1, l2=l2)": "None",
        # sizes for squares
        "0.3 / 2 * np.sum(w**2)": "0.3 / 2 * np.sum(np.abs(w))",
        # learning rates that are too small to learn wrong labels
        GRID: "[0.0125, 0.025, 0.03]",
        # another decay for SGD, and neither decay nor penalty for Adam
        "SGD(0.1, weight_decay=0.2)": "SGD(0.1, weight_decay=0.1)",
        "keras.optimizers.AdamW(0.01, weight_decay=0.2)": "keras.optimizers.Adam(0.01)",
        "l2=0.2 / 2)": "l2=0.0)",
        # biases are never excluded
        'var_names=["bias"]': "var_names=[]",
        "[0.5 * (1 - 0.9)]": "[0.5]",
        # all gradients are alike
        "[3, 0.03]": "[3, 3]",
    },
    FEWER
    | {
        # a penalty that is far too strong
        "L1L2(l1=l1, l2=l2)": "L1L2(l1=l1, l2=100 * l2)",
        # learning rates that are large enough to learn all wrong labels
        GRID: "[0.8, 1.0]",
        # a threshold in the place of plain steps; Adam in AdamW's place
        '"L1 step": l1_step': '"L1 step": threshold_step',
        "optimizers.adamw_step, noise, weight_decay=0.5": (
            "optimizers.adam_step, noise, 0.5"
        ),
    },
    FEWER
    | {
        # chosen on held-out digits, but all learning rates are large
        GRID: "[0.8, 1.0]",
        # wrong labels in the place of right ones
        "train(digits, right, [0, 0.01], rates)": (
            "train(digits, wrong, [0, 0.01], [0.8])"
        ),
        # the same 30 patients in every draw
        "draw_patients(patients, child)": "draw_patients(patients, children[0])",
        # L2 in the place of L1
        '"L1 step": l1_step': '"L1 step": l2_step',
    },
]
