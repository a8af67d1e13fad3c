"""Words of the exercises of lab 16, and answers that do not heed them."""

WORDS = [
    (
        "16-next-move",
        "equal to it is enough",
        "lambda training, held_out, wanted: 'change the model' if training <= wanted else 'regularize' if held_out <= wanted else 'done'",
    ),
    (
        "16-next-move",
        "training and held-out data",
        "lambda training, held_out, wanted: 'change the model' if training < wanted else 'done'",
    ),
    (
        "16-diagnoses",
        "names of the list",
        "lambda: {'A': 'tired'}",
    ),
    (
        "16-remedies",
        "one argument",
        "lambda: {'A': {'learning_rate': 0.05, 'epochs': 30}}",
    ),
]
