import numpy as np
import pytest

from labhelpers import clinic, datasets
from labhelpers.clinic._data import Examples
from labhelpers.clinic._patients import HEALTHY

WARD = clinic.ward(5)
BY_DISEASE = {patient.disease: patient for patient in WARD.values()}


@pytest.mark.parametrize("disease", clinic.DISEASES)
def test_a_healthy_and_a_sick_run_differ_by_one_argument(disease):
    patient = BY_DISEASE[disease]
    assert set(patient.settings) == set(HEALTHY)
    ((argument, value),) = patient.remedy.items()
    assert patient.settings[argument] != value
    known = clinic.DISEASES[disease]
    shared = {**HEALTHY, **known.base, argument: patient.settings[argument]}
    assert patient.settings == shared
    assert {**HEALTHY, **known.base}[argument] == value or disease == (
        "schedule that never fires"
    )


def test_a_ward_has_every_disease_once():
    assert sorted(p.disease for p in WARD.values()) == sorted(clinic.DISEASES)
    assert "".join(WARD) == "ABCDEFGHIJKLM"
    assert all(patient.letter == letter for letter, patient in WARD.items())


def test_the_same_number_draws_the_same_ward_and_another_number_another_order():
    def order(number):
        return [patient.disease for patient in clinic.ward(number).values()]

    assert order(5) == order(5) != order(6)
    assert clinic.ward() == clinic.ward(clinic.WARD)


def test_a_teacher_draws_new_patients_by_another_ward_number(monkeypatch):
    monkeypatch.setattr(clinic, "WARD", 5)
    assert clinic.ward() == WARD


def test_the_name_of_a_patient_does_not_give_its_disease_away():
    assert repr(WARD["A"]) == "Patient A"


def test_a_healthy_patient_needs_no_remedy():
    assert clinic.healthy().settings == HEALTHY
    assert clinic.healthy().remedy == {}


def test_an_unknown_argument_is_an_error_that_lists_the_known_ones():
    with pytest.raises(TypeError, match=r"learning_rate.*received lr, unit"):
        clinic.train(WARD["A"], lr=0.1, unit=3)


def test_the_same_seed_gives_the_same_run():
    patient = clinic.healthy()
    one, same, other = (
        clinic.train(patient, seed=seed, epochs=2).loss for seed in (3, 3, 4)
    )
    assert one == same != other


@pytest.mark.parametrize("seed", [11, 12])
def test_every_symptom_shows_and_every_remedy_cures(seed):
    sick = clinic.follow(WARD, [seed], treated=False)
    treated = clinic.follow(WARD, [seed], treated=True)
    for disease, symptom in clinic.SYMPTOMS.items():
        (before,), (after,) = sick[disease], treated[disease]
        assert symptom(before), disease
        assert not symptom(after) and after["use"] > clinic.WORKS, disease


def test_no_symptom_stands_without_a_disease():
    assert set(clinic.SYMPTOMS) == set(clinic.DISEASES)


def test_a_sick_patient_is_not_cured_by_nothing_and_is_by_its_remedy():
    patient = BY_DISEASE["rate too low"]
    assert not clinic.is_cured(clinic.train(patient, epochs=5), patient)
    assert clinic.is_cured(clinic.train(patient, **patient.remedy), patient)


@pytest.mark.parametrize("name", ["digits", "breast_cancer"])
def test_the_sealed_test_set_is_in_no_part(name):
    data = datasets.load(name)
    seen = np.concatenate([data.x_train, data.x_val])
    known = {row.tobytes() for row in seen}
    parts = Examples(name, None, 0.0, np.random.default_rng(1))
    rows = np.concatenate([parts.x_train, parts.x_val, parts.x_use])
    assert {row.tobytes() for row in rows} == known and len(rows) == len(seen)


def test_a_leak_puts_the_validation_examples_into_the_training_part():
    parts = Examples("digits", None, 0.0, np.random.default_rng(1))
    before = {row.tobytes() for row in parts.x_train}
    assert not before & {row.tobytes() for row in parts.x_use}
    parts.leak()
    after = {row.tobytes() for row in parts.x_train}
    assert {row.tobytes() for row in parts.x_val} <= after


def test_sorting_and_shuffling_keep_the_labels():
    parts = Examples("digits", None, 0.0, np.random.default_rng(1))
    counts = np.bincount(parts.y_train)
    parts.shuffle_labels(np.random.default_rng(2))
    assert np.array_equal(np.bincount(parts.y_train), counts)
    parts.sort()
    assert np.all(np.diff(parts.y_train) >= 0)
    assert np.array_equal(np.bincount(parts.y_train), counts)
