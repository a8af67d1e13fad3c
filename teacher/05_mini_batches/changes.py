"""Changes that a student makes to lab 05, and the verdicts that must come out."""

from tools.changes import Change

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "one more batch size at the front",
        {"for size in [1, 10, 100, n]": "for size in [4, 1, 10, 100, n]"},
    ),
    Change(
        "no batches of 1",
        {"for size in [1, 10, 100, n]": "for size in [10, 100, n]"},
        {
            "At the learning rate 0.1 the smaller the batch, the lower the loss after "
            "one epoch": "CANNOT BE JUDGED",
            "At the learning rate 2 batches of 1 end the epoch higher than batches of "
            "10": "CANNOT BE JUDGED",
        },
    ),
    Change(
        "the sum with a small learning rate",
        {"w = w - 0.1 * x.T": "w = w - 0.0001 * x.T"},
        {"With the sum the loss climbs far above its start": "DOES NOT HOLD"},
    ),
    Change(
        "other batch sizes for the noise",
        {"[1, 3, 10, 30, 100, 300]": "[2, 5, 20, 50, 200]"},
    ),
    Change(
        "sorted examples at a smaller learning rate",
        {"(0.3, 5)]": "(0.1, 15)]"},
        {
            "At the learning rate 0.3 sorted examples end with a far higher loss": (
                "CANNOT BE JUDGED"
            )
        },
    ),
    Change(
        "the loop with batches of 1, where the smallest learning rate is fast enough",
        {"line_x, line_y, 4, ": "line_x, line_y, 1, "},
        {
            "The loop and the constant 0.01 both end less than 0.0001 above the "
            "minimum": "DOES NOT HOLD",
            "The loop ends far lower than the constant learning rate 0.001, which is "
            "too slow": "DOES NOT HOLD",
        },
    ),
    Change(
        "no constant learning rate of 0.01",
        {"{0.1: [], 0.01: [], 0.001: []}": "{0.1: [], 0.001: []}"},
        {
            "The loop and the constant 0.01 both end less than 0.0001 above the "
            "minimum": "CANNOT BE JUDGED"
        },
    ),
    Change(
        "no batches of 4 for the network",
        {"batch_size=[4, 32, 256]": "batch_size=[8, 32, 256]"},
        {
            "The best learning rate grows from batches of 4 to batches of 256, but not "
            "in proportion": "CANNOT BE JUDGED",
            "Batches of 4 need far fewer epochs than batches of 256": (
                "CANNOT BE JUDGED"
            ),
            "Batches of 256 need far fewer steps than batches of 4": (
                "CANNOT BE JUDGED"
            ),
            "On average batches of 4 and 32 differ by less than 0.01 in accuracy": (
                "CANNOT BE JUDGED"
            ),
        },
    ),
    Change(
        "a validation loss that batches of 256 never reach",
        {'["val_loss"] < 0.2': '["val_loss"] < 0.08'},
        {"Batches of 256 need far fewer steps than batches of 4": "DOES NOT HOLD"},
    ),
    Change(
        "batches of 256 for fewer steps than batches of 32",
        {"epochs=272": "epochs=10"},
        {
            "After equally many steps batches of 256 and 32 differ by less than 0.01 "
            "on average": "DOES NOT HOLD"
        },
    ),
]
