"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # every patient has its remedy from the start
        "treated=False": "treated=True",
        # Keras gets the same array twice, from behind the layer that changes nothing
        "straight = float(loss(labels, softmax(scores)))": (
            "straight = float(loss(labels, softmax(scores) + 0))"
        ),
        # the scores meet the loss without a second softmax
        "through = float(loss(labels, keras.layers.Reshape((10,))(softmax(scores))))": (
            "through = float(loss(labels, keras.layers.Reshape((10,))(scores)))"
        ),
        # the raw features are scaled, no penalty is one, and nothing is learned in
        # the last fit
        "(data.x_train, data.x_val, [0.0])": "(x_train, x_val, [0.0])",
        "L2(l2)": "L2(0 * l2)",
        "model.fit(x_train, data.y_train, epochs=60": (
            "model.fit(x_train, 1 - data.y_train, epochs=60"
        ),
    },
    {
        # nothing is learned long enough to overfit
        "SGD(0.1)": "SGD(0.0001)",
        "treated=False": "treated=True",
    },
]
