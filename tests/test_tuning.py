"""Searches try what they say, and KerasTuner's trials equal a sweep's runs."""

import json
import threading
import warnings
from types import SimpleNamespace

import keras_tuner
import numpy as np
import pytest
import tensorflow as tf
from keras_tuner import HyperParameters
from scipy import integrate, stats
from tensorflow import keras

from labhelpers import training, tuning
from tools import make_table

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
    folder,
    max_trials,
    kind=tuning.RandomSearch,
    build_model=build,
    searching=None,
    **arguments,
):
    arguments = {"objective": "val_loss"} | arguments
    tuner = kind(build_model, max_trials=max_trials, directory=folder, **arguments)
    tuner.search(X[:40], Y[:40], **{**DATA, "epochs": 3} | (searching or {}))
    return tuner


def scores(tuner):
    return [row["score"] for row in tuning.rows(tuner)]


def test_place_and_value_undo_each_other():
    axis = tuning.SPACE["dropout"]
    for place in (0.1, 0.5, 0.9):
        value = axis.value(place)
        assert axis.value(axis.place(value)) == pytest.approx(value)


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


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: tuning.Range(1, 1), "low < high"),
        (lambda: tuning.Range(0, 1, log=True), "low > 0"),
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


@pytest.mark.parametrize("kind", [tuning.RandomSearch, tuning.GridSearch])
def test_a_search_in_two_parts_tries_what_it_tries_in_one(tmp_path, kind):
    whole = tuning.rows(search(tmp_path / "whole", 4, kind))
    assert tuning.rows(search(tmp_path / "parts", 2, kind)) == whole[:2]
    assert tuning.rows(search(tmp_path / "parts", 4, kind)) == whole
    assert [row["status"] for row in whole] == ["COMPLETED"] * 4


def test_bayesian_search_begins_at_random_and_then_chooses(tmp_path):
    chance = tuning.rows(search(tmp_path / "1", 4))
    kind = tuning.BayesianOptimization
    chosen = tuning.rows(search(tmp_path / "2", 4, kind, num_initial_points=3))
    assert chosen[:3] == chance[:3] and chosen[3] != chance[3]


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


class Interrupting(keras.callbacks.Callback):
    """Interrupt the third training, as Ctrl-C does."""

    begun = 0

    def on_train_begin(self, logs=None):
        Interrupting.begun += 1
        if Interrupting.begun == 3:
            raise KeyboardInterrupt


@pytest.mark.parametrize("again", ["the same tuner", "a new one"])
def test_an_interrupted_search_can_be_used_and_goes_on(tmp_path, monkeypatch, again):
    monkeypatch.setattr(Interrupting, "begun", 0)
    tuner = tuning.RandomSearch(
        build, objective="val_loss", max_trials=4, directory=tmp_path / "parts"
    )
    fitting = {**DATA, "epochs": 3, "callbacks": [Interrupting()]}
    with pytest.raises(KeyboardInterrupt):
        tuner.search(X[:40], Y[:40], **fitting)
    whole = tuning.rows(search(tmp_path / "whole", 4))
    assert tuning.rows(tuner)[:2] == whole[:2] and tuner.get_best_models()
    if again == "the same tuner":
        tuner.search(X[:40], Y[:40], **DATA, epochs=3)
    else:
        tuner = search(tmp_path / "parts", 4)
    assert tuning.rows(tuner) == whole


def test_a_trial_that_ended_is_not_trained_again_by_a_resumed_search(tmp_path):
    before = scores(search(tmp_path, 2))
    file = tmp_path / "search/oracle.json"  # as a chief leaves it
    state = json.loads(file.read_text()) | {"ongoing_trials": {"worker0": "1"}}
    file.write_text(json.dumps(state))
    trained = (tmp_path / "search/trial_1/best.npz").stat().st_mtime_ns
    assert scores(search(tmp_path, 2)) == before
    assert (tmp_path / "search/trial_1/best.npz").stat().st_mtime_ns == trained


