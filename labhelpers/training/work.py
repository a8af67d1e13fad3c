"""The work of a sweep: models grouped by graph, each group trained the fastest way."""

import contextlib
import random

import numpy as np

from labhelpers._quiet import tf
from labhelpers.training import arrays, grouping, keras_inside, plain
from labhelpers.training.fitting import fit
from labhelpers.training.grouping import Group
from labhelpers.training.purestep import CannotStackError
from labhelpers.training.sharing import compiled_before
from labhelpers.training.teams import Run, Teams, wait_for

# All costs are counted in steps of a small model; they were measured.
STEPS_WORTH_A_STACK = 2_500  # the time to compile a stack
STEPS_LIKE_A_COMPILATION = 3_000  # the time to compile one model alone
EXAMPLES_LIKE_A_STEP = 64  # a batch with so many more examples takes one more step
# XLA's compile time is earned back after about this many steps, and sooner by larger
# models, more than in proportion (measured with 160 to 42 000 weights).
STEPS_WORTH_XLA = 60_000
WEIGHTS_OF_A_SMALL_MODEL = 2**13


class Work:
    """The work of one sweep: trains the runs, enters the results, moves the bar on."""

    def __init__(self, build_model, data, runs, epochs, progress):
        self._build_model, self._data, self._runs = build_model, data, runs
        self._epochs, self._progress, self._sweep = epochs, progress, object()

    def train(self, settings, batch_size):
        """Train all settings with all seeds, first what is stacked."""
        # Another than the first, so that `_starts_of` notices TensorFlow's generators.
        keras_inside.set_random_seed((self._runs.seeds[0] + 1) % 2**32)
        groups = {}
        for number, setting in enumerate(settings):
            self._join(groups, number, setting, batch_size)
        with Teams(self._data, self._record, self._keep) as teams:
            for group in groups.values():
                self._start(teams, group)
            for group in groups.values():
                self._finish(group)
        for group in groups.values():
            for number, *_ in group.members:
                self._runs.how[number] = "stacked" if group.teams else "one by one"
            if not group.teams:
                self._train_one_by_one(group)

    def _join(self, groups, number, setting, batch_size):
        """Add a setting to the group of those it can be trained with."""
        arguments = dict(setting)
        size = arguments.pop("batch_size", batch_size)
        size = arrays.whole_number("batch_size", size, 1)
        model = self._draft(arguments, self._runs.seeds[0])
        description = grouping.describe(model, self._sweep)
        graph = object() if description.graph is None else description.graph
        key = (graph, size, description.start)
        if key not in groups:
            is_built = self._build_metrics(model, size)
            groups[key] = Group(model, description, size, is_built)
        groups[key].members.append((number, arguments, description))

    def _start(self, teams, group):
        """Start the teams of a group, if that can be done and pays."""
        if self._is_worth_stacking(group):
            with contextlib.suppress(CannotStackError):
                xla = self._is_worth_xla(group)
                group.teams = teams.train(group, self._runs_of(group), xla)

    def _finish(self, group):
        """Wait for the teams of a group."""
        try:
            wait_for(group.teams, self._progress.show)
        except (tf.errors.InvalidArgumentError, tf.errors.UnimplementedError):
            group.teams = []  # XLA lacks an operation of the model

    def _is_worth_stacking(self, group):
        """Return whether the group can be stacked and its compilation pays.

        Earlier sweeps do not count: a small one, such as a slider's, stays quick.
        """
        if not (
            group.can_stack
            and group.graph is not None
            and len(self._data.validation) in (0, 2)
            and plain.can_stack(group.template)
        ):
            return False
        num_runs = len(group.members) * len(self._runs.seeds)
        compilations = len({each.numbers for *_, each in group.members})
        saved = self._steps(group) * (1 - 1 / num_runs)
        saved += STEPS_LIKE_A_COMPILATION * (compilations - 1)
        return saved >= STEPS_WORTH_A_STACK

    def _is_worth_xla(self, group):
        """Return whether XLA gains more in the steps of a group than it costs."""
        size = group.template.count_params() / WEIGHTS_OF_A_SMALL_MODEL
        return self._steps(group) * max(size, 1) ** 1.5 >= STEPS_WORTH_XLA

    def _steps(self, group):
        """Return how many steps of a small model take as long as those of a group."""
        num_examples = self._data.num_examples
        steps = num_examples / group.batch_size + num_examples / EXAMPLES_LIKE_A_STEP
        return steps * self._epochs * len(group.members) * len(self._runs.seeds)

    def _runs_of(self, group):
        """Return the runs of all members, ready to be trained."""
        starts = self._starts_of(group)
        return [
            Run(number, place, weights, each.learning_rate, each.numbers, orders)
            for number, _, each in group.members
            for place, (weights, orders) in enumerate(starts)
        ]

    def _starts_of(self, group):
        """Return for each seed the initial weights and the orders of all epochs."""
        _, arguments, description = group.members[0]
        build, starts = self._build, []
        for seed in self._runs.seeds:
            model = build(arguments, seed)
            if grouping.weights_of(model) == description.start[0]:
                build = self._draft  # it has got the weights that its seed gives
            kinds = (model.trainable_variables, model.non_trainable_variables)
            weights = tuple([variable.numpy() for variable in kind] for kind in kinds)
            orders = arrays.epoch_orders(self._data.num_examples, shuffle=True)
            starts.append(
                (weights, np.stack([next(orders) for _ in range(self._epochs)]))
            )
        return starts

    def _train_one_by_one(self, group):
        for number, arguments, description in group.members:
            key = (group.graph, description.numbers)
            for place, seed in enumerate(self._runs.seeds):
                model = self._build(arguments, seed)
                if group.graph is not None and model.built:
                    model = compiled_before(model, key)
                history = fit(
                    model,
                    self._data.x,
                    self._data.y,
                    batch_size=group.batch_size,
                    epochs=self._epochs,
                    validation_data=self._data.validation_data,
                    validation_freq=self._data.validation_freq,
                ).history
                self._record_history(number, place, history)
                self._runs.weights[number][place] = model.get_weights()
                self._progress.advance(self._epochs)
                self._progress.show()

    def _draft(self, arguments, seed):
        """Build a model without seeding TensorFlow, which would slow down what follows.

        It is right only if the model draws nothing from TensorFlow's generators. A
        model that does gets a group of its own.
        """
        random.seed(seed)
        np.random.seed(seed)  # noqa: NPY002
        return self._new_model(arguments)

    def _build(self, arguments, seed):
        """Return the model of one setting as it would be built alone with this seed."""
        keras_inside.set_random_seed(seed)
        return self._new_model(arguments)

    def _new_model(self, arguments):
        """Return the model, compiled and with weights, or say what is needed."""
        with keras_inside.names_kept():
            model = self._build_model(**arguments)
        plain.require_compiled(model)
        if not model.built and plain.can_be_called(model):
            model(self._first_batch(1)[0])
        return model

    def _build_metrics(self, model, batch_size):
        """Build the metrics and the optimizer; return whether that worked."""
        if not (keras_inside.works("sweep") and keras_inside.works("fit")):
            return False
        try:
            keras_inside.build(model, self._first_batch(batch_size))
        except Exception:
            return False  # Keras can train it, or says what is wrong
        return True

    def _first_batch(self, batch_size):
        return arrays.rows_of(self._data.tensors, slice(batch_size))

    def _record_history(self, setting, seed, history):
        """Enter all epochs of a run that was trained alone."""
        validated = [*filter(self._data.is_validated, range(self._epochs))]
        for name, values in history.items():
            epochs = validated if name.startswith("val_") else slice(None)
            self._runs.record(setting, seed, epochs, {name: values})

    def _record(self, runs, epoch, metrics):
        """Enter the metrics of one epoch of a team."""
        places = [run.setting for run in runs], [run.seed for run in runs]
        self._runs.record(*places, epoch, metrics)
        self._progress.advance(len(runs))

    def _keep(self, runs, weights):
        """Enter the final weights of a team."""
        for run, values in zip(runs, weights, strict=True):
            self._runs.weights[run.setting][run.seed] = values
