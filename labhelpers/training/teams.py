"""Train the runs of a sweep in teams: a few models at once, one team per processor.

The compilation of a team serves groups of any size, and the teams of a large group keep
all processors busy. Small models gain by larger teams, since each operation costs
little beside its start, and most where XLA does not join operations; the states of
large models would leave the cache.
"""

import itertools
import os
import threading
from concurrent import futures
from typing import NamedTuple

import numpy as np

from labhelpers._quiet import tf
from labhelpers.training.cache import STACKS
from labhelpers.training.stacking import Stack

SMALLEST_TEAM = 2  # TensorFlow does not vectorise a map over one thing
FULL_TEAM = (8, 32)  # of large and of small models
WEIGHTS_OF_A_TEAM = {True: 2**14, False: 2**20}  # with XLA and without
SECONDS_BETWEEN_LOOKS = 0.1


class Run(NamedTuple):
    """One setting with one seed, ready to be trained in a team.

    Attributes:
        setting: Index of the setting.
        seed: Index of the seed.
        weights: Initial values of the trainable and of the other variables, two lists.
        learning_rate: A float; None where the optimizer has a schedule.
        numbers: The other numbers that may differ, floats.
        orders: The order of the examples in each epoch, shape (epochs, examples).
    """

    setting: int
    seed: int
    weights: tuple
    learning_rate: float | None
    numbers: tuple
    orders: np.ndarray


class Teams:
    """Processors that train teams while the caller prepares the next ones.

    Args:
        data: `arrays.Data`.
        report: Function of `(runs, epoch, metrics)` that takes the metrics of one epoch
            of some runs; it is called from any thread.
        keep: Function of `(runs, weights)` that takes their final weights; the same.
    """

    def __init__(self, data, report, keep):
        self._data, self._report, self._keep = data, report, keep
        self._workers = 1 if tf.config.list_physical_devices("GPU") else _processors()
        self._pool = futures.ThreadPoolExecutor(self._workers)
        self._interrupted = threading.Event()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if any(error):
            self._interrupted.set()
        self._pool.shutdown(wait=not any(error), cancel_futures=True)

    def train(self, group, runs, xla):
        """Start training the runs of a group, spread over the processors.

        Returns a future per team. A team that is not full is filled up with repeats. A
        `CannotStackError` says that the model has no vectorised form.
        """
        stack = _stack_for(group, xla)
        size = _team_size(len(runs), self._workers, full_team(group.template, xla))
        return [
            self._start_team(stack, runs[first : first + size], size)
            for first in range(0, len(runs), size)
        ]

    def _start_team(self, stack, runs, size):
        team = list(itertools.islice(itertools.cycle(runs), size))
        state = stack.start(
            [run.weights for run in team], [run.learning_rate for run in team]
        )
        numbers = zip(*(run.numbers for run in team), strict=True)
        numbers = tuple(tf.constant(each, tf.float64) for each in numbers)
        orders = np.stack([run.orders for run in team], axis=1)
        arguments = numbers, self._data.tensors, self._data.validation
        first = tf.constant(orders[0], tf.int32)
        epoch = stack.compiled(state, *arguments, first)
        return self._pool.submit(
            self._train_team, stack, epoch, runs, state, arguments, orders
        )

    def _train_team(self, stack, train_epoch, runs, state, arguments, orders):
        for epoch, order in enumerate(orders):
            is_validated = self._data.is_validated(epoch)
            order = tf.constant(order, tf.int32)
            state, metrics = train_epoch(state, *arguments, order, is_validated)
            if self._interrupted.is_set():
                return  # what comes later is not asked for any more
            values = {
                name: metric.numpy()[: len(runs)] for name, metric in metrics.items()
            }
            self._report(runs, epoch, values)
        self._keep(runs, stack.weights(state)[: len(runs)])


def wait_for(teams, look):
    """Wait for futures of teams, calling `look` now and then; raise their errors."""
    waiting = set(teams)
    while waiting:
        _, waiting = futures.wait(waiting, timeout=SECONDS_BETWEEN_LOOKS)
        look()
    for team in teams:
        team.result()


def _stack_for(group, xla):
    """Return a stack for the models of a group, an earlier one where possible."""
    key = (group.graph, group.batch_size, xla)
    stack = STACKS.get(key)
    if stack is None:
        stack = Stack(group.template, group.places, group.batch_size, xla)
        STACKS.put(key, stack)
    return stack


def full_team(model, xla):
    """Return how many models like this one train in a team, if there are enough."""
    fitting = WEIGHTS_OF_A_TEAM[xla] // max(model.count_params(), 1)
    return int(np.clip(fitting - fitting % 4, *FULL_TEAM))


def _team_size(num_runs, workers, largest):
    """Return an even share for each processor, or a part of it if that is too large.

    Sizes are rounded up, so that few are compiled.
    """
    share = -(-num_runs // workers)
    rounds = -(-share // largest)
    size = max(-(-num_runs // (rounds * workers)), SMALLEST_TEAM)
    return size + -size % 4 if size > 4 else 2 ** (size - 1).bit_length()


def _processors():
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
