import random

import numpy as np
import pytest

from labhelpers import clinic, datasets, training
from labhelpers.checks import clinic_rounds
from labhelpers.checks._answers import out_of_reach
from labhelpers.clinic import _network
from labhelpers.clinic._data import Examples
from labhelpers.clinic._patients import DISEASES, settings_of
from labhelpers.clinic.examination import _places
from labhelpers.plots import _observation
from labhelpers.training import seeds, sharing

WARD = clinic.ward(5)
BY_DISEASE = {clinic.diagnosis(patient): patient for patient in WARD.values()}
LETTERS = {disease: patient.letter for disease, patient in BY_DISEASE.items()}


@pytest.mark.parametrize("disease", clinic.DISEASES)
def test_a_healthy_and_a_sick_run_differ_by_one_argument(disease):
    settings, known = settings_of(BY_DISEASE[disease]), DISEASES[disease]
    ((argument, value),) = clinic.remedy(BY_DISEASE[disease]).items()
    assert argument == known.argument and settings[argument] in known.sick
    assert settings[argument] != value
    assert {**settings, argument: value} == {
        "data": "digits",
        **clinic.HEALTHY,
        **known.base,
        argument: value,
    }


def test_a_ward_has_every_disease_once():
    assert sorted(BY_DISEASE) == sorted(clinic.DISEASES)
    assert "".join(WARD) == "ABCDEFGHIJKLM"
    assert all(patient.letter == letter for letter, patient in WARD.items())


def test_the_patients_of_the_lesson_have_the_first_letters():
    first = [clinic.diagnosis(patient) for patient in list(WARD.values())[:7]]
    assert sorted(first) == sorted(clinic.CORE)


def test_the_same_number_draws_the_same_ward_and_another_number_another_order():
    def order(number):
        return [clinic.diagnosis(patient) for patient in clinic.ward(number).values()]

    assert order(5) == order(5) != order(6)
    assert clinic.ward() == clinic.ward(clinic.WARD)


def test_a_teacher_draws_new_patients_by_another_ward_number(monkeypatch):
    monkeypatch.setattr(clinic, "WARD", 5)
    assert clinic.ward() == WARD


@pytest.mark.parametrize("part", [repr, vars, dir], ids=lambda part: part.__name__)
def test_a_patient_does_not_give_away_what_it_has(part):
    for disease, patient in BY_DISEASE.items():
        words = str(part(patient)).lower()
        assert disease not in words and DISEASES[disease].argument not in words


def test_a_run_does_not_give_away_what_the_patient_has():
    run = clinic.train(BY_DISEASE["rate too low"], epochs=1)
    assert {name for name in vars(run) if not name.startswith("_")} == {
        "observation",
        "accuracy",
        "loss",
        "planned_rates",
        "shared",
        "image_shape",
    }


@pytest.mark.parametrize("ask", ["diagnosis", "remedy", "effect"])
def test_while_a_check_calls_an_answer_the_diagnosis_is_out_of_reach(ask):
    patient = BY_DISEASE["rate too low"]
    run = clinic.train(patient, epochs=1)
    ask = getattr(clinic, ask)
    arguments = (patient,)
    if ask is clinic.effect:
        arguments = run, patient
    ask(*arguments)
    with out_of_reach(clinic_rounds.OUT_OF_REACH), pytest.raises(RuntimeError):
        ask(*arguments)


def test_a_healthy_patient_needs_no_remedy():
    assert settings_of(clinic.healthy()) == {"data": "digits", **clinic.HEALTHY}
    assert clinic.diagnosis(clinic.healthy()) == "none"
    assert clinic.remedy(clinic.healthy()) == {}


def test_an_unknown_argument_is_an_error_that_lists_the_known_ones():
    with pytest.raises(TypeError, match=r"learning_rate.*received data, lr"):
        clinic.train(WARD["A"], lr=0.1, data="digits")


