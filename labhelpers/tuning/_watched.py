"""Run the command of a distributed search from a page, and watch what it says."""

import re
import subprocess
import sys
from dataclasses import dataclass

import numpy as np

from labhelpers import training
from labhelpers.tuning import _results


@dataclass(frozen=True)
class Watched:
    """Hold what a search by several processes left behind.

    Attributes:
        rows: The trials as `tuning.rows` gives them, in the order of their numbers.
        lines: What the command printed, line by line.
        killed: The worker that was killed and the trial it was in, or None.
        ended_before: Numbers of the trials that had ended before that.
    """

    rows: list
    lines: list
    killed: tuple | None
    ended_before: list


def search_with_workers(folder, *, trials, epochs, workers=2, kill=False):
    """Search the digits with a chief and workers, processes of their own.

    It runs `python -m labhelpers.tuning search`, which searches `digits_network` at
    random with the lab's seed.

    Args:
        folder: A folder that the search may fill.
        trials: Number of trials.
        epochs: Epochs of a trial.
        workers: Number of worker processes.
        kill: Whether to kill, with SIGKILL, the worker that begins a trial when one
            trial has ended.

    Returns:
        A `Watched`.

    Raises:
        RuntimeError: The command failed; the message holds what it said.
    """
    command = [sys.executable, "-m", "labhelpers.tuning", "search"]
    command += ["--directory", str(folder), "--trials", str(trials)]
    command += ["--epochs", str(epochs), "--workers", str(workers)]
    command += ["--seed", str(training.lab_seed())]
    lines, killed, ended, before = [], None, [], []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for line in process.stdout:
            lines.append(line.rstrip())
            ended += re.findall(r"^trial (\d+) (?:completed|failed)", line)
            begun = re.match(r"(\w+): trial (\d+) begins", line)
            if kill and not killed and begun and ended:
                killed, before = begun.groups(), list(ended)
                _kill(process.pid, killed[0])
    if process.returncode:
        raise RuntimeError(
            "The search needs to end well; it said:\n" + "\n".join(lines)
        )
    return Watched(_rows(folder), lines, killed, before)


def _kill(parent, name):
    """Kill the child process of `parent` that is the worker of this name."""
    import psutil

    for child in psutil.Process(parent).children():
        if name in child.cmdline():
            child.kill()


def _rows(folder):
    stored = _results.stored_trials(folder, "val_accuracy")
    return [
        {
            **trial["values"],
            "trial": trial["trial"],
            "status": trial["status"],
            "score": np.nan if trial["score"] is None else trial["score"],
        }
        for trial in sorted(stored, key=lambda trial: int(trial["trial"]))
    ]
