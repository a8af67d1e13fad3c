"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats and steps, which change no cause
        "epochs=6, keep": "epochs=2, seeds=2, keep",
        "epochs=steps": "epochs=4, seeds=2",
        "epochs=15)": "epochs=2, seeds=2)",
        # no memory: neither in the page's rules nor in the networks
        "velocity = momentum * velocity -": "velocity = 0 * velocity -",
        "velocity = 0.9 * velocity -": "velocity = 0 * velocity -",
        "SGD(learning_rate, momentum=momentum)": "SGD(learning_rate, momentum=0.0)",
        # no steep direction, and no condition number
        "Valley(curvatures=(1, 25))": "Valley(curvatures=(1, 1))",
        "Valley((1, curvature))": "Valley((1, 1))",
        "0.5 / k, 2.1 / k": "0.05, 0.21",
        # the matched rate is not matched, and the averaging form does not average
        "rate / (1 - momentum))": "rate)",
        '"second form, same rate": (optimizers.averaged_momentum_step': (
            '"second form, same rate": (optimizers.momentum_step'
        ),
        # nobody looks ahead
        '"Nesterov": optimizers.nesterov_step': (
            '"Nesterov": optimizers.momentum_step'
        ),
        # no dip
        "Dip(depth=2)": "Dip(depth=0)",
        "Dip(depth=4)": "Dip(depth=0)",
        # no learning: all losses stay where they start
        "build_model(learning_rate=0.05": "build_model(learning_rate=0.0",
    },
    {
        "epochs=6, keep": "epochs=2, seeds=2, keep",
        "epochs=steps": "epochs=4, seeds=2",
        "epochs=15)": "epochs=2, seeds=2)",
        # nothing is learned: all learning rates are equally good
        "SGD(learning_rate, momentum=momentum)": (
            "SGD(0 * learning_rate, momentum=momentum)"
        ),
    },
    {
        "epochs=6, keep": "epochs=2, seeds=2, keep",
        "epochs=steps": "epochs=20, seeds=2",
        # only the side without momentum learns
        "SGD(learning_rate, momentum=momentum)": (
            "SGD(learning_rate * (momentum < 0.5), momentum=momentum)"
        ),
    },
]
