"""Small changes to the right answers of lab 16 that leave them right."""

EQUIVALENT = {
    "16-diagnoses": {
        "No patient lies exactly on a bound.": [
            "my_diagnoses: seen['ranges'] > 100 -> seen['ranges'] >= 100",
            "my_diagnoses: seen['dead'] > 0.9 -> seen['dead'] >= 0.9",
            "my_diagnoses: seen['first_to_last'] < 0.03 -> seen['first_to_last'] <= 0.03",
            "my_diagnoses: seen['update'] > 0.03 -> seen['update'] >= 0.03",
            "my_diagnoses: seen['update'] < 2e-05 -> seen['update'] <= 2e-05",
            "my_diagnoses: seen['by_place'] > 0.65 -> seen['by_place'] >= 0.65",
            "my_diagnoses: seen['validation'] - seen['use'] > 0.15 -> seen['validation'] - seen['use'] >= 0.15",
            "my_diagnoses: seen['training'] < 0.6 -> seen['training'] <= 0.6",
            "my_diagnoses: seen['use'] < 0.3 -> seen['use'] <= 0.3",
            "my_diagnoses: seen['training'] - seen['validation'] > 0.2 -> seen['training'] - seen['validation'] >= 0.2",
            "my_diagnoses: seen['validation'] < 0.85 -> seen['validation'] <= 0.85",
        ],
        "A bound that is a little different still parts the patients of the ward.": [
            "my_diagnoses: seen['ranges'] > 100 -> seen['ranges'] > 101",
            "my_diagnoses: seen['ranges'] > 100 -> seen['ranges'] > 99",
            "my_diagnoses: seen['dead'] > 0.9 -> seen['dead'] > 0.9900000000000001",
            "my_diagnoses: seen['first_to_last'] < 0.03 -> seen['first_to_last'] < 0.033",
            "my_diagnoses: seen['update'] > 0.03 -> seen['update'] > 0.033",
            "my_diagnoses: seen['update'] < 2e-05 -> seen['update'] < 2.2000000000000003e-05",
            "my_diagnoses: seen['by_place'] > 0.65 -> seen['by_place'] > 0.7150000000000001",
            "my_diagnoses: seen['validation'] - seen['use'] > 0.15 -> seen['validation'] - seen['use'] > 0.165",
            "my_diagnoses: seen['training'] < 0.6 -> seen['training'] < 0.66",
            "my_diagnoses: seen['use'] < 0.3 -> seen['use'] < 0.33",
            "my_diagnoses: seen['training'] - seen['validation'] > 0.2 -> seen['training'] - seen['validation'] > 0.22000000000000003",
            "my_diagnoses: seen['validation'] < 0.85 -> seen['validation'] < 0.935",
        ],
        "The order of the letters does not matter.": [
            "names_other_spellings: reversed(list(cases().items())) -> list(cases().items())",
            "names_other_spellings: reversed(list(cases().items())) -> list(list(cases().items()))",
        ],
        "An empty name counts as missing.": [
            "core_names_others_empty: dict.fromkeys('HIJKLM', '') -> dict.fromkeys('', 'HIJKLM')",
        ],
        "Who names more than the seven of the lesson names all thirteen.": [
            "core_names: list(cases().items())[:7] -> list(cases().items())",
        ],
    },
    "16-remedies": {
        "A value near the healthy one removes the cause, too.": [
            "my_remedies: {'learning_rate': 0.1} -> {'learning_rate': 0.11000000000000001}",
            "my_remedies: {'bias': 0.0} -> {'bias': 1.0}",
            "my_remedies: {'units': 32} -> {'units': 33}",
            "my_remedies: {'units': 32} -> {'units': 31}",
            "my_remedies: {'decay_after': 12} -> {'decay_after': 13}",
            "my_remedies: {'decay_after': 12} -> {'decay_after': 11}",
        ],
        "Who treats more than the seven of the lesson treats all thirteen.": [
            "core_remedies: list(remedies_healthy_values().items())[:7] -> list(remedies_healthy_values().items())",
        ],
        "A number or a truth value is right in its usual form, too.": [
            "remedies_other_numbers: if isinstance(value, bool): remedy[name] = int(value) elif isinstance(value, int | float): remedy[name] = np.array(float(value)) -> if False: remedy[name] = int(value) elif isinstance(value, int | float): remedy[name] = np.array(float(value))",
            "remedies_other_numbers: remedy[name] = int(value) -> pass",
            "remedies_other_numbers: if isinstance(value, int | float): remedy[name] = np.array(float(value)) -> if False: remedy[name] = np.array(float(value))",
            "remedies_other_numbers: remedy[name] = np.array(float(value)) -> pass",
            "remedies_other_numbers: isinstance(value, int | float) -> isinstance(value, int)",
            "remedies_other_numbers: isinstance(value, int | float) -> isinstance(value, float)",
        ],
        "A plain number is as good as one of NumPy.": [
            "remedies_numpy_values: remedy[name] = np.float64(value) if isinstance(value, float) else value -> pass",
            "remedies_numpy_values: np.float64(value) -> value",
        ],
    },
    "16-next-move": {
        "The order of the two does not matter.": [
            "move_from_the_end: min(training, held_out) -> min(held_out, training)",
        ],
    },
}
