"""Take the effect out of every experiment, by the fewest words."""

# fewer repeats, which change no cause
FEWER = {
    "batch_size=64, epochs=15)": "batch_size=64, epochs=4, seeds=2)",
    "max_trials=4,": "max_trials=1,",
    "budget=budget, repeats=2000": "budget=budget, repeats=100",
    "budget=18, repeats=2000": "budget=18, repeats=100",
    "budget=18, repeats=300": "budget=18, repeats=30",
    "budget=32, repeats=2000": "budget=32, repeats=200",
}

NULL_RUNS = [
    FEWER
    | {
        # the first guess is the cure, and the cure the first guess
        "build_model(rate, dropout=0.0)": "build_model(3.03 - rate, dropout=0.0)",
        # all learning rates of the map are nearly equal
        "np.geomspace(0.001, 1, 6)": "np.geomspace(0.029, 0.031, 6)",
        # one worker does everything
        "free_at[free_at.argmin()]": "free_at[0]",
        # one random trial against the grid of the toy
        "generator.random((4000, 9))": "generator.random((4000, 1))",
        # grid, model and babysitter draw by chance, too
        '"grid": tuning.shifted_grid(points)': '"grid": at_random',
        '"grid": tuning.shifted_grid(other)': '"grid": at_random',
        '"Bayesian": bayesian': '"Bayesian": at_random',
        '"babysitting": tuning.one_at_a_time': '"babysitting": at_random',
        # the next trial goes where the mean is lowest
        "gain = tuning.expected_improvement(mean, std, line_scores[tried].max())": (
            "gain = 2 - mean"
        ),
        # the winner is judged by the score that was seen
        "in_groups(seen - good)": "in_groups(good - good)",
        # nothing is learned after the search
        'model = build_model(winner["learning_rate"]': (
            'model = build_model(1e-6 * winner["learning_rate"]'
        ),
        # both searches use the linear scale
        "drawn_rates(rates, log=True)": "drawn_rates(rates, log=False)",
        # nothing is kept, nobody is killed
        "max_trials=max_trials, directory=folder": (
            "max_trials=max_trials, directory=folder, overwrite=True"
        ),
        "trials=6, epochs=15, workers=2, kill=True": (
            "trials=4, epochs=1, workers=2, kill=False"
        ),
        "validation_data=held_out, epochs=15)": "validation_data=held_out, epochs=1)",
    },
    FEWER
    | {
        # all learning rates are too small: the best is the largest
        "np.geomspace(0.001, 1, 6)": "np.geomspace(1e-5, 1e-3, 6)",
        # all trials have the same batch size
        "[4, 8, 16, 32, 64, 128, 256]": "[32] * 7",
        # chance tries one bad configuration again and again
        "generator.choice(len(table.trials), budget, replace=False)": (
            "np.zeros(budget, int)"
        ),
    },
]
