"""Right answers to the exercises of a lab, each written in several ways."""

import numpy as np


def ward():
    from labhelpers import clinic

    return clinic.ward()


def names_dict():
    return {letter: patient.disease for letter, patient in ward().items()}


def names_other_spellings():
    pairs = reversed(list(ward().items()))
    return {letter.lower(): f" {patient.disease.upper()}" for letter, patient in pairs}


def names_arrays():
    names = np.array([patient.disease for patient in ward().values()])
    return dict(zip(ward(), names, strict=True))


def remedies_healthy_values():
    return {letter: patient.remedy for letter, patient in ward().items()}


OTHER_VALUES = {"learning_rate": 0.15, "units": 40, "decay_after": 13}


def remedies_other_values():
    remedies = remedies_healthy_values()
    for remedy in remedies.values():
        for name in remedy:
            remedy[name] = OTHER_VALUES.get(name, remedy[name])
    return remedies


def remedies_numpy_values():
    remedies = remedies_healthy_values()
    for remedy in remedies.values():
        for name, value in remedy.items():
            remedy[name] = np.float64(value) if isinstance(value, float) else value
    return {letter.lower(): remedy for letter, remedy in remedies.items()}


def move_ifs(training, held_out, wanted):
    if training < wanted:
        return "change the model"
    if held_out < wanted:
        return "regularize"
    return "done"


def move_from_the_end(training, held_out, wanted):
    if min(training, held_out) >= wanted:
        return "done"
    return "regularize" if training >= wanted else "change the model"


def move_table(training, held_out, wanted):
    words = ["change the model", "change the model", "Regularize", "Done"]
    return words[2 * (training >= wanted) + (held_out >= wanted)]


RIGHT_ANSWERS = {
    "diagnoses": {
        "a dict": names_dict,
        "other spellings": names_other_spellings,
        "arrays": names_arrays,
    },
    "remedies": {
        "healthy values": remedies_healthy_values,
        "other values": remedies_other_values,
        "NumPy values": remedies_numpy_values,
    },
    "next_move": {
        "ifs": move_ifs,
        "from the end": move_from_the_end,
        "a table": move_table,
    },
}
