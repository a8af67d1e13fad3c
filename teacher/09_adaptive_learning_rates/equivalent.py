"""Small changes to the right answers of lab 09 that leave them right."""

EQUIVALENT = {
    "09-adagrad": {},
    "09-rmsprop": {},
    "09-adam": {},
}
