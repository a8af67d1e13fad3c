"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        "child_seeds(5)": "child_seeds(2)",
        "seeds[:3]": "seeds[:2]",
        "epochs=60)": "epochs=3, seeds=2)",
        # the small learning rate is the usual one
        "learning_rate=1e-5)": "learning_rate=0.1)",
        # every patient has its remedy from the start
        "treated=False": "treated=True",
        # no model learns in the cycle, and no penalty is one
        "SGD(learning_rate)": "SGD(0 * learning_rate)",
        "L2(l2)": "L2(0 * l2)",
        # the network of one's own ends with scores
        'Dense(10, activation="softmax")': "Dense(10)",
        # Keras gets the same array twice, from behind the layer that changes nothing
        "straight = float(loss(labels, softmax(scores)))": (
            "straight = float(loss(labels, softmax(scores) + 0))"
        ),
        # the scores meet the loss without a second softmax
        "through = float(loss(labels, keras.layers.Reshape((10,))(softmax(scores))))": (
            "through = float(loss(labels, keras.layers.Reshape((10,))(scores)))"
        ),
    },
    {
        "child_seeds(5)": "child_seeds(2)",
        "seeds[:3]": "seeds[:2]",
        "epochs=60)": "epochs=40, seeds=2)",
        # nobody is treated
        "treated=True": "treated=False",
        # raw features are scaled, too
        "raw = training.sweep(build_model, small, data=data": (
            "raw = training.sweep(build_model, large, **standardized"
        ),
        # the largest penalty is the best one: nothing is overfitted more than with it
        "l2=[0.0, 0.003, 0.01, 0.03, 0.1]": "l2=[0.0, 0.00001, 0.00002]",
    },
]
