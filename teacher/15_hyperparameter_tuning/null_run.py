"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats, which change no cause
        '"max_trials": 9': '"max_trials": 4',
        "    epochs=15,\n)": "    epochs=5,\n    seeds=2,\n)",
        "y_train, epochs=15, validation_data=v": "y_train, epochs=3, validation_data=v",
        # the first guess is the cure, and the cure the first guess
        "guessed = watch(data, learning_rate=3.0)": (
            "guessed = watch(data, learning_rate=0.03)"
        ),
        "cured = watch(data, learning_rate=0.03)": (
            "cured = watch(data, learning_rate=3.0)"
        ),
        # both axes of the map are one point; a grid takes its values side by side
        "grid(space, points=6)": "[{'learning_rate': 0.03, 'dropout': 0.0}] * 36",
        "strict=True)) for values in itertools.product(*axes)": (
            "strict=True)) for values in zip(*axes)"
        ),
        # one random trial against nine; the calculation keeps nine
        "closer_share(at, 9,": "closer_share(at, 1,",
        # both searches use the linear scale; the others search the wrong way
        "drawn_rates(stored_rates, log=True)": "drawn_rates(stored_rates, log=False)",
        "int(np.argmax(gains))": "int(np.argmin(known.max() + mean))",
        'searches["random"][1][:, 3]': 'searches["random"][1][:, -1]',
        "size=(2000, 18)": "size=(2000, 180)",
        # the winner is judged by the score that was seen
        "(seen - good)[:, -1]": "(good - good)[:, -1]",
        # nothing is learned in KerasTuner's trials, nothing is kept, nothing fails
        "max_trials=2,": "max_trials=1,",
        # the Gaussian process is never asked; one network of one epoch
        '"num_initial_points": 6': '"num_initial_points": 40',
        '"max_epochs": 15': '"max_epochs": 1',
        "[0.001, 0.03, 1.0]": "[1e-7, 2e-7]",
        "build_tuned, max_trials=6)": "build_tuned, max_trials=6, overwrite=True)",
        'hp.get("dropout") > 0.3': 'hp.get("dropout") > 3',
        "trials=6, epochs=15, kill=True": "trials=6, epochs=1, kill=False",
        "build_model(winner": "build_model(1e-6 * winner",
    },
]
