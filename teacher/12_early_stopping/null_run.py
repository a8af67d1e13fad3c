"""Take the effect out of every experiment, by the fewest words."""

# fewer repeats, which change no cause
FEWER = {
    "training.child_seeds(5)": "training.child_seeds(2)",
    "**data, batch_size=8, epochs=80)": "**data, batch_size=8, epochs=80, seeds=2)",
}

NULL_RUNS = [
    FEWER
    | {
        # nothing is learned, and the same digits choose and report
        "SGD(learning_rate)": "SGD(0 * learning_rate)",
        "order[:size], order[size:]": "order, order",
    },
    FEWER
    | {
        # the rule waits one epoch more and keeps its last weights, Keras the others
        "elif epoch - kept >= patience": "elif epoch - kept >= patience + 1",
        "return epoch, kept": "return epoch, epoch",
        "restore_best_weights=restore": "restore_best_weights=not restore",
        # labels that should be right are wrong
        "train(x_small, y_right, digits_val)": "train(x_small, y_wrong, digits_val)",
        "x_tumours, tumours.y_train, tumours_val": (
            "x_tumours, datasets.flip_labels(tumours.y_train, 0.3, seed=0), tumours_val"
        ),
    },
    FEWER
    | {
        # nothing is stopped
        'monitor="val_loss", patience=10': 'monitor="val_loss", patience=1000',
        "epochs=80, callbacks=[outputs]": "epochs=25, callbacks=[outputs]",
    },
]
