"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        "size=3)": "size=1)",
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
        # in the cycle hardly anything is learned, and no penalty is one
        "SGD(0.1)": "SGD(0.0001)",
        "L2(l2)": "L2(0 * l2)",
    },
]