def test_the_same_seed_gives_the_same_run_whatever_was_trained_between():
    patient = clinic.healthy()
    one, other, same = (
        clinic.train(patient, seed=seed, epochs=2, dropout=0.2).loss
        for seed in (3, 4, 3)
    )
    assert one == same != other


def test_a_training_leaves_the_random_generators_as_they_were():
    before = random.getstate(), np.random.get_state()[1].tolist()  # noqa: NPY002
    clinic.train(clinic.healthy(), seed=3, epochs=1, dropout=0.1)
    assert random.getstate() == before[0]
    assert np.random.get_state()[1].tolist() == before[1]  # noqa: NPY002


@pytest.mark.parametrize(
    "changes",
    [{}, {"normalization": True}, {"decay_after": 1}, {"bias": -1.0, "units": 5}],
    ids=str,
)
def test_a_network_that_was_compiled_before_trains_as_a_new_one(changes):
    settings = {"data": "digits", **clinic.HEALTHY, "epochs": 3, **changes}
    examples = Examples(settings, np.random.default_rng(1))
    _network.observed({**settings, "learning_rate": 3.0}, examples, seed=8)
    seen = _network.observed(settings, examples, seed=9)
    sharing.TRACES.clear()
    with seeds.drawing_from(9):
        model = _network._build(settings, examples)
        history = training.fit(model, examples.x_train, examples.y_train, epochs=3)
    np.testing.assert_allclose(seen.history["loss"], history.history["loss"], rtol=1e-5)
    for one, other in zip(seen.model.get_weights(), model.get_weights(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-6)


def test_an_earlier_run_keeps_its_model():
    patient = clinic.healthy()
    run = clinic.train(patient, seed=3, epochs=2)
    before = run.observation.model.get_weights()
    clinic.train(patient, seed=4, epochs=2)
    after = run.observation.model.get_weights()
    assert all(map(np.array_equal, before, after))


@pytest.mark.parametrize("seed", [11, pytest.param(12, marks=pytest.mark.full)])
def test_every_symptom_shows_alone_and_every_remedy_cures(seed):
    for disease, patient in BY_DISEASE.items():
        sick = clinic.train(patient, seed=seed)
        treated = clinic.train(patient, seed=seed, **clinic.remedy(patient))
        assert clinic.symptoms(sick) == [disease]
        assert clinic.symptoms(treated) == [], disease
        assert clinic.measure(treated)["use"] > clinic.WORKS, disease


OUTSIDE = {  # of the ward: what else is changed
    "rate too high": [{"layers": 4}, {"batch_size": 16}, {"activation": "relu"}],
    "rate too low": [{"layers": 4}, {"epochs": 40}],
    "features not scaled": [{"layers": 3}, {"epochs": 32}],
    "sigmoid too deep": [{"layers": 7}, {"epochs": 10}],
    "dead units": [{"layers": 3}, {"epochs": 10}],
    "softmax twice": [{"layers": 4}, {"units": 64}],
    "labels shuffled": [{"epochs": 80}, {"units": 64}],
    "sorted, not shuffled": [{"layers": 3}, {"epochs": 20}],
    "validation leak": [{"layers": 3}, {"epochs": 20}],
    "overfitting": [{"layers": 3}, {"epochs": 80}],
    "underfitting": [{"epochs": 40}, {"batch_size": 16}],
    "wrong mode in use": [{"layers": 3}, {"epochs": 10}],
    "schedule that never fires": [{"layers": 3}, {"epochs": 30}],
}


@pytest.mark.parametrize(
    ("disease", "changes"),
    [
        pytest.param(
            *(disease, change), marks=[pytest.mark.full] if number else [], id=disease
        )
        for disease, changes in OUTSIDE.items()
        for number, change in enumerate(changes)
    ],
)
def test_symptoms_are_right_for_patients_outside_the_ward(disease, changes):
    patient = BY_DISEASE[disease]
    run = clinic.train(patient, seed=11, **changes)
    assert clinic.symptoms(run) == [disease]
    treated = clinic.train(patient, seed=11, **{**changes, **clinic.remedy(patient)})
    assert disease not in clinic.symptoms(treated)


def test_no_loss_and_no_number_is_called_sorted():
    assert _places.explained(np.full(80, np.nan), 8) == 0
    assert _places.explained(np.ones(80), 8) == 0


def test_one_disease_is_followed_with_an_argument_changed():
    few = dict(treated=False, disease="underfitting", epochs=2)
    followed = clinic.follow(WARD, [3], **few)
    run = clinic.train(BY_DISEASE["underfitting"], seed=3, epochs=2)
    assert followed == {"underfitting": [clinic.measure(run)]}


def test_a_healthy_patient_has_no_symptom():
    run = clinic.train(clinic.healthy(), seed=5)
    assert clinic.symptoms(run) == [] and clinic.measure(run)["use"] > clinic.WORKS


def test_a_sick_patient_is_not_cured_by_nothing_and_is_by_its_remedy():
    patient = BY_DISEASE["rate too low"]
    assert clinic.effect(clinic.train(patient, epochs=5), patient) != clinic.CURED
    run = clinic.train(patient, **clinic.remedy(patient))
    assert clinic.effect(run, patient) == clinic.CURED


def test_a_schedule_that_is_given_up_is_not_a_schedule_that_fires():
    patient = BY_DISEASE["schedule that never fires"]
    assert (
        clinic.effect(clinic.train(patient, decay_after=None), patient) != clinic.CURED
    )


@pytest.mark.parametrize(
    ("disease", "change"),
    [
        ("validation leak", {"learning_rate": 0.01}),
        ("validation leak", {"dropout": 0.5}),
        ("overfitting", {"leak": True}),
    ],
    ids=str,
)
def test_a_leak_is_no_remedy_and_is_not_stopped_by_learning_less(disease, change):
    patient = BY_DISEASE[disease]
    run = clinic.train(patient, seed=4, **change)
    assert run.shared > 0.9 and "validation leak" in clinic.symptoms(run)
    assert clinic.effect(run, patient) != clinic.CURED


@pytest.mark.parametrize(
    ("disease", "change"),
    [
        ("features not scaled", {"learning_rate": 1e-5}),
        ("schedule that never fires", {"decay_after": 0}),
    ],
    ids=str,
)
def test_a_change_that_only_hides_the_symptom_is_no_cure(disease, change):
    patient = BY_DISEASE[disease]
    run = clinic.train(patient, seed=4, **change)
    assert clinic.effect(run, patient) != clinic.CURED


def test_what_a_panel_shows_is_said_in_words():
    low = clinic.train(BY_DISEASE["rate too low"], seed=3)
    scaled = clinic.train(BY_DISEASE["features not scaled"], seed=3)
    assert "A typical step is tiny." in clinic.describe(low)
    assert "far larger range" in clinic.describe(scaled)
    assert not any(d in clinic.describe(scaled) for d in clinic.DISEASES)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_words_of_a_chaotic_run_are_those_of_every_seed(seed):
    run = clinic.train(BY_DISEASE["rate too high"], seed=seed)
    words = "low on training data, low on held-out data and low in use"
    assert f"The accuracy is {words}. The training loss stays" in clinic.describe(run)


@pytest.fixture
def hints(monkeypatch):
    """From disease and wrong name to what the check says, in the ward of the tests."""
    monkeypatch.setattr(clinic, "WARD", 5)

    def hint(disease, name):
        names = {letter: disease for disease, letter in LETTERS.items()}
        verdict = clinic_rounds.diagnoses(lambda: {**names, LETTERS[disease]: name})
        assert verdict.status == "NOT YET"
        return verdict.message

    return hint


@pytest.fixture(scope="module")
def views():
    """The titles of the views in the panel of a patient."""
    run = clinic.train(clinic.healthy(), epochs=1)
    figure = _observation._panel(run.observation, run.image_shape, run.accuracy)
    return [ax.get_title(loc="left") for ax in figure.axes]


@pytest.mark.parametrize("disease", clinic.DISEASES)
def test_every_wrong_name_gets_a_hint_that_names_a_view_and_no_patient(
    disease, hints, views
):
    for name in set(clinic.DISEASES) - {disease}:
        hint = hints(disease, name)
        assert any(f'"{view}"' in hint for view in views), hint
        assert not any(f"atient {letter} " in hint for letter in WARD)
        assert disease not in hint.lower() and DISEASES[disease].argument not in hint


@pytest.mark.parametrize("name", ["overfitting", "rate too low"])
def test_names_are_judged_together_right_or_wrong(name, monkeypatch):
    monkeypatch.setattr(clinic, "WARD", 5)
    verdict = clinic_rounds.diagnoses(lambda: {LETTERS["overfitting"]: name})
    assert verdict.status == "NOT YET"
    assert "Patients are missing: " in verdict.message


def test_the_seven_patients_of_the_lesson_are_enough(monkeypatch):
    monkeypatch.setattr(clinic, "WARD", 5)
    names = {LETTERS[disease]: disease for disease in clinic.CORE}
    assert clinic_rounds.diagnoses(lambda: names).passed
    assert not clinic_rounds.diagnoses(lambda: {**names, "H": "dead units"}).passed


def spoilt(**changes):
    """Return examples that are not scaled, with arguments of the training changed."""
    settings = {"data": "digits", **clinic.HEALTHY, "scaled": False, **changes}
    return Examples(settings, np.random.default_rng(1))


def rows_of(x):
    return {row.tobytes() for row in x}


@pytest.mark.parametrize("name", ["digits", "breast_cancer"])
def test_the_sealed_test_set_is_in_no_part(name):
    data = datasets.load(name)
    seen = np.concatenate([data.x_train, data.x_val])
    parts = spoilt(data=name)
    found = np.concatenate([parts.x_train, parts.x_val, parts.x_use])
    assert rows_of(found) == rows_of(seen) and len(found) == len(seen)


def test_a_leak_puts_the_validation_examples_into_the_training_part():
    whole, leaked = spoilt(), spoilt(leak=True)
    assert not rows_of(whole.x_train) & rows_of(whole.x_use)
    assert rows_of(leaked.x_train) == rows_of(whole.x_train) | rows_of(whole.x_val)


def test_sorting_and_shuffling_keep_the_labels():
    counts = np.bincount(spoilt().y_train)
    shuffled, ordered = spoilt(labels="shuffled"), spoilt(shuffle=False)
    assert not np.array_equal(shuffled.y_train, spoilt().y_train)
    assert np.all(np.diff(ordered.y_train) >= 0)
    for parts in (shuffled, ordered):
        assert np.array_equal(np.bincount(parts.y_train), counts)


@pytest.mark.parametrize("places, least, most", [(2, 0, 0), (10, 0.9, 1)])
def test_a_few_steps_an_epoch_do_not_tell_whether_the_loss_follows_the_place(
    places, least, most
):
    loss = np.tile(np.arange(places, dtype=float), 8)
    assert least <= _places.explained(loss, 8) <= most


@pytest.mark.parametrize("epochs, sorted_too", [(1, 0), (2, 0), (3, 1), (40, 1)])
def test_examples_are_called_sorted_after_any_number_of_epochs_that_can_repeat(
    epochs, sorted_too
):
    loss = np.tile(np.arange(10, dtype=float), epochs)
    noise = np.random.default_rng(0).normal(size=loss.size)
    assert _places.explained(loss, epochs) == pytest.approx(sorted_too)
    assert _places.explained(noise, epochs) < 0.9
