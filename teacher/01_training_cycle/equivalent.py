"""Small changes to the right answers of lab 01 that leave them right."""

EQUIVALENT = {
    "01-empirical-loss": {
        "Both have as many entries.": [
            "my_empirical_loss: len(targets) -> len(predictions)",
            "loss_loop: len(targets) -> len(predictions)",
        ],
    },
    "01-bias-and-variance": {
        "The sign of a difference goes with its square.": [
            "my_bias_and_variance: mean_prediction - truth -> truth - mean_prediction",
            "my_bias_and_variance: predictions - mean_prediction -> mean_prediction - predictions",
            "parts_plain: predictions.mean(axis=0) - truth -> truth - predictions.mean(axis=0)",
            "parts_loop: statistics.fmean(column) - right -> right - statistics.fmean(column)",
            "parts_by_difference: predictions - truth -> truth - predictions",
            "parts_by_difference: predictions.mean(axis=0) - truth -> truth - predictions.mean(axis=0)",
        ],
    },
    "01-diagnoses": {
        "Pairs are taken for a dict.": [
            "words_pairs: dict(zip('ABCD', words, strict=True)) -> zip('ABCD', words, strict=True)",
        ],
    },
}
