"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # the first guess is the cure, and the cure the first guess
        "guessed = watch(learning_rate=1.0)": "guessed = watch(learning_rate=0.03)",
        "cured = watch(learning_rate=0.03)": "cured = watch(learning_rate=1.0)",
        # both axes of the map are one point; a grid takes its values side by side
        "grid(space, points=6)": "[{'learning_rate': 0.03, 'dropout': 0.0}] * 36",
        "itertools.product(*axes)\n": "zip(*axes)\n",
        # one random trial against nine; the calculation keeps nine
        "closer_share(at, 9,": "closer_share(at, 1,",
        # both searches use the linear scale; the others search the wrong way
        "drawn_rates(log=True)}": "drawn_rates(log=False)}",
        "int(np.argmax(gains))": "int(np.argmin(known.max() + mean))",
        "return generator.integers(len(table.trials), size=budget)": (
            "return [int(generator.integers(len(table.trials)))] * budget"
        ),
        "size=(2000, 18)": "size=(2000, 180)",
        # the winner is judged by the score that was seen
        "(seen - good)[:, -1]": "(good - good)[:, -1]",
        # nothing is learned in KerasTuner's trials, nothing is kept, nothing fails
        "max_trials=2,": "max_trials=1,",
        'hp.Choice("learning_rate", [0.001, 0.03, 1.0])': "1e-6",
        "search(tuning.RandomSearch, place, build_tuned, max_trials=6)": (
            "search(tuning.RandomSearch, place + '/other', build_coarse, max_trials=6)"
        ),
        'hp.get("dropout") > 0.3': 'hp.get("dropout") > 3',
        "build_model(winner": "build_model(1e-6 * winner",
    },
]
