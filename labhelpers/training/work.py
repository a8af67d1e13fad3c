"""The work of a sweep: models grouped by graph, each group trained the fastest way."""

import random
from collections import OrderedDict

import numpy as np

from labhelpers._quiet import keras, tf
from labhelpers.training import arrays, delegation, grouping
from labhelpers.training.fitting import fit
from labhelpers.training.purestep import CannotStackError
from labhelpers.training.stacking import can_stack
from labhelpers.training.teams import Run, Teams, finished

# Compiling a stack takes as long as about so many steps of a small model by itself; so
# many more examples in a batch take as long as another step.
STEPS_WORTH_A_STACK = 10_000
EXAMPLES_LIKE_A_STEP = 64
KEPT_TEMPLATES = 8
_templates = OrderedDict()  # the models compiled last, by graph and numbers


class Data:
    """The training and validation set, as given and as tensors."""

    def __init__(self, x, y, validation_data):
        self.x, self.y, self.validation_data = x, y, validation_data
        self.tensors = arrays.to_tensors(x, y)
        self.validation = arrays.validation_tensors(validation_data) or ()
        self.num_examples = arrays.num_examples(self.tensors)


class Group:
    """Settings that share a graph, a batch size and the initial weights.

    Args:
        template: The model of the first of them.
        graph: As in `grouping.Description`.
        batch_size: Examples per step.
    """

    def __init__(self, template, graph, batch_size):
        self.template, self.graph, self.batch_size = template, graph, batch_size
        self.members = []  # (number of the setting, its arguments, its description)


