"""Take the effect out of every experiment, by the fewest words."""

# fewer repeats, which change no cause
FEWER = {'"epochs": 100}': '"epochs": 40, "seeds": 2}'}

NULL_RUNS = [
    FEWER
    | {
        # nothing is learned, and nothing is dropped by hand
        "Adam(learning_rate)": "Adam(0 * learning_rate)",
        "generator.random(values.shape)": "np.ones(values.shape)",
        "layers.dropout_forward(h, one_per_mask, rate)": (
            "layers.dropout_forward(h, one_per_mask**0, 0.0)"
        ),
        # Keras's layer drops at another rate, also at inference
        "layer = keras.layers.Dropout(0.4)": "layer = keras.layers.Dropout(0.3)",
        "layer(x, training=False)": "layer(x, training=True)",
    },
    FEWER
    | {
        # nothing is dropped in the networks
        "keras.layers.Dropout(dropout_rate)": "keras.layers.Dropout(0 * dropout_rate)",
        # one thinned network, however many are asked for; the single pass knows nothing
        "size=(20, n)": "size=(20, 1)",
        "single = softmax(h @ w2 + b2)": "single = softmax(0 * h @ w2 + b2)",
    },
    FEWER
    | {
        "size=(20, n)": "size=(20, 1)",
        # no small learning rate and no stop; labels that should be right are wrong
        "learning_rate=[0.0001, 0.0003, 0.001, 0.003, 0.01]": (
            "learning_rate=[0.01, 0.012, 0.014]"
        ),
        'chosen_on["val_loss"].argmin(axis=2)': (
            'chosen_on["val_loss"].argmin(axis=2) * 0 - 1'
        ),
        '{"y": y_right}': '{"y": y_wrong}',
    },
]
