"""The rules of the examination are pure functions of numbers; here they are made up."""

import math

import pytest

from labhelpers.clinic.examination import _ranking, _report

HEALTHY = {
    "num_train": 500,
    "num_val": 200,
    "task": "classes",
    "x_not_finite": 0,
    "y_not_finite": 0,
    "y_low": 0.0,
    "y_high": 2.0,
    "y_columns": 1,
    "y_scale": 1.3,
    "num_classes": 3,
    "largest_share": 0.35,
    "smallest_share": 0.3,
    "constant": False,
    "sortedness": 0.0,
    "new_classes": 0,
    "best_feature": 4,
    "feature_skill": 0.5,
    "second_skill": 0.4,
    "plain_inside": 0.9,
    "plain_skill": 0.9,
    "plain_held_out": 0.85,
    "shared": 0.0,
    "twice": 0.0,
    "near": 0.0,
    "family": "sparse",
    "expects_scores": True,
    "loss": "sparse_categorical_crossentropy",
    "metrics": {"accuracy": None},
    "frozen": [],
    "frozen_share": 0.0,
    "dropout": 0.0,
    "optimizer": "SGD",
    "planned_rates": None,
    "steps": 16,
    "weighted": False,
    "epochs": 20,
    "batch_size": 32,
    "shuffle": True,
    "train_skill": 0.97,
    "val_skill": 0.92,
    "training_mode_skill": 0.97,
    "inference_mode_skill": 0.97,
    "kind": "scores",
    "outputs": 3,
    "recall": 0.9,
    "watched": 16,
    "short": 4,
    "first_loss": 1.2,
    "loss_start": 1.0,
    "loss_end": 0.1,
    "val_end": 0.2,
    "val_low": 0.19,
    "val_low_epoch": 15,
    "guess_loss": 1.1,
    "broken_step": None,
    "rates": {1.0: (0.1, 0.3), 0.1: (0.01, 0.9), 10.0: (1.0, 0.5)},
    "x_scale": 1.0,
    "x_ratio": 2.0,
    "embeds": False,
    "growth": 1.0,
    "dead_start": 0.1,
    "dead_end": 0.1,
    "saturated_start": None,
    "saturated_end": None,
    "depth": 3,
    "first_to_last": 0.8,
    "update": 0.003,
    "repeats": 0.0,
    "batches": 0.0,
    "modes": 0.0,
    "varies": 1.0,
    "moved": None,
    "by_place": 0.1,
}
STUCK = {"train_skill": 0.1, "val_skill": 0.1, "loss_end": 1.0, "recall": 0.3}
VALUES = {
    "task": "values",
    "family": "values",
    "loss": "mean_squared_error",
    "num_classes": 0,
    "largest_share": None,
    "smallest_share": None,
    "recall": None,
    "outputs": 1,
    "metrics": {"mae": None},
    "expects_scores": False,
    "y_low": -2.0,
    "y_high": 2.0,
}
SICK = {
    "NaN in the data": {"x_not_finite": 3},
    "constant labels": {"constant": True, "num_classes": 1, "largest_share": 1.0},
    "features not scaled": {"x_scale": 900.0, "x_ratio": 900.0, **STUCK},
    "targets not scaled": {**VALUES, "y_scale": 150.0, **STUCK},
    "labels shuffled": {"plain_skill": 0.02, "plain_inside": 0.0, "val_skill": 0.0},
    "sorted, not shuffled": {"sortedness": 1.0, "shuffle": False},
    "validation leak": {"shared": 0.5},
    "a feature gives the label away": {"feature_skill": 0.99},
    "classes out of balance": {"smallest_share": 0.02, "recall": 0.2},
    "training and validation have other classes": {"new_classes": 2},
    "loss does not fit the labels": {"task": "one-hot", "y_columns": 3},
    "softmax twice": {"kind": "softmax"},
    "softmax missing": {"expects_scores": False},
    "frozen layers": {"frozen_share": 0.9, "frozen": ["dense"]},
    "wrong mode in use": {"repeats": 0.4},
    "schedule that never fires": {"planned_rates": [0.1] * 20},
    "schedule that fires too early": {"planned_rates": [0.1] + [0.001] * 19},
    "metric does not fit": {**VALUES, "metrics": {"accuracy": None}},
    "learning rate too high": {
        **STUCK,
        "rates": {1.0: (8.0, math.inf), 0.1: (0.8, 0.9), 0.01: (0.08, 0.2)},
    },
    "learning rate too low": {
        **STUCK,
        "rates": {1.0: (1e-5, 1.1), 10.0: (1e-4, 1.0), 1e4: (0.1, 0.2)},
    },
    "NaN in the loss": {"broken_step": 7, "train_skill": 0.95},
    "vanishing gradients": {**STUCK, "first_to_last": 1e-4, "depth": 6},
    "exploding gradients": {**STUCK, "first_loss": 1e4, "growth": 500.0},
    "dead units": {**STUCK, "dead_start": 1.0, "dead_end": 1.0},
    "saturated units": {**STUCK, "saturated_start": 0.9, "saturated_end": 0.9},
    "overfitting": {"val_skill": 0.5, "val_end": 0.9, "val_low_epoch": 4},
    "underfitting": {"train_skill": 0.5, "val_skill": 0.5, "loss_end": 0.6},
}