class Work:
    """The work of one sweep.

    Args:
        build_model: A function that returns a compiled Keras model.
        data: `Data`.
        runs: `Runs` that takes the results.
        epochs: Number of epochs of each run.
        progress: `Progress` that is told of each epoch of each run.
    """

    def __init__(self, build_model, data, runs, epochs, progress):
        self._build_model, self._data, self._runs = build_model, data, runs
        self._epochs, self._progress = epochs, progress

    def groups(self, settings, batch_size):
        """Return the settings in groups that can be trained together."""
        keras.utils.set_random_seed(self._runs.seeds[0])
        groups = OrderedDict()
        for number, setting in enumerate(settings):
            arguments = dict(setting)
            size = arguments.pop("batch_size", batch_size)
            size = arrays.whole_number("batch_size", size, 1)
            model = self._draft(arguments)
            description = grouping.describe(model)
            key = (description.graph, size, description.start)
            if key not in groups:
                model._symbolic_build(data_batch=self._first_batch(size))
                groups[key] = Group(model, description.graph, size)
            groups[key].members.append((number, arguments, description))
        return list(groups.values())

    def train(self, groups):
        """Train all groups with all seeds, first what is stacked."""
        data = self._data.tensors, self._data.validation
        with Teams(*data, self._record) as teams:
            started = [self._start(teams, group) for group in groups]
            stacked = [self._finish(*each) for each in started]
        for group, is_stacked in zip(groups, stacked, strict=True):
            for number, *_ in group.members:
                self._runs.how[number] = "stacked" if is_stacked else "one by one"
            if not is_stacked:
                self._train_one_by_one(group)

    def _start(self, teams, group):
        """Start training a group in teams, if that can be done and pays.

        Returns:
            The group's runs and the futures of their weights, none if not stacked.
        """
        if not self._is_worth_stacking(group):
            return [], []
        runs = self._team_runs(group)
        try:
            futures = teams.train(group.template, group.graph, group.batch_size, runs)
        except CannotStackError:
            return [], []
        return runs, futures

    def _finish(self, runs, futures):
        """Wait for the teams of a group, keep the weights; return if they trained."""
        try:
            weights = finished(futures, self._progress.show)
        except (tf.errors.InvalidArgumentError, tf.errors.UnimplementedError):
            return False  # XLA lacks an operation of the model
        for run, values in zip(runs, weights, strict=True):
            self._runs.weights[run.setting][run.seed] = values
        return bool(runs)

    def _is_worth_stacking(self, group):
        """Return whether the group can be stacked and its compilation pays.

        Earlier sweeps do not count: a small one, such as a slider's, stays quick.
        """
        if not (
            grouping.is_shared(group.graph)
            and len(self._data.validation) in (0, 2)
            and can_stack(group.template)
        ):
            return False
        num_examples = self._data.num_examples
        steps = num_examples / group.batch_size + num_examples / EXAMPLES_LIKE_A_STEP
        num_runs = len(group.members) * len(self._runs.seeds)
        return steps * self._epochs * num_runs >= STEPS_WORTH_A_STACK

    def _team_runs(self, group):
        """Return all runs of a group with their initial weights and orders."""
        runs = []
        for seed, value in enumerate(self._runs.seeds):
            weights, orders = self._start_of(group, value)
            runs += [
                Run(number, seed, weights, each.learning_rate, each.numbers, orders)
                for number, _, each in group.members
            ]
        return runs

    def _start_of(self, group, seed):
        """Return the initial weights with this seed and the orders of all epochs."""
        model = self._build(group.members[0][1], seed)
        kinds = (model.trainable_variables, model.non_trainable_variables)
        weights = tuple([variable.numpy() for variable in kind] for kind in kinds)
        orders = arrays.epoch_orders(self._data.num_examples, shuffle=True)
        return weights, np.stack([next(orders) for _ in range(self._epochs)])

    def _train_one_by_one(self, group):
        for number, arguments, description in group.members:
            key = (group.graph, description.numbers)
            for place, seed in enumerate(self._runs.seeds):
                model = _compiled_before(self._build(arguments, seed), key)
                history = fit(
                    model,
                    self._data.x,
                    self._data.y,
                    batch_size=group.batch_size,
                    epochs=self._epochs,
                    validation_data=self._data.validation_data,
                ).history
                self._runs.record(number, place, slice(None), history)
                self._runs.weights[number][place] = model.get_weights()
                self._progress.advance(self._epochs)
                self._progress.show()

    def _draft(self, arguments):
        """Return a model of one setting that serves to group it, not to train it.

        TensorFlow's generators are left as they are, since setting them slows down all
        that follows; a model that draws from them gets a group of its own.
        """
        random.seed(self._runs.seeds[0])
        np.random.seed(self._runs.seeds[0])  # noqa: NPY002
        return self._new_model(arguments)

    def _build(self, arguments, seed):
        """Return the model of one setting as it would be built alone with this seed."""
        keras.utils.set_random_seed(seed)
        return self._new_model(arguments)

    def _new_model(self, arguments):
        """Return the model, compiled and with weights, or say what is needed."""
        with grouping.names_kept():
            model = self._build_model(**arguments)
        delegation.require_compiled(model)
        if not model.built:
            model(self._first_batch(1)[0])
        return model

    def _first_batch(self, batch_size):
        return arrays.first_batch(self._data.tensors, batch_size)

    def _record(self, runs, epoch, metrics):
        """Enter the metrics of one epoch of a team."""
        places = [run.setting for run in runs], [run.seed for run in runs]
        self._runs.record(*places, epoch, metrics)
        self._progress.advance(len(runs))


def _compiled_before(model, key):
    """Return a model of the same graph and numbers that is compiled, in the new state.

    The first model of its kind is returned as it is, and kept for the next.
    """
    template = _templates.setdefault(key, model)
    _templates.move_to_end(key)
    while len(_templates) > KEPT_TEMPLATES:
        _templates.popitem(last=False)
    if template is not model:
        model.optimizer.build(model.trainable_variables)
        for source, target in zip(
            (*model.variables, *model.optimizer.variables),
            (*template.variables, *template.optimizer.variables),
            strict=True,
        ):
            target.assign(source)
    return template
