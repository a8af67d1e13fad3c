"""Take the effect out of every experiment, by the fewest words."""

# fewer repeats and epochs, which change no cause
FEWER = {
    "data=data, epochs=3)": "data=data, epochs=1, seeds=2)",
    "data=data, epochs=20)": "data=data, epochs=2, seeds=2)",
    "data=data, epochs=15)": "data=data, epochs=4, seeds=2)",
}

NULL_RUNS = [
    FEWER
    | {
        # both weights get one learning rate
        "np.array([0.5, 0.005])": "np.array([0.015, 0.015])",
        # plain descent under the name of Adagrad
        '"Adagrad": (lecture_adagrad, 1.0)': '"Adagrad": (optimizers.sgd_step, 0.01)',
        # RMSProp does not forget; all learning rates are too small
        "1500, rho=0.9)": "1500, rho=1.0)",
        "np.geomspace(0.05, 150, 25)": "np.geomspace(1e-4, 1e-3, 3)",
        # the correction is disturbed; another beta than the computed factor has
        '{"epsilon": 0}': '{"epsilon": 0.1}',
        '"beta_2": beta_2}': '"beta_2": 0.9}',
        # one optimizer under five names, and learning rates that are too small for it
        "SGD(learning_rate, momentum=0.9)": "SGD(learning_rate)",
        "keras.optimizers.Adagrad(learning_rate": "keras.optimizers.SGD(learning_rate",
        "keras.optimizers.RMSprop(learning_rate": "keras.optimizers.SGD(learning_rate",
        "keras.optimizers.Adam(learning_rate": "keras.optimizers.SGD(learning_rate",
        "0.004, 0.008, 0.016, 0.03, 0.06, 0.12, 0.25, 0.5, 1.0]": "0.004]",
        # nothing is learned
        'build_model("Adam", learning_rate=0.003)': (
            'build_model("Adam", learning_rate=0.0)'
        ),
        'build_model("SGD", 0.1)': 'build_model("SGD", 0.0)',
        # nothing is rotated, Adam does not adapt, and momentum overshoots
        "rotation=45)": "rotation=0)",
        '(optimizers.lecture_adam_step, {"beta_1": 0.9})': "(optimizers.sgd_step, {})",
        '{"momentum": 0.9}': '{"momentum": 0.99}',
        '{"rho": 0.999}': '{"rho": 0.5}',
        # another start than Keras's; the lecture's steps in the place of Keras's
        '{"accumulator": 0.1}': '{"accumulator": 0.0}',
        "optimizers.adagrad_step(zero, 0.1, g": "optimizers.adagrad_step(zero, 0.0, g",
        "optimizers.rmsprop_step(zero, zero, g": (
            "optimizers.lecture_rmsprop_step(zero, zero, 1, g"
        ),
        '"Keras": optimizers.adam_step(': '"Keras": optimizers.lecture_adam_step(',
        # gradients of another size
        'build_model("SGD", 1.0)': 'build_model("SGD", 1000.0)',
    },
    FEWER
    | {
        # no weight is steeper than the other
        "valley = objectives.Valley(curvatures=(1, 100))": (
            "valley = objectives.Valley(curvatures=(1, 1))"
        ),
        # Adagrad forgets
        "(gradient**2 - mean_square) / step": "(gradient**2 - mean_square) / 10",
        # Adam does not move
        "keras.optimizers.Adam(learning_rate)": "keras.optimizers.Adam(0.0)",
        # the best learning rates lie beyond the grid
        "np.geomspace(1e-3, 30, 29)": "np.geomspace(1e-5, 1e-4, 3)",
    },
]
