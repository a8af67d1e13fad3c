"""Several processes search as one does, also when a worker is killed."""

import subprocess
import sys
import time
from importlib import import_module

import psutil
import pytest

from labhelpers import datasets, tuning
from labhelpers.tuning import _distributed


def searching(process=None):
    """The chief and the workers of a process; on Linux its fork server started them."""
    process = process or psutil.Process()
    direct = process.children()
    if sys.platform == "linux":
        return [p for p in process.children(recursive=True) if p not in direct]
    return [p for p in direct if "spawn_main" in " ".join(p.cmdline())]


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """A search by two workers, of which one is killed."""
    folder = tmp_path_factory.mktemp("distributed")
    return tuning.search_with_workers(folder, trials=4, epochs=15, workers=2, kill=True)


def test_the_trial_of_a_killed_worker_is_not_lost(watched):
    worker, trial = watched.killed
    assert watched.ended_before and trial not in watched.ended_before
    assert watched.lines == [f"{worker} died; it is started again under its name"]
    assert [row["status"] for row in watched.rows] == ["COMPLETED"] * 4


def test_a_distributed_random_search_has_the_trials_and_scores_of_a_serial_one(
    watched, tmp_path
):
    data = datasets.load("digits")
    tuner = tuning.RandomSearch(
        tuning.digits_network, "val_accuracy", max_trials=4, directory=tmp_path
    )
    validation_data = (data.x_val, data.y_val)
    tuner.search(data.x_train, data.y_train, validation_data=validation_data, epochs=15)
    for one, other in zip(tuning.rows(tuner), watched.rows, strict=True):
        assert one.pop("score") == pytest.approx(other["score"], abs=0.006)
        assert one.items() <= other.items()


@pytest.mark.parametrize(("name", "times"), [("worker0", 4), ("chief", 1)])
def test_a_process_that_fails_again_and_again_ends_the_search(
    tmp_path, monkeypatch, name, times
):
    program = f"""import os, time
from labhelpers.tuning import _one_process
def search(*_):
    if os.environ["KERASTUNER_TUNER_ID"] == "{name}": raise SystemError("broken")
    time.sleep(60)
def main(*arguments):
    _one_process.search = search
    _one_process.main(*arguments)
"""
    (tmp_path / "fails_in_one.py").write_text(program)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(_distributed, "_one_process", import_module("fails_in_one"))
    error = rf"(?s){name} failed {times} time.*exit status 1.*SystemError: broken"
    with pytest.raises(RuntimeError, match=error):
        tuning.search_with_workers(tmp_path, trials=1, epochs=1, workers=1)
    assert not searching()


def test_chief_and_workers_end_when_the_page_that_started_them_is_killed(tmp_path):
    code = "import sys; from labhelpers import tuning; tuning.search_with_workers"
    call = f"{code}(sys.argv[1], trials=99, epochs=99, workers=2)"
    page = psutil.Popen([sys.executable, "-c", call, tmp_path], stderr=subprocess.PIPE)
    with page.stderr:
        deadline = time.monotonic() + 60
        while len(children := searching(page)) < 3 and time.monotonic() < deadline:
            time.sleep(0.05)
        page.kill()
        page.wait()
        _, alive = psutil.wait_procs(children, timeout=20)
    assert len(children) == 3 and not alive
