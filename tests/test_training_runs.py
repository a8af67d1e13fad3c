import numpy as np
import pytest

from labhelpers import claims, training
from labhelpers._missing import Missing
from labhelpers.training import sweeping

RATES = [0.01, 0.1, 1.0]
LAST = {  # by momentum and learning rate: the last loss of every seed
    (0, 0.01): 3.0,
    (0, 0.1): 2.0,
    (0, 1.0): 1.5,
    (0.9, 0.01): 2.0,
    (0.9, 0.1): 1.0,
    (0.9, 1.0): np.nan,  # diverged
}


def make_runs(settings=None, finished=True, seeds=4, epochs=3):
    """Return runs whose loss falls by 1 per epoch to the values of `LAST`."""
    if settings is None:
        settings = training.grid(momentum=[0, 0.9], learning_rate=RATES)
    runs = training.Runs(settings, range(seeds), epochs)
    for i, s in enumerate(runs.settings):
        loss = LAST[s["momentum"], s["learning_rate"]] + np.arange(epochs)[::-1]
        for seed in range(seeds if finished or i < 2 else 1):
            values = {"loss": loss, "val_accuracy": 1 / loss}
            runs.record(i, seed, slice(None), values)
    runs.complete = finished
    return runs


def test_a_grid_has_every_combination_once():
    settings = training.grid(a=[1, 2], b=np.geomspace(0.1, 10, 3), c="same")
    assert len({tuple(s.items()) for s in settings}) == len(settings) == 6
    assert {s["a"] for s in settings} == {1, 2} and settings[0]["c"] == "same"
    assert all(type(s["b"]) is float for s in settings)


def test_runs_are_found_by_their_setting_whatever_the_order():
    settings = training.grid(momentum=[0, 0.9], learning_rate=RATES)
    order = np.random.default_rng().permutation(len(settings))
    runs = make_runs([settings[i] for i in order])
    for (momentum, rate), loss in LAST.items():
        one = runs.at(momentum=momentum, learning_rate=rate * (1 + 1e-13))
        assert one["loss"].shape == (4, 3)
        wanted = np.inf if np.isnan(loss) else loss
        assert np.all(one.last("loss") == wanted)


def test_several_settings_keep_their_axis():
    runs = make_runs()
    assert runs.at(momentum=0.9)["loss"].shape == (3, 4, 3)
    assert runs.at(momentum=0.9).last("loss").shape == (3, 4)
    assert runs.at(momentum=0.9).at(learning_rate=0.1).last("loss").shape == (4,)


def test_a_run_that_diverged_has_the_worst_value():
    one = make_runs().at(momentum=0.9, learning_rate=1.0)
    assert np.all(np.isinf(one.last("loss"))) and np.all(np.isinf(one.best("loss")))
    assert np.all(one.last("val_accuracy") == 0)


def test_the_best_epoch_is_the_lowest_loss_and_the_highest_accuracy():
    runs = training.Runs([{"a": 1}], [0, 1], 3)
    values = {"loss": [2, 1, 3], "accuracy": [0.2, 0.9, 0.1]}
    for seed in range(2):
        runs.record(0, seed, slice(None), values)
    assert np.all(runs.best("loss") == 1) and np.all(runs.best("accuracy") == 0.9)


def test_the_last_validation_counts_where_not_every_epoch_has_one():
    runs = training.Runs([{"a": 1}], [0], 3)
    runs.record(0, 0, slice(None), {"val_loss": [5, 4, np.nan]})
    assert runs.last("val_loss").tolist() == [[4]]


def test_a_setting_that_was_taken_away_is_missing_and_says_what_is_there():
    runs = make_runs()
    gone = runs.at(momentum=0.9, learning_rate=0.3)
    assert isinstance(gone.last("loss"), Missing)
    words = "0.3 is no longer among the values of learning_rate: 0.01, 0.1, 1"
    assert gone.reason == words
    assert isinstance(runs.at(momentum=gone), Missing)
    with pytest.raises(ValueError, match=r"one of .*momentum.*received 'rate'"):
        runs.at(rate=0.3)


