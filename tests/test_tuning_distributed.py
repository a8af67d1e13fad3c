"""Many processes search as one does, whoever dies meanwhile."""

import contextlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent import futures
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from interrupts import TAKING_INTERRUPTS
from tensorflow import keras

from labhelpers import datasets, tuning
from labhelpers.tuning import __main__ as command
from labhelpers.tuning import _addresses, _processes
from labhelpers.tuning._settings import SearchError, Settings

TRIALS = 6
# What a campus network sets; nothing answers there.
PROXIES = dict.fromkeys(
    ["http_proxy", "https_proxy", "grpc_proxy"], "http://127.0.0.1:9"
)


def build(hp):
    model = keras.Sequential([keras.Input((5,)), keras.layers.Dense(2)])
    hp.Choice("batch_size", [8, 16])
    model.compile(
        keras.optimizers.SGD(hp.Choice("learning_rate", [0.1, 0.2, 0.3])),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    return model


def settings(**changes):
    given = {
        "strategy": "random",
        "trials": 4,
        "epochs": 2,
        "executions": 1,
        "objective": "val_loss",
        "hypermodel": f"{__name__}:build",
        "data": "digits",
        "seed": 0,
    }
    return Settings(**(given | changes))


def wait_until(condition, seconds=120):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"waited {seconds} s in vain"
        time.sleep(0.02)
    return found


class Search:
    """The command, started; what it says goes to a file."""

    def __init__(self, folder, *arguments):
        self.folder, self.log = folder, folder.with_suffix(f".{time.time_ns()}.log")
        begin = [sys.executable, "-m", "labhelpers.tuning", "search"]
        always = ["--directory", str(folder), "--trials", str(TRIALS)]
        with self.log.open("w") as log:
            self.process = psutil.Popen(
                [*TAKING_INTERRUPTS, *begin, *always, *arguments],
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | PROXIES,
            )
        self.seen = set()

    def children(self):
        """Its processes, as long as it lives."""
        with contextlib.suppress(psutil.NoSuchProcess):
            now = self.process.children(recursive=True)
            self.seen |= set(now)
            return now
        return []

    def end(self):
        """End what a test has left, so that it harms no other."""
        self.children()
        for process in [self.process, *self.seen]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self.process.wait(30)

    def child(self, argument):
        """The process that was started with this argument."""
        return next(c for c in self.children() if argument in c.cmdline())

    def said(self):
        return self.log.read_text()

    def state(self):
        """What the chief has written down."""
        return json.loads((self.folder / "search/oracle.json").read_text())

    def trial_file(self, trial):
        return self.folder / f"search/trial_{trial}/trial.json"

    def status(self, trial):
        return json.loads(self.trial_file(trial).read_text())["status"]

    def ended_trials(self):
        files = self.folder.glob("search/trial_*/trial.json")
        contents = {file: file.read_text() for file in files}
        return {
            file: text
            for file, text in contents.items()
            if json.loads(text)["status"] == "COMPLETED"
        }

    def first_to_begin(self):
        before, begins, _ = self.said().partition(": trial ")
        return before.split()[-1] if begins else None

    def kill_in_a_trial(self, name, times_begun):
        """Kill a worker while it trains; return the trial."""
        begins = f"{name}: trial "
        wait_until(lambda: self.said().count(begins) >= times_begun)
        while True:
            worker = self.child(name)
            worker.suspend()  # from here on it cannot end the trial
            trial = self.said().split(begins)[-1].split()[0]
            time.sleep(0.2)  # what it has sent arrives
            ongoing = self.state()["ongoing_trials"].get(name)
            if ongoing == trial and self.status(trial) == "RUNNING":
                worker.kill()
                return trial
            worker.resume()
            time.sleep(0.1)


def times(folder):
    files = folder.glob("search/trial_*/*")
    return {file: file.stat().st_mtime_ns for file in files}


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """A search: one worker is killed, once, twice; then the same command again."""
    folder = tmp_path_factory.mktemp("distributed") / "search"
    first = Search(folder, "--workers", "2", "--restarts", "1")
    try:
        story = SimpleNamespace(first=first, folder=folder)
        story.name = wait_until(first.first_to_begin)
        story.killed_in = first.kill_in_a_trial(story.name, times_begun=1)
        address = (folder / "chief_address.txt").read_text()
        story.port = int(address.split(":")[1])
        story.second_chiefs = {
            "port": run("chief", "--directory", f"{folder}2", "--port", story.port),
            "folder": run("search", "--directory", folder, "--trials", TRIALS),
        }
        first.child("chief").kill()  # the chief, while the worker comes back
        story.killed_again_in = first.kill_in_a_trial(story.name, times_begun=2)
        story.children = first.children()
        story.ended = first.ended_trials()
        story.first_status = first.process.wait(30)
    finally:
        first.end()
    story.left = [child for child in story.children if child.is_running()]
    story.after_first = first.ended_trials()
    second = Search(folder, "--workers", "1")
    try:
        story.second_status = second.process.wait(90)
    finally:
        second.end()
    story.second = second
    return story


def run(*arguments):
    """The command in this process: its exit status and what it says of mistakes."""
    with contextlib.redirect_stderr(io.StringIO()) as said:
        return command.main([str(a) for a in arguments]), said.getvalue().strip()


def test_a_worker_killed_in_a_trial_is_started_again_and_does_that_trial(story):
    said, name = story.first.said(), story.name
    assert f"{name} was killed by SIGKILL; it is started again, 0 more" in said
    assert said.count(f"{name}: trial {story.killed_in} begins") == 2
    assert story.killed_again_in == story.killed_in


def test_a_worker_killed_once_too_often_ends_the_search_with_a_clear_error(story):
    assert story.first_status == 1
    error = story.first.said().strip().splitlines()[-1]
    assert f"{story.name} was killed by SIGKILL" in error and "--restarts" in error
    assert "the same command goes on" in error
    assert len(story.children) >= 2 and not story.left


def test_no_finished_trial_is_lost_nor_done_again(story):
    assert story.ended and story.ended.items() <= story.after_first.items()
    for file, text in story.after_first.items():
        assert file.read_text() == text
        trial = file.parent.name.removeprefix("trial_")
        assert f"trial {trial} begins" not in story.second.said()


def test_a_chief_killed_in_the_search_is_started_again_and_no_other_trial_redone(story):
    said = story.first.said()
    assert "chief was killed by SIGKILL; it is started again, 0 more allowed" in said
    for trial in map(str, range(TRIALS)):
        if trial != story.killed_in:
            assert said.count(f"trial {trial} begins") <= 1


def test_the_same_command_goes_on_and_does_the_trial_that_was_under_way(story):
    assert story.second_status == 0
    assert f"worker0: trial {story.killed_in} begins" in story.second.said()
    assert len(story.second.ended_trials()) == TRIALS
    table = story.second.said().strip().splitlines()[-TRIALS:]
    scores = [float(line.split()[1]) for line in table]
    assert scores == sorted(scores, reverse=True)


def test_a_distributed_random_search_has_the_trials_and_scores_of_a_serial_one(
    story, tmp_path
):
    data = datasets.load("digits")

    def search(folder):
        tuner = tuning.RandomSearch(
            tuning.digits_network,
            objective="val_accuracy",
            max_trials=TRIALS,
            directory=folder,
        )
        tuner.search(
            data.x_train,
            data.y_train,
            validation_data=(data.x_val, data.y_val),
            epochs=15,
        )
        return tuner

    serial = tuning.rows(search(tmp_path))
    before = times(story.folder)
    opened = search(story.folder)
    assert times(story.folder) == before  # nothing was left to do
    distributed = tuning.rows(opened)
    for one, other in zip(serial, distributed, strict=True):
        assert one.pop("score") == pytest.approx(other.pop("score"), abs=0.006)
        assert one == other
    (best,) = opened.get_best_models()
    score = best.evaluate(data.x_val, data.y_val, verbose=0)[1]
    assert score == pytest.approx(max(r["score"] for r in tuning.rows(opened)))


def test_a_second_chief_on_a_used_port_is_told_so(story):
    status, error = story.second_chiefs["port"]
    assert status == 1
    assert f"free port of this machine; 127.0.0.1:{story.port} is used" in error


def test_a_second_chief_in_a_used_folder_is_told_so(story):
    status, error = story.second_chiefs["folder"]
    assert status == 1 and f"127.0.0.1:{story.port} serves {story.folder}" in error


def test_two_chiefs_that_start_at_once_do_not_share_a_port(monkeypatch):
    import grpc

    from labhelpers.tuning._chief import _servers_that_share_no_port

    plain = grpc.server(futures.ThreadPoolExecutor(1))  # this one would share
    port = plain.add_insecure_port("127.0.0.1:0")
    plain.start()
    monkeypatch.setattr(grpc, "server", grpc.server)
    _servers_that_share_no_port()
    with pytest.raises(SearchError, match="free port"):
        grpc.server(futures.ThreadPoolExecutor(1)).add_insecure_port(
            f"127.0.0.1:{port}"
        )
    plain.stop(None)


def test_a_worker_without_a_chief_is_told_so_within_seconds(monkeypatch, tmp_path):
    monkeypatch.setenv("no_grpc_proxy", "")
    chief = f"127.0.0.1:{_addresses.free_port()}"
    began = time.monotonic()
    status, error = run(
        "worker", "--directory", tmp_path, "--chief", chief, "--id", "a", "--wait", "1"
    )
    assert status == 1 and time.monotonic() - began < 5
    assert f"needs a chief: none answers at {chief}" in error and "--wait" in error


def test_a_worker_whose_chief_is_gone_for_good_ends():
    code = (
        "import time; from labhelpers.tuning import _addresses; "
        f"_addresses.end_without_chief('127.0.0.1', {_addresses.free_port()}, 0.5); "
        "time.sleep(60)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, timeout=30
    )
    assert ended.returncode == 1
    assert "has not answered for 0.5 s: the worker ends" in ended.stderr


def test_what_is_no_chief_is_not_taken_for_one():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(SearchError, match="is none"):
            _addresses._require_grpc("127.0.0.1", port, seconds=0.5)


def test_the_command_answers_before_tensorflow_is_loaded():
    code = (
        "import sys; from labhelpers.tuning import __main__; "
        "assert not {'tensorflow', 'keras', 'grpc'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("how", "status"),
    [(signal.SIGKILL, -9), (signal.SIGTERM, 143), (signal.SIGINT, 130)],
    ids=lambda value: getattr(value, "name", ""),
)
def test_however_the_command_ends_its_processes_end_too(tmp_path, how, status):
    search = Search(tmp_path / "search")
    try:
        wait_until(lambda: len(search.children()) == 3)
        time.sleep(0.5)  # they have begun to import TensorFlow
        children = search.children()
        search.process.send_signal(how)
        assert search.process.wait(20) == status
        _, alive = psutil.wait_procs(children, timeout=20)
        assert not alive
    finally:
        search.end()
    assert "Traceback" not in search.said()


def children_of(scripts, restarts=0):
    """Processes that run short scripts; and what is said of them."""
    commands = {name: [sys.executable, "-c", text] for name, text in scripts.items()}
    said = []
    return _processes.Processes(commands, restarts, said.append), said


FOREVER = "import time; time.sleep(100)"


def test_a_search_is_done_when_its_workers_or_its_chief_are():
    for scripts in (
        {"chief": FOREVER, "worker0": "", "worker1": ""},
        {"chief": "", "worker0": FOREVER},
    ):
        processes, _ = children_of(scripts)
        with processes:
            running = list(processes.running.values())
            processes.run(grace=0.1)
        assert all(process.poll() is not None for process in running)


def test_each_process_is_started_again_as_often_as_allowed(tmp_path):
    file = tmp_path / "starts"
    dies = f"open({str(file)!r}, 'a').write('x'); import os; os.kill(os.getpid(), 9)"
    processes, said = children_of({"chief": FOREVER, "worker0": dies}, restarts=2)
    with processes, pytest.raises(SearchError, match="killed by SIGKILL"):
        processes.run()
    assert file.read_text() == "xxx" and len(said) == 2
    assert not processes.running


def test_a_chief_that_dies_is_started_again_too(tmp_path):
    file = tmp_path / "died"
    dies_once = (
        f"import os, pathlib; f = pathlib.Path({str(file)!r})\n"
        "if not f.exists(): f.touch(); os.kill(os.getpid(), 9)"
    )
    processes, said = children_of({"chief": dies_once, "worker0": FOREVER}, restarts=1)
    with processes:
        processes.run()
    assert said == ["chief was killed by SIGKILL; it is started again, 0 more allowed"]


def test_a_process_that_has_explained_itself_is_not_started_again():
    processes, said = children_of(
        {"chief": "raise SystemExit(1)", "worker0": FOREVER}, 9
    )
    with processes, pytest.raises(SearchError, match="chief ended with exit status 1"):
        processes.run()
    assert not said


def search_here(folder, **changes):
    """A search by the chief's tuner in this process, of trials that take no time."""
    from labhelpers.tuning._chief import open_search

    def run_trial(trial, *data, **fitting):
        values = trial.hyperparameters.values
        return {"val_loss": values["learning_rate"] / values["batch_size"]}

    tuner = open_search(settings(**changes), folder)
    tuner.run_trial = run_trial
    tuner.search(None, None, validation_data=None)
    return tuning.rows(tuner)


@pytest.mark.parametrize("strategy", ["random", "grid"])
def test_a_chief_goes_on_with_the_trials_that_would_have_come(tmp_path, strategy):
    whole = search_here(tmp_path / "whole", strategy=strategy, trials=4)
    begun = search_here(tmp_path / "parts", strategy=strategy, trials=2)
    resumed = search_here(tmp_path / "parts", strategy=strategy, trials=4)
    assert begun == whole[:2] and resumed == whole


def test_a_chief_that_comes_back_leaves_trials_with_the_workers_still_at_them(tmp_path):
    from labhelpers.tuning._chief import open_search

    oracle = open_search(settings(trials=5), tmp_path).oracle
    oracle.verbose = 0
    begun = {name: oracle.create_trial(name) for name in ("a", "b", "c")}
    for name in ("a", "c"):
        oracle.update_trial(begun[name].trial_id, {"val_loss": 1.0})
        begun[name].status = "COMPLETED"
    oracle.end_trial(begun["a"])
    again = open_search(settings(trials=5), tmp_path, returning=["c", "a"]).oracle
    again.verbose = 0
    assert again.create_trial("new").trial_id == begun["b"].trial_id
    again.end_trial(begun["c"])
    assert {again.create_trial(name).trial_id for name in "ac"} == {"3", "4"}


def test_a_trial_written_down_by_a_dying_chief_is_drawn_again(tmp_path):
    search_here(tmp_path, trials=2)
    project = tmp_path / "search"
    trial = json.loads((project / "trial_1/trial.json").read_text())
    trial |= {"trial_id": "2", "status": "RUNNING", "score": None}
    (project / "trial_2").mkdir()
    (project / "trial_2/trial.json").write_text(json.dumps(trial))
    resumed = search_here(tmp_path, trials=4)
    assert resumed == search_here(tmp_path / "whole", trials=4)


def test_a_score_that_does_not_reach_the_chief_is_no_failed_trial(tmp_path):
    import grpc

    from labhelpers.tuning._worker import ChiefLostError, WorkerTrials

    class LostRpcError(grpc.RpcError):
        pass

    def lose(*arguments, **more):
        raise LostRpcError

    tuner = WorkerTrials(build, objective="val_loss", max_trials=2, directory=tmp_path)
    tuner.run_trial = lambda *data, **fitting: {"val_loss": 1.0}
    tuner.oracle.update_trial = lose
    with pytest.raises(ChiefLostError, match="LostRpcError"):
        tuner.search(None, None, validation_data=None)
    assert tuner.oracle.start_order == ["0"] and not tuner.oracle.end_order


def test_a_search_goes_on_only_as_it_was_begun(tmp_path):
    settings().store(tmp_path)
    settings(trials=9).require_same_search(tmp_path)
    with pytest.raises(SearchError, match=r"epochs 2 .* received 3"):
        settings(epochs=3).require_same_search(tmp_path)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hypermodel": "nowhere:build"}, "module:function.*nowhere"),
        ({"hypermodel": "labhelpers.tuning:nothing"}, "module:function.*nothing"),
        ({"objective": "val_beauty"}, "compared by val_beauty"),
        ({"hypermodel": f"{__name__}:wait_until"}, "could not be built"),
    ],
)
def test_what_cannot_be_searched_is_named(tmp_path, changes, words):
    with pytest.raises(SearchError, match=words):
        search_here(tmp_path, **changes)


@pytest.mark.parametrize("name", ["my chief", "chief2", "oracle", "tuner0", "../a", ""])
def test_a_worker_cannot_have_a_name_that_means_something_else(name, capsys):
    with pytest.raises(SystemExit):
        command.main(
            ["worker", "--directory", "d", "--chief", "localhost:1", f"--id={name}"]
        )
    assert "argument --id: needs" in capsys.readouterr().err


def test_files_are_never_seen_half_written(tmp_path):
    from labhelpers.tuning._settings import write_whole

    file = Path(tmp_path, "state.json")
    write_whole(file, "old")
    with file.open() as reader:
        write_whole(file, "new and longer")
        assert reader.read() == "old"
    assert file.read_text() == "new and longer"
    assert list(tmp_path.iterdir()) == [file]
