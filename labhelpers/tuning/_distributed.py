"""Run KerasTuner's distributed mode with all processes on this machine.

KerasTuner does the work: a chief hands out trials over gRPC, and workers train them.
The driver here starts the processes. It starts a worker that died again under its old
name, because then the chief gives it the same trial again. It ends the chief, which
would sleep for up to 20 s after the last trial.

On Linux the processes are forks of a server of `multiprocessing` that has imported what
they need (see `_preloaded`), and which stays until the page's own process ends.
"""

import contextlib
import json
import multiprocessing
import socket
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from labhelpers.training import seeds
from labhelpers.tuning import _one_process
from labhelpers.tuning._trials import PROJECT
from labhelpers.tuning._tuners import rows_of_folder

LOOPBACK = "127.0.0.1"
CHIEF = "chief"
PRELOADED = "labhelpers.tuning._preloaded"
RESTARTS = 3  # of each worker


@dataclass(frozen=True)
class Watched:
    """Hold what a search by several processes left behind.

    Attributes:
        rows: The trials as `tuning.rows` gives them, in the order of their numbers.
        lines: A sentence for each worker that died and was started again.
        killed: The worker that was killed and the trial it was in, or None.
        ended_before: Numbers of the trials that had ended before that.
    """

    rows: list
    lines: list
    killed: tuple | None
    ended_before: list


def search_with_workers(folder, *, trials, epochs, workers, kill=False):
    """Search the digits at random with a chief and workers, each a process.

    The search is that of `tuning.RandomSearch` on `digits_network` with the lab's seed.

    Args:
        folder: A folder that the search may fill; each process has its log there.
        trials: Number of trials.
        epochs: Epochs of a trial.
        workers: Number of worker processes, at least 1.
        kill: Whether to kill a worker, once, in a trial after another trial has ended.

    Returns:
        A `Watched`.

    Raises:
        RuntimeError: The chief failed, or a worker failed more than 3 times.
    """
    arguments = str(folder), trials, epochs
    killed, ended = None, []
    with _Processes(folder, arguments) as processes:
        for name in [CHIEF, *(f"worker{number}" for number in range(workers))]:
            processes.start(name)
        while processes.are_searching():
            if kill and killed is None:
                killed, ended = processes.kill_in_a_trial()
            processes.restart_the_dead()
            time.sleep(0.05)
    return Watched(rows_of_folder(folder), processes.lines, killed, ended)


class _Processes:
    """The chief and its workers; leaving the context ends those that still run."""

    def __init__(self, folder, arguments):
        self.folder, self.port = Path(folder), _free_port()
        self.arguments, forks = arguments, sys.platform == "linux"
        self.context = multiprocessing.get_context("forkserver" if forks else "spawn")
        if forks:
            self.context.set_forkserver_preload([PRELOADED])
        self.running, self.failures, self.lines = {}, Counter(), []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for process in self.running.values():
            process.kill()
            process.join()

    def start(self, name):
        """Start the chief or a worker."""
        variables = {
            "KERASTUNER_TUNER_ID": name,
            "KERASTUNER_ORACLE_IP": LOOPBACK,
            "KERASTUNER_ORACLE_PORT": str(self.port),
            "no_grpc_proxy": LOOPBACK,  # a proxy of the campus cannot reach it
            seeds.VARIABLE: str(seeds.lab_seed()),  # as the page has set it
        }
        log = str(self._log(name))
        self.running[name] = self.context.Process(
            target=_one_process.main, args=(variables, log, *self.arguments)
        )
        self.running[name].start()

    def are_searching(self):
        """Return whether the chief runs and a worker, too."""
        return CHIEF in self.running and len(self.running) > 1

    def restart_the_dead(self):
        """Start the workers that died again; note those that are done."""
        for name, process in list(self.running.items()):
            if process.is_alive():
                continue
            del self.running[name]
            if process.exitcode == 0:
                continue
            self.failures[name] += 1
            if name == CHIEF or self.failures[name] > RESTARTS:
                raise RuntimeError(self._failure(name, process.exitcode))
            self.lines.append(f"{name} died; it is started again under its name")
            self.start(name)

    def kill_in_a_trial(self):
        """Kill a worker in a trial, if one trial has ended and another is under way.

        Returns:
            The worker and its trial, or None; and the trials that had ended.
        """
        under_way, ended = self._progress()
        under_way = {w: t for w, t in under_way.items() if w in self.running}
        if not ended or not under_way:
            return None, []
        name = max(under_way, key=under_way.get)  # the trial that began last
        self.running[name].kill()
        self.running[name].join()
        time.sleep(0.2)  # the chief stores what the worker has sent
        _, ended_now = self._progress()
        if under_way[name] in ended_now:  # the worker was faster
            return None, []
        return (name, under_way[name]), ended

    def _progress(self):
        """Return from worker to trial what is under way, and the trials that ended."""
        file = self.folder / PROJECT / "oracle.json"
        for _ in range(20):  # the chief may be writing
            with contextlib.suppress(OSError, ValueError):
                state = json.loads(file.read_text(encoding="utf-8"))
                ended, ongoing = state["end_order"], state["ongoing_trials"]
                return {w: t for w, t in ongoing.items() if t not in ended}, ended
            time.sleep(0.01)
        return {}, []

    def _log(self, name):
        return self.folder / f"{name}.log"

    def _failure(self, name, status):
        said = self._log(name).read_text(encoding="utf-8", errors="replace")
        times = self.failures[name]
        return (
            f"The search needs {name} to run. Received: {name} failed {times} time(s), "
            f"at last with exit status {status}. It said:\n{said[-3000:]}"
        )


def _free_port():
    """Return a port of this machine that nobody uses."""
    with socket.create_server((LOOPBACK, 0)) as server:
        return server.getsockname()[1]
