"""Searches try what they say, and KerasTuner's trials equal a sweep's runs."""

import numpy as np
import pytest
from keras_tuner import HyperParameters
from scipy import integrate, stats
from tensorflow import keras

from labhelpers import training, tuning
from labhelpers.models import tuned_network
from tools import make_table

SPACE = {"rate": tuning.Range(1e-3, 10, log=True), "size": tuning.Choice(4, 16, 64)}
GENERATOR = np.random.default_rng(3)
X = GENERATOR.normal(size=(60, 5)).astype("float32")
Y = (X[:, 0] > 0).astype("int64")
DATA = {"validation_data": (X[40:], Y[40:])}


def build(hp):
    model = keras.Sequential([keras.Input((5,)), keras.layers.Dense(2)])
    model.compile(
        keras.optimizers.SGD(hp.Float("learning_rate", 1e-3, 1.0, sampling="log")),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


def search(
    folder, max_trials, kind=tuning.RandomSearch, build_model=build, **arguments
):
    tuner = kind(
        build_model,
        objective="val_loss",
        max_trials=max_trials,
        directory=folder,
        **arguments,
    )
    tuner.search(X[:40], Y[:40], **DATA, epochs=3)
    return tuner


def test_a_grid_has_every_combination_once():
    trials = tuning.grid_trials(SPACE, points=5)
    assert len(trials) == 5 * 3 == len({tuple(t.values()) for t in trials})
    rates = sorted({trial["rate"] for trial in trials})
    np.testing.assert_allclose(rates, [1e-3, 1e-2, 1e-1, 1, 10])


def test_a_centred_grid_leaves_the_ends_out():
    rates = [t["rate"] for t in tuning.grid_trials(SPACE, points=3, ends=False)]
    assert min(rates) > 1e-3 and max(rates) < 10


def test_random_trials_are_even_on_the_scale_of_each_axis():
    trials = tuning.random_trials(SPACE, 3000, np.random.default_rng(0))
    where = tuning.places(SPACE, trials)
    assert stats.kstest(where[:, 0], "uniform").pvalue > 0.001
    sizes = [trial["size"] for trial in trials]
    assert min(sizes.count(size) for size in (4, 16, 64)) > 900


@pytest.mark.parametrize("axis", SPACE.values())
def test_place_and_value_undo_each_other(axis):
    for place in (0.1, 0.5, 0.9):
        assert axis.value(axis.place(axis.value(place))) == pytest.approx(
            axis.value(place)
        )


@pytest.mark.parametrize("std", [0.3, 2.0])
def test_expected_improvement_is_the_mean_of_what_exceeds_the_best(std):
    mean, best = 0.4, 0.7
    expected, _ = integrate.quad(
        lambda score: (score - best) * stats.norm.pdf(score, mean, std), best, np.inf
    )
    assert tuning.expected_improvement(mean, std, best) == pytest.approx(expected)


def test_without_uncertainty_the_improvement_is_the_gain_itself():
    gains = tuning.expected_improvement([0.5, 0.9], [0.0, 0.0], best=0.7)
    np.testing.assert_allclose(gains, [0.0, 0.2])


def test_proposals_find_the_top_of_a_smooth_hill_sooner_than_chance():
    def height(trial):
        return -((np.log10(trial["rate"]) - 0.3) ** 2)

    found = []
    for seed in range(10):
        generator = np.random.default_rng(seed)
        space = {"rate": SPACE["rate"]}
        trials = tuning.random_trials(space, 3, generator)
        for _ in range(6):
            scores = [height(trial) for trial in trials]
            candidates = tuning.random_trials(space, 200, generator)
            trials.append(tuning.propose(space, trials, scores, candidates))
        chance = tuning.random_trials(space, 9, generator)
        found.append(max(map(height, trials)) > max(map(height, chance)))
    assert sum(found) >= 8


def test_a_failed_trial_does_not_stop_proposals():
    trials = tuning.random_trials(SPACE, 3, np.random.default_rng(0))
    assert tuning.propose(SPACE, trials, [0.1, np.nan, 0.2], trials) in trials


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: tuning.Range(1, 1), "low < high"),
        (lambda: tuning.Range(0, 1, log=True), "low > 0"),
        (tuning.Choice, "at least one value"),
        (lambda: tuning.grid_trials(SPACE, 0), "1 point or more"),
    ],
)
def test_bad_input_is_named(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_a_trial_has_the_scores_of_a_sweep_with_the_same_seeds(tmp_path):
    tuner = search(tmp_path, 2, executions_per_trial=3)
    for row in tuning.rows(tuner):

        def build_model(learning_rate):
            hp = HyperParameters()
            hp.Fixed("learning_rate", learning_rate)
            return build(hp)

        setting = {"learning_rate": row["learning_rate"]}
        runs = training.sweep(
            build_model, [setting], x=X[:40], y=Y[:40], **DATA, epochs=3, seeds=3
        )
        assert row["score"] == pytest.approx(
            runs["val_loss"][0].min(axis=1).mean(), abs=1e-5
        )


def test_the_best_model_has_the_weights_of_its_best_epoch(tmp_path):
    tuner = search(tmp_path, 3)
    (model,) = tuner.get_best_models()
    best = min(row["score"] for row in tuning.rows(tuner))
    assert model.evaluate(*DATA["validation_data"], verbose=0)[0] == pytest.approx(
        best, abs=1e-5
    )


def test_an_interrupted_search_goes_on_where_it_was(tmp_path):
    begun = tuning.rows(search(tmp_path, 2))
    resumed = tuning.rows(search(tmp_path, 4))
    assert resumed[:2] == begun and len(resumed) == 4


def test_failed_trials_do_not_end_the_search(tmp_path):
    def build_or_fail(hp):
        model = build(hp)
        if hp.get("learning_rate") < 0.05:
            raise ValueError("too small")
        return model

    hp = HyperParameters()
    hp.Float("learning_rate", 1e-3, 1.0, sampling="log", default=0.5)
    rows = tuning.rows(
        search(tmp_path, 8, build_model=build_or_fail, hyperparameters=hp)
    )
    assert [row["status"] for row in rows].count("FAILED") >= 1
    for row in rows:
        failed = row["learning_rate"] < 0.05
        assert row["status"] == ("FAILED" if failed else "COMPLETED")
        assert np.isnan(row["score"]) == failed


def test_a_search_in_which_every_trial_fails_shows_the_last_error(tmp_path, capfd):
    def fail(hp):
        if hp.Float("learning_rate", 1e-3, 1.0) > 1e-3:  # the space is built once
            raise ValueError("a mistake in the model")
        return build(hp)

    with pytest.raises(RuntimeError, match=r"(?s)all 2 failed.*a mistake in the model"):
        search(tmp_path, 2, build_model=fail)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("kind", [tuning.GridSearch, tuning.BayesianOptimization])
def test_the_other_searches_train_their_trials_too(tmp_path, kind):
    rows = tuning.rows(search(tmp_path, 3, kind=kind))
    assert [row["status"] for row in rows] == ["COMPLETED"] * 3


def test_hyperband_goes_on_with_the_weights_of_the_better_half(tmp_path):
    tuner = tuning.Hyperband(
        build, objective="val_loss", max_epochs=4, factor=2, directory=tmp_path
    )
    tuner.search(X[:40], Y[:40], **DATA)
    rows = tuning.rows(tuner)
    continued = [row for row in rows if row.get("tuner/trial_id")]
    assert continued
    by_trial = {row["trial"]: row["score"] for row in rows}
    better = [row["score"] < by_trial[row["tuner/trial_id"]] for row in continued]
    assert np.mean(better) > 0.5


def test_every_trial_of_the_stored_surface_is_found_in_its_row():
    table = tuning.load_table()
    assert [table.index(trial) for trial in table.trials] == list(range(480))
    for trial in (table.trials[0], table.trials[-1]):
        assert all(trial[name] in axis.values for name, axis in table.space.items())


def test_the_stored_surface_is_what_training_gives():
    """Five cells drawn at random are trained anew; digits of processors differ."""
    table = tuning.load_table()
    rows = np.random.default_rng().choice(len(table.trials), 5, replace=False)
    for row in rows:
        (anew,) = make_table.scores_of([table.trials[row]])
        stored = table.scores[row]
        spread = max(stored.std(ddof=1), anew.std(ddof=1)) / np.sqrt(len(stored))
        assert abs(anew.mean() - stored.mean()) < 0.01 + 4 * spread, table.trials[row]
        assert np.abs(np.sort(anew) - np.sort(stored)).max() < 0.03 + 8 * spread


def test_the_network_of_the_surface_is_that_of_the_distributed_search():
    hp = HyperParameters()
    model = tuning.digits_network(hp)
    again = tuned_network(hp.get("learning_rate"), hp.get("dropout"))
    assert model.to_json().count("Dropout") == again.to_json().count("Dropout") == 1
    assert [w.shape for w in model.weights] == [w.shape for w in again.weights]
    ours, theirs = model.optimizer.get_config(), again.optimizer.get_config()
    ours.pop("name"), theirs.pop("name")
    assert ours == theirs


class TestRepeat:
    table = tuning.load_table()

    def found(self, strategy, budget=6):
        searches = tuning.repeat(
            self.table, {"it": strategy}, budget=budget, repeats=8, seed=1
        )
        return searches["it"]

    def test_the_score_seen_never_falls(self):
        seen, good = self.found(tuning.one_at_a_time)
        assert seen.shape == good.shape == (8, 6)
        assert np.all(np.diff(seen, axis=1) >= 0)

    def test_a_strategy_that_tries_one_row_is_judged_by_the_other_seeds(self):
        seen, good = self.found(lambda table, scores, budget, generator: [7] * budget)
        for s, g in zip(seen[:, 0], good[:, 0], strict=True):
            assert s in self.table.scores[7]
            assert 5 * self.table.scores[7].mean() == pytest.approx(s + 4 * g)

    def test_a_person_beats_standing_still(self):
        _, good = self.found(tuning.one_at_a_time, budget=18)
        assert np.median(good[:, -1]) > np.median(good[:, 0])

    def test_a_strategy_that_overdraws_its_budget_is_named(self):
        with pytest.raises(ValueError, match="6 rows, its budget; received 7"):
            self.found(lambda table, scores, budget, generator: [0] * (budget + 1))

    def test_babysitting_changes_one_hyperparameter_at_a_time(self):
        rows = tuning.one_at_a_time(
            self.table, self.table.scores[:, 0], 4, np.random.default_rng(5)
        )
        first, second = (self.table.trials[row] for row in rows[:2])
        assert sum(first[name] != second[name] for name in first) == 1
