"""Right answers to the exercises of a lab, each written in several ways."""

import numpy as np


def cases():
    """From letter to disease: looked up behind the function that checks block."""
    from labhelpers import clinic
    from labhelpers.clinic._patients import case_of

    return {letter: case_of(patient)[0] for letter, patient in clinic.ward().items()}


def names_dict():
    return cases()


def core_names():
    return dict(list(cases().items())[:7])


def names_other_spellings():
    pairs = reversed(list(cases().items()))
    return {letter.lower(): f" {disease.upper()}" for letter, disease in pairs}


def names_arrays():
    return dict(zip(cases(), np.array(list(cases().values())), strict=True))


def remedies_healthy_values():
    from labhelpers.clinic._patients import DISEASES

    known = {name: {each.argument: each.healthy} for name, each in DISEASES.items()}
    return {letter: known[disease] for letter, disease in cases().items()}


OTHER_REMEDIES = {
    "rate too low": {"learning_rate": 0.15},
    "sigmoid too deep": {"activation": "tanh"},
    "underfitting": {"units": 40},
    "schedule that never fires": {"epochs": 65},
}


def remedies_other_arguments():
    remedies = remedies_healthy_values()
    others = {letter: OTHER_REMEDIES.get(name) for letter, name in cases().items()}
    return {letter: others[letter] or remedy for letter, remedy in remedies.items()}


def core_remedies():
    return dict(list(remedies_healthy_values().items())[:7])


def core_names_others_empty():
    return {**core_names(), **dict.fromkeys("HIJKLM", "")}


def core_remedies_others_empty():
    return {**core_remedies(), **{letter: {} for letter in "HIJKLM"}}


def remedies_other_numbers():
    """Whole numbers as floats, and 0 and 1 for False and True."""
    remedies = remedies_healthy_values()
    for remedy in remedies.values():
        for name, value in remedy.items():
            if isinstance(value, bool):
                remedy[name] = int(value)
            elif isinstance(value, int | float):
                remedy[name] = np.array(float(value))
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
        "the seven of the lesson": core_names,
        "the seven of the lesson, others empty": core_names_others_empty,
        "other spellings": names_other_spellings,
        "arrays": names_arrays,
    },
    "remedies": {
        "healthy values": remedies_healthy_values,
        "the seven of the lesson": core_remedies,
        "other arguments": remedies_other_arguments,
        "the seven of the lesson, others empty": core_remedies_others_empty,
        "NumPy values": remedies_numpy_values,
        "other numbers": remedies_other_numbers,
    },
    "next_move": {
        "ifs": move_ifs,
        "from the end": move_from_the_end,
        "a table": move_table,
    },
}