def names(**changes):
    return [each.name for each in _ranking.suspects({**HEALTHY, **changes})]


def test_healthy_numbers_have_no_suspect():
    assert names() == names(**VALUES) == []


@pytest.mark.parametrize("name", SICK)
def test_the_numbers_of_a_cause_name_it_first(name):
    assert names(**SICK[name])[0] == name


def test_every_rule_fires_for_one_of_the_made_up_causes():
    fired = {
        rule.__name__
        for rule in _ranking.RULES
        for changes in SICK.values()
        if rule({**HEALTHY, **changes}) is not None
    }
    assert fired == {rule.__name__ for rule in _ranking.RULES}


@pytest.mark.parametrize("name", SICK)
def test_a_suspect_has_evidence_in_numbers_an_experiment_and_a_line(name):
    first = _ranking.suspects({**HEALTHY, **SICK[name]})[0]
    assert first.evidence.endswith(".") and first.experiment and first.line
    assert 0 < first.strength <= 1
    assert "nan" not in first.evidence.lower().replace("nan ", "")


def test_every_cause_that_explains_others_is_the_name_of_a_suspect():
    known = set(SICK)
    for cause, others in _ranking.EXPLAINS.items():
        assert {cause, *others} <= known


def test_what_a_cause_explains_stands_below_it():
    unscaled = {**SICK["features not scaled"], **SICK["learning rate too high"]}
    found = names(**unscaled)
    assert found[:2] == ["features not scaled", "learning rate too high"]
    assert "underfitting" not in found


def test_a_large_feature_is_no_suspect_of_a_network_of_words():
    assert names(x_scale=900.0, embeds=True) == []


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"task": "one-hot", "y_columns": 3}, "categorical_crossentropy"),
        ({"y_high": 3.0}, "Dense(4"),
        ({"family": "categorical"}, "sparse_categorical_crossentropy"),
        ({"family": "binary", "outputs": 1}, "sparse_categorical_crossentropy"),
        ({"family": "values", "outputs": 1}, "sparse_categorical_crossentropy"),
        ({**VALUES, "kind": "unit"}, "Dense(1)"),
        ({**VALUES, "kind": "positive"}, "Dense(1)"),
        ({**VALUES, "outputs": 3}, "Dense(1)"),
        ({**VALUES, "family": "binary"}, "mse"),
    ],
    ids=str,
)
def test_a_loss_that_does_not_fit_gets_the_line_that_does(changes, line):
    first = _ranking.suspects({**HEALTHY, **changes})[0]
    assert first.name == "loss does not fit the labels" and line in first.line


@pytest.mark.parametrize(
    "changes",
    [
        {"repeats": 0.5},
        {"batches": 0.5},
        {"dropout": 0.3, "modes": 0.0},
        {"moved": 0.0, "modes": 0.2},
        {"moved": 0.1, "modes": 0.2, "inference_mode_skill": 0.3},
    ],
    ids=str,
)
def test_every_way_to_mix_up_the_modes_is_seen(changes):
    assert names(**changes)[0] == "wrong mode in use"


def test_dropout_and_batch_norm_that_work_are_no_suspects():
    assert names(dropout=0.3, modes=0.2, moved=0.01) == []


def test_dropout_on_dead_units_changes_nothing_and_is_not_blamed():
    found = names(**STUCK, dead_start=1.0, dead_end=1.0, dropout=0.3, varies=0.0)
    assert found[0] == "dead units" and "wrong mode in use" not in found


def test_without_a_training_the_rules_of_arrays_and_model_are_asked():
    kept = {
        n: v for n, v in HEALTHY.items() if n not in {"loss_end", "repeats", "kind"}
    }
    assert [e.name for e in _ranking.suspects({**kept, "y_not_finite": 1})] == [
        "NaN in the data"
    ]


@pytest.mark.parametrize(
    ("numbers", "failure", "outcome"),
    [
        ({"train_skill": 0.9}, None, _report.NOTHING),
        ({"train_skill": 0.05}, None, _report.CANNOT_TELL),
        ({"train_skill": None}, None, _report.CANNOT_TELL),
        ({}, "shapes differ", _report.CANNOT_TELL),
    ],
    ids=str,
)
def test_no_suspect_means_nothing_conspicuous_or_that_nobody_can_tell(
    numbers, failure, outcome
):
    found, reason = _report.outcome_of([], numbers, failure)
    assert found == outcome and bool(reason) == (outcome == _report.CANNOT_TELL)
