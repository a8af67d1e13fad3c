"""Small changes to the right answers of lab 16 that leave them right."""

EQUIVALENT = {
    "16-next-move": {
        "The order of the two does not matter.": [
            "move_from_the_end: min(training, held_out) -> min(held_out, training)",
        ],
    },
}
