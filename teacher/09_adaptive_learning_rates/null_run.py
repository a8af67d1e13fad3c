"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        "seeds=5": "seeds=2",
        "len(rates), 5)": "len(rates), 2)",
        # both weights get one rate, and no weight is steeper than the other
        "np.array([0.5, 0.005])": "np.array([0.015, 0.015])",
        "valley = objectives.Valley(curvatures=(1, 100))": (
            "valley = objectives.Valley(curvatures=(1, 1))"
        ),
        # Adagrad forgets, and RMSProp does not
        "(gradient**2 - mean_square) / step": "(gradient**2 - mean_square) / 10",
        '{"alpha": 0.9}': '{"alpha": 1.0}',
        # the factor is computed for other averages; the correction is disturbed
        'betas = {"beta_1": 0.9,': 'betas = {"beta_1": 0.8,',
        '{"epsilon": 0.0}': '{"epsilon": 0.1}',
        # another start than Keras's; no beta that is inexact
        '{"accumulator": 0.1}': '{"accumulator": 0.0}',
        "optimizers.adam_step, usual)": "optimizers.adam_step, exact)",
        # the small print of the lecture in Keras's place
        "optimizers.adagrad_step(zero, 0.1, g": "optimizers.adagrad_step(zero, 0.0, g",
        "optimizers.rmsprop_step(zero, zero, g": (
            "optimizers.lecture_rmsprop_step(zero, zero, 1, g"
        ),
        '"Keras": optimizers.adam_step(': '"Keras": optimizers.lecture_adam_step(',
        "        optimizers.lecture_second_rmsprop_step,": (
            "        optimizers.rmsprop_step,"
        ),
        "np.geomspace(1e-8, 1e-1, 15)": "np.geomspace(1e-2, 1e-1, 15)",
        # nothing is turned, Adam does not adapt, and momentum overshoots
        "rotation=45)": "rotation=0)",
        'in [valleys["along the axes"],': (
            "in [objectives.Valley((1, 100), rotation=30),"
        ),
        '"Adam": (optimizers.lecture_adam_step': '"Adam": (optimizers.sgd_step',
        '{"momentum": 0.9}': '{"momentum": 0.99}',
        # one optimizer under six names, and rates that are all too small for it
        "SGD(learning_rate, momentum=0.9)": "SGD(learning_rate)",
        "keras.optimizers.Adagrad(learning_rate": "keras.optimizers.SGD(learning_rate",
        "keras.optimizers.RMSprop(learning_rate": "keras.optimizers.SGD(learning_rate",
        "keras.optimizers.Adam(learning_rate": "keras.optimizers.SGD(learning_rate",
        "np.geomspace(1e-4, 10**0.5, 10)": "np.geomspace(1e-4, 0.01, 10)",
        # gradients of another size, and nothing learned
        'first_movements("SGD", 1.0': 'first_movements("SGD", 1000.0',
        'build_model("Adam", learning_rate=0.003)': (
            'build_model("Adam", learning_rate=0.0)'
        ),
    }
]