def test_runs_of_an_interrupted_sweep_are_missing_unless_finished():
    runs = make_runs(finished=False)
    assert np.all(runs.at(momentum=0, learning_rate=0.1).last("loss") == 2)
    gone = runs.at(momentum=0.9, learning_rate=0.1)
    assert gone.reason == "the sweep was interrupted: 12 of 24 runs are finished"
    assert np.isnan(runs.last("loss")[-1, 1:]).all()


def test_every_combination_is_tuned_by_the_same_rule(monkeypatch):
    monkeypatch.delenv("LABS_STRICT")
    best = make_runs().tune("learning_rate", by="loss")
    assert [s["learning_rate"] for s in best.chosen] == [1.0, 0.1]
    assert np.all(best.at(momentum=0.9).last("loss") == 1.0)
    verdict = claims.inside("The best rates lie inside", best)
    assert verdict.holds is False and verdict.effect == "best 0.1 to 1; tried 0.01 to 1"
    heavy = make_runs().at(momentum=0.9).tune("learning_rate", by="loss")
    assert claims.inside("The best rate lies inside", heavy)
    by_accuracy = make_runs().tune("learning_rate", by="val_accuracy")
    assert by_accuracy.chosen == best.chosen


def test_the_mean_does_not_choose_what_fails_now_and_then(monkeypatch):
    monkeypatch.delenv("LABS_STRICT")
    settings = training.grid(learning_rate=[0.01, 0.1, 0.2, 1.0])
    runs = training.Runs(settings, seeds=[0, 1, 2], epochs=1)
    losses = [[3, 3, 3], [2, 2, 2], [1, 1, np.inf], [4, 4, 4]]
    for setting, row in enumerate(losses):
        for repeat, loss in enumerate(row):
            runs.record(setting, repeat, 0, {"loss": loss})
    runs.complete = True
    rates = {
        average: runs.tune("learning_rate", by="loss", average=average)
        for average in ["median", "mean"]
    }
    assert rates["median"].chosen == [{"learning_rate": 0.2}]
    assert rates["mean"].chosen == [{"learning_rate": 0.1}]
    verdict = claims.inside("The best rate lies inside", rates["mean"])
    assert verdict and verdict.effect == "best 0.1; tried 0.01 to 1"
    with pytest.raises(ValueError, match="median or mean; received 'mode'"):
        runs.tune("learning_rate", by="loss", average="mode")


def test_runs_with_names_are_found_by_them():
    tries = {"plain": {"momentum": 0, "learning_rate": 0.1}}
    tries["heavy"] = {"momentum": 0.9, "learning_rate": 0.1}
    runs = make_runs(tries)
    assert np.all(runs.at("heavy").last("loss") == 1)
    assert runs.labels() == ["plain", "heavy"]
    assert "light is no longer among plain, heavy" in runs.at("light").reason


def test_labels_name_what_differs_and_nothing_else():
    settings = training.grid(momentum=[0, 0.9], learning_rate=[0.1], units=64)
    assert make_runs(settings).labels() == ["momentum 0", "momentum 0.9"]
    without = make_runs().labels(without=("learning_rate",))
    assert set(without) == {"momentum 0", "momentum 0.9"}


def test_a_record_stands_for_examples_targets_and_validation(monkeypatch):
    received = []

    class Work:
        def __init__(self, build_model, data, *rest):
            received.append(data)

        def train(self, *args):
            pass

    class Record:
        x_train, y_train = np.ones((4, 2)), np.zeros(4)
        x_val, y_val = np.ones((3, 2)), np.zeros(3)

    monkeypatch.setattr(sweeping, "Work", Work)
    runs = training.compare(None, {"a": {"b": 1}}, data=Record, epochs=1)
    assert runs.settings == [{"b": 1}] and len(received) == 1
    with pytest.raises(ValueError, match="received both"):
        training.sweep(None, [{}], data=Record, x=Record.x_train, epochs=1)


def test_a_progress_bar_gives_the_items_of_its_loop():
    assert list(training.progress(range(5), "counting")) == [0, 1, 2, 3, 4]