class Counting(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.epochs = 0

    def on_epoch_end(self, epoch, logs=None):
        self.epochs += 1
        logs["counted"] = float(self.epochs)


def test_each_training_has_its_own_copies_of_the_callbacks(tmp_path):
    counting = Counting()
    objective = keras_tuner.Objective("counted", "max")
    tuner = search(
        tmp_path,
        2,
        objective=objective,
        executions_per_trial=2,
        searching={"callbacks": [counting]},
    )
    assert scores(tuner) == [3.0, 3.0] and counting.epochs == 0


def test_a_callback_that_cannot_be_copied_is_named_before_any_trial(tmp_path):
    counting = Counting()
    counting.lock = threading.Lock()
    with pytest.raises(TypeError, match="Callbacks need to be copyable"):
        search(tmp_path, 1, searching={"callbacks": counting})


def test_logs_for_tensorboard_have_a_folder_for_each_training(tmp_path):
    board = keras.callbacks.TensorBoard(tmp_path / "logs")
    search(tmp_path, 1, executions_per_trial=2, searching={"callbacks": [board]})
    folders = {path.name for path in (tmp_path / "logs/0").iterdir()}
    assert folders == {"execution0", "execution1"}


class Tuned(keras_tuner.HyperModel):
    def build(self, hp):
        return build(hp)

    def fit(self, hp, model, *args, **kwargs):
        size = hp.Choice("batch_size", [5, 40])
        return model.fit(*args, batch_size=size, verbose=0, **kwargs)


def test_the_fit_of_a_hypermodel_trains_its_trials(tmp_path):
    tuner = search(tmp_path / "ours", 3, build_model=Tuned())
    for row in tuning.rows(tuner):
        keras.utils.set_random_seed(training.child_seeds(1)[0])
        hp = HyperParameters()
        hp.Fixed("learning_rate", row["learning_rate"])
        model = build(hp)
        model.fit(
            X[:40], Y[:40], batch_size=row["batch_size"], epochs=3, verbose=0, **DATA
        )
        assert row["score"] == pytest.approx(min(model.history.history["val_loss"]))
    assert len({row["batch_size"] for row in tuning.rows(tuner)}) == 2


def test_the_fit_of_a_hypermodel_may_return_the_score_itself(tmp_path):
    class Scored(Tuned):
        def fit(self, hp, model, *args, **kwargs):
            return hp["learning_rate"]

    tuner = search(tmp_path, 3, build_model=Scored(), objective=None)
    assert scores(tuner) == [row["learning_rate"] for row in tuning.rows(tuner)]
    assert len(tuner.get_best_models(3)) == 3


@pytest.mark.parametrize("form", ["validation_split", "tf.data"])
def test_other_forms_of_the_same_data_give_the_same_scores(tmp_path, form):
    given = {"shuffle": False, "epochs": 2}
    plain = search(tmp_path / "plain", 2, searching={**given, "batch_size": 10})
    tuner = tuning.RandomSearch(
        build, objective="val_loss", max_trials=2, directory=tmp_path / form
    )
    if form == "tf.data":
        data = tf.data.Dataset.from_tensor_slices((X[:40], Y[:40])).batch(10)
        tuner.search(data, **given, **DATA)
    else:
        tuner.search(X, Y, validation_split=1 / 3, batch_size=10, **given)
    assert scores(tuner) == pytest.approx(scores(plain), abs=1e-5)


def test_several_objectives_add_up_to_the_score(tmp_path):
    tuner = search(tmp_path, 3, objective=["val_loss", "val_accuracy"])
    (best,) = tuner.get_best_models()
    loss, accuracy = best.evaluate(*DATA["validation_data"], verbose=0)
    assert min(scores(tuner)) == pytest.approx(loss - accuracy, abs=1e-5)


def test_a_score_that_is_not_a_number_is_named(tmp_path):
    def build_or_diverge(hp):
        model = build(hp)
        if hp.get("learning_rate") > 0.05:
            model.optimizer.learning_rate = np.nan
        return model

    tuner = search(tmp_path / "some", 6, build_model=build_or_diverge)
    failed = [t for t in tuner.oracle.trials.values() if t.status == "FAILED"]
    assert 0 < len(failed) < 6
    assert all("val_loss is NaN" in trial.message for trial in failed)
    nothing = {"validation_data": (X * np.nan, Y)}
    with pytest.raises(RuntimeError, match=r"all 2 failed.*val_loss is NaN"):
        search(tmp_path / "all", 2, searching=nothing)


def test_arguments_of_the_tuner_reach_each_model(tmp_path):
    tuner = search(tmp_path / "1", 1, optimizer="adam")
    (best,) = tuner.get_best_models()
    assert isinstance(best.optimizer, keras.optimizers.Adam)
    with pytest.raises(RuntimeError, match=r"at most 11 weights.*received one with 12"):
        search(tmp_path / "2", 1, max_model_size=11)


def test_a_build_without_a_model_ends_the_search_at_once(tmp_path):
    with pytest.raises(TypeError, match="return a Keras model; received None"):
        search(tmp_path, 2, build_model=lambda hp: None)


def test_a_model_without_an_input_layer_is_loaded_with_its_weights(tmp_path):
    def build_without_input(hp):
        model = keras.Sequential([keras.layers.Dense(2)])
        model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
        return model

    tuner = search(tmp_path, 1, build_model=build_without_input)
    (best,) = tuner.get_best_models()
    score = best.evaluate(*DATA["validation_data"], verbose=0)
    assert score == pytest.approx(scores(tuner)[0], abs=1e-5)


def edited(edit):
    """A `build` after an edit; `units` stands for a function that it calls."""
    units = 3 if edit == "what it calls" else 2
    largest = 2.0 if edit == "a range" else 1.0

    if edit == "a case":

        def build_edited(hp):
            if hp.Float("scale", 0.1, largest) > 0.5:
                return make(hp, units)
            return make(hp, 7)

    elif edit == "a comment":

        def build_edited(hp):
            """Build."""
            hp.Float("scale", 0.1, largest)  # another comment
            return make(hp, units)

    else:

        def build_edited(hp):
            hp.Float("scale", 0.1, largest)
            return make(hp, units)

    return build_edited


def make(hp, units):
    inputs = keras.Input((5,))
    hidden = keras.layers.Dropout(0.1)(keras.layers.Dense(units)(inputs))
    model = keras.Model(inputs, keras.layers.Dense(2)(hidden))
    model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model


@pytest.mark.parametrize("edit", ["what it calls", "a case", "a range"])
def test_an_edited_build_in_an_old_folder_is_noticed(tmp_path, edit):
    search(tmp_path, 1, build_model=edited("nothing"))
    with pytest.warns(UserWarning, match=r"made by another `build`.*overwrite=True"):
        search(tmp_path, 1, build_model=edited(edit))
    with warnings.catch_warnings(action="error", category=UserWarning):
        search(tmp_path, 1, build_model=edited(edit), overwrite=True)


@pytest.mark.parametrize("build_model", [edited("a comment"), Tuned()])
def test_a_build_that_is_the_same_is_not_said_to_be_edited(tmp_path, build_model):
    first = edited("nothing") if callable(build_model) else Tuned()
    search(tmp_path, 1, build_model=first)
    with warnings.catch_warnings(action="error", category=UserWarning):
        search(tmp_path, 2, build_model=build_model)


def test_an_edited_fit_of_a_hypermodel_is_noticed(tmp_path):
    class Edited(Tuned):
        def fit(self, hp, model, *args, **kwargs):
            return super().fit(hp, model, *args, shuffle=False, **kwargs)

    search(tmp_path, 1, build_model=Tuned())
    with pytest.warns(UserWarning, match="made by another `build`"):
        search(tmp_path, 1, build_model=Edited())


@pytest.mark.parametrize("name", ["_build_hypermodel", "_configure_tensorboard_dir"])
def test_a_search_needs_no_private_name_of_the_tuner(tmp_path, monkeypatch, name):
    board = keras.callbacks.TensorBoard(tmp_path / "logs")
    monkeypatch.delattr(keras_tuner.Tuner, name)
    tuner = search(tmp_path, 1, searching={"callbacks": [board]})
    assert np.isfinite(scores(tuner)).all()
    assert (tmp_path / "logs/0/execution0").is_dir()


@pytest.mark.parametrize("name", ["_compare", "_ordered_ids", "_populate_next"])
def test_a_grid_without_its_private_names_keeps_its_trials(tmp_path, name):
    from labhelpers.tuning import keras_tuner_inside

    oracle = search(tmp_path, 2, tuning.GridSearch).oracle
    parts = {"_compare", "_ordered_ids", "_populate_next", "trials", "start_order"}
    rest = SimpleNamespace(**{part: getattr(oracle, part) for part in parts - {name}})
    with pytest.warns(UserWarning, match=f"cannot go on.*{name}"):
        keras_tuner_inside.resume_grid(rest)
    keras_tuner_inside.drop_ended_trials(rest)  # without a `_retry_queue`


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


def test_a_shifted_grid_tries_all_combinations_of_a_few_evenly_spaced_values():
    table = tuning.load_table()
    rows = tuning.shifted_grid((3, 3, 2))(table, None, 18, np.random.default_rng(1))
    places = table.places[rows]
    assert len(set(rows)) == 18
    for axis, points in enumerate((3, 3, 2)):
        values = np.unique(places[:, axis])
        assert len(values) == points
        step = 1 / len(list(table.space.values())[axis].values)
        assert np.allclose(np.diff(values), 1 / points, atol=step)
    moved = tuning.shifted_grid((3, 3, 2))(table, None, 18, np.random.default_rng(2))
    assert set(moved) != set(rows)


def test_along_a_hyperparameter_the_others_change_no_score():
    table = tuning.load_table()
    line = table.along("learning_rate", dropout=0.1, batch_size=32)
    for row in np.random.default_rng(1).integers(len(table.trials), size=20):
        on_line = {**table.trials[row], "dropout": 0.1, "batch_size": 32}
        assert np.array_equal(line.scores[row], table.scores[table.index(on_line)])


def test_along_two_hyperparameters_the_third_changes_no_score():
    table = tuning.load_table()
    plane = table.along("learning_rate", "dropout", batch_size=32)
    for row, trial in enumerate(table.trials):
        same = table.index({**trial, "batch_size": 32})
        assert np.array_equal(plane.scores[row], table.scores[same])
