"""An interrupt stops a training at once, and later cells say so."""

import ast
import os
import signal
import threading
import time

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from tensorflow import keras
from traitlets.config import Config

from labhelpers import training
from labhelpers.training import sweeping, work

GENERATOR = np.random.default_rng(2)
X = GENERATOR.normal(size=(60, 4)).astype("float32")
Y = (X[:, 0] > 0).astype("int64")


def build(learning_rate=0.1):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(learning_rate), loss)
    return model


def interrupt_after(seconds, moments, stopped):
    """Send Ctrl-C to this process after some seconds, and note when.

    Python loses one that comes in a weakref's callback. So it is sent once more, as a
    person would, unless the event `stopped` is set 1.5 seconds later.
    """

    def send():
        for wait in (seconds, 1.5):
            if stopped.wait(wait):
                return
            moments.append((time.monotonic(), time.process_time()))
            os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=send).start()


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a whole console")
def test_fit_stops_within_a_second_in_a_long_epoch_of_single_examples():
    rows = np.tile(np.arange(60), 5_000)
    model, moments, stopped = build(), [], threading.Event()
    training.fit(model, X, Y, batch_size=1)
    interrupt_after(0.5, moments, stopped)
    with pytest.raises(KeyboardInterrupt):
        training.fit(model, X[rows], Y[rows], batch_size=1)
    stopped.set()
    moment, worked = moments[-1]
    assert time.process_time() - worked < 1
    assert time.monotonic() - moment < 3  # others may be at work on this machine, too
    assert len(training.fit(model, X, Y).history["loss"]) == 1


def test_an_epoch_in_parts_gives_the_numbers_of_an_epoch_in_one(monkeypatch):
    def trained(steps_in_a_part):
        def parts(self, num_steps):
            firsts = range(0, num_steps, steps_in_a_part)
            return [(f, min(f + steps_in_a_part, num_steps)) for f in firsts]

        monkeypatch.setattr(training.passes.Pace, "parts", parts)
        keras.utils.set_random_seed(1)
        model, recorder = build(), training.Recorder()
        data = {"x": X, "y": Y, "batch_size": 7, "shuffle": False, "epochs": 2}
        data["validation_data"] = X[:20], Y[:20]
        history = training.fit(model, **data, callbacks=[recorder]).history
        return [*history.values(), *model.get_weights(), recorder.loss]

    for ours, whole in zip(trained(2), trained(1000), strict=True):
        np.testing.assert_array_equal(ours, whole)


def test_parts_cover_an_epoch_and_become_as_long_as_a_quarter_of_a_second(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(training.passes.time, "perf_counter", lambda: clock[0])
    pace = training.passes.Pace()
    seen = []
    for first, last in pace.parts(3000):
        seen.append((first, last))
        clock[0] += 0.001 * (last - first)
    assert [first for first, _ in seen[1:]] == [last for _, last in seen[:-1]]
    assert seen[0][0] == 0 and seen[-1][1] == 3000
    assert max(last - first for first, last in seen) == 250


@pytest.fixture
def shell(monkeypatch):
    """Return a shell of IPython in which the second run of a sweep is interrupted."""
    calls = []

    def advance(self, amount):
        calls.append(amount)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(work, "STEPS_WORTH_A_STACK", float("inf"))
    monkeypatch.setattr(sweeping.Progress, "advance", advance)
    shell = InteractiveShell.instance(config=Config(HistoryManager={"enabled": False}))
    shell.user_ns |= {"training": training, "build": build, "X": X, "Y": Y}
    yield shell
    InteractiveShell.clear_instance()


SWEEP = "training.sweep(build, [{}, {}], x=X, y=Y, epochs=1, seeds=2)"


def test_an_interrupted_cell_shows_one_sentence_and_leaves_values_that_say_so(
    shell, capsys
):
    shell.run_cell("last = 'of an earlier run'; limit = 3")
    cell = (
        "where = %pwd\nbefore = 1\nlimit = limit + 1\n"
        f"runs = {SWEEP}\n"
        "last = runs.last('loss')\nlimit = limit + 1\n"
        "for setting in runs.settings:\n    best = len(setting)\n"
    )
    capsys.readouterr()
    assert not shell.run_cell(cell).success
    said = capsys.readouterr().out
    reason = "2 of 4 runs are finished"
    assert said.count(reason) == 1 and "Traceback" not in said and "File" not in said
    names = shell.user_ns
    assert names["before"] == 1 and names["limit"] == 4
    assert np.isfinite(names["runs"]["loss"]).sum() == 2
    for name in ("last", "best"):
        assert reason in repr(names[name])
    assert shell.run_cell(cell).success
    assert names["runs"].complete and np.isfinite(names["last"]).all()


def test_a_sweep_inside_of_other_words_leaves_a_missing_value(shell):
    shell.run_cell(f"def trained():\n    return {SWEEP}")
    shell.run_cell("losses = trained()['loss']\n")
    assert "2 of 4 runs are finished" in repr(shell.user_ns["losses"])


def test_a_caught_interrupt_leaves_the_page_alone(shell):
    cell = f"try:\n    runs = {SWEEP}\nexcept KeyboardInterrupt:\n    runs = 'caught'"
    assert shell.run_cell(cell).success
    assert shell.user_ns["runs"] == "caught"


def test_names_in_a_cell_are_those_that_python_assigns_there():
    code = "a, (b, *c) = f(d); e.g = h[i] = 1; j += [k for k in l]"
    found = [
        training.interrupting._names_in(statement) for statement in ast.parse(code).body
    ]
    stored, loaded = (set().union(*each) for each in zip(*found, strict=True))
    assert stored == {"a", "b", "c", "j"}
    assert loaded == {"f", "d", "e", "h", "i", "j"}
