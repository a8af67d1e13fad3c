"""Words of the exercises of lab 16, and answers that do not heed them."""

WORDS = [
    (
        "16-next-move",
        "equal to it is enough",
        "lambda training, held_out, wanted: 'change the model' if training <= wanted else 'regularize' if held_out <= wanted else 'done'",
    ),
    (
        "16-next-move",
        "the accuracy that is wanted",
        "lambda training, held_out, wanted: 'change the model' if training < wanted - 0.001 else 'regularize' if held_out < wanted - 0.001 else 'done'",
    ),
    (
        "16-next-move",
        "equal to it",
        "lambda training, held_out, wanted: 'change the model' if round(training, 2) < round(wanted, 2) else 'regularize' if round(held_out, 2) < round(wanted, 2) else 'done'",
    ),
    (
        "16-next-move",
        "held-out data",
        "lambda training, held_out, wanted: 'change the model' if training < wanted or held_out > training else 'regularize' if held_out < wanted else 'done'",
    ),
    (
        "16-next-move",
        "training and held-out data",
        "lambda training, held_out, wanted: 'change the model' if training < wanted else 'done'",
    ),
    (
        "16-diagnoses",
        "a dict from the letters",
        "lambda: {**dict.fromkeys('abcdefg', 'overfitting'), **dict.fromkeys('ABCDEFG', 'underfitting')}",
    ),
    (
        "16-diagnoses",
        "names of the list",
        "lambda: {'A': 'tired'}",
    ),
    (
        "16-remedies",
        "usual values",
        "lambda: {**{letter: {'learning_rate': 0.05} for letter in 'ABCDEFG'}, 'B': {'scaled': 'yes'}}",
    ),
    (
        "16-remedies",
        "one argument",
        "lambda: {'A': {'learning_rate': 0.05, 'epochs': 30}}",
    ),
]
