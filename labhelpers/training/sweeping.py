"""`sweep`: train every setting with every seed, many models at once where possible."""

import contextlib
import random
from collections import OrderedDict

import numpy as np

from labhelpers._quiet import keras, tf
from labhelpers.training import arrays
from labhelpers.training.fitting import fit
from labhelpers.training.plans import build, plans
from labhelpers.training.progress import Progress
from labhelpers.training.runs import Runs
from labhelpers.training.seeds import lab_seed
from labhelpers.training.stacking import CannotStackError, Stack, can_stack

KEPT_STACKS = 6
_stacks = OrderedDict()  # the last compiled stacks, by graph and number of models


def sweep(
    build_model,
    settings,
    *,
    x,
    y,
    validation_data=None,
    epochs,
    batch_size=32,
    seeds=5,
    keep_weights=False,
):
    """Train every setting with every seed, as if each model were trained alone.

    A comparison at one learning rate and one seed says little. Settings that differ
    only in the learning rate share one graph and are trained with all their seeds in
    one stacked computation; others are compiled once and run one after another. Each
    history equals that of `keras.utils.set_random_seed(seed)`, `build_model(**setting)`
    and `training.fit`, to float accuracy.

    Args:
        build_model: A function that returns a compiled Keras model.
        settings: A list of dicts, the arguments of `build_model` for each setting;
            `batch_size` in a setting is the batch size of its training.
        x: Examples, shape (num_examples, ...).
        y: Targets, shape (num_examples, ...).
        validation_data: A pair (x, y), used after each epoch.
        epochs: Number of epochs, at least 1.
        batch_size: Examples per step, where a setting does not say.
        seeds: Number of seeds, at least 1; they are children of the lab's seed.
        keep_weights: Whether to keep the final weights of every run.

    Returns:
        `Runs`: an array (setting, seed, epoch) per metric. An interrupted sweep returns
        what is finished; the rest is NaN.

    Raises:
        TypeError: A setting is not a dict.
        ValueError: There are no settings, or an argument has a wrong value.

    Example:
        >>> rates = [{"learning_rate": rate} for rate in (0.01, 0.1)]
        >>> runs = training.sweep(build_model, rates, x=x, y=y, epochs=20)
        >>> runs["loss"].shape
        (2, 5, 20)
    """
    _require_settings(settings)
    epochs = arrays.whole_number("epochs", epochs, 1)
    seeds = child_seeds(arrays.whole_number("seeds", seeds, 1))
    runs = Runs(settings, seeds, epochs)
    data = _Data(x, y, validation_data, epochs, keep_weights)
    with _generators_kept(), Progress(len(settings) * len(seeds)) as progress:
        try:
            for plan in plans(build_model, settings, batch_size, seeds[0]):
                batch = arrays.first_batch(data.tensors, plan.batch_size)
                plan.template._symbolic_build(data_batch=batch)
                _run_plan(plan, build_model, seeds, data, runs, progress)
            runs.complete = True
        except KeyboardInterrupt:
            pass
    if not keep_weights:
        runs.weights = None
    return runs


def child_seeds(number):
    """Return seeds of repeats: children of the lab's seed, the same for any number.

    Args:
        number: How many.

    Returns:
        A list of ints from 0 to 2**32 - 1.
    """
    children = np.random.SeedSequence(lab_seed()).spawn(number)
    return [int(child.generate_state(1)[0]) for child in children]


class _Data:
    """What all runs of a sweep share."""

    def __init__(self, x, y, validation_data, epochs, keep_weights):
        self.x, self.y, self.validation = x, y, validation_data
        self.epochs, self.keep_weights = epochs, keep_weights
        self.tensors = arrays.to_tensors(x, y)
        self.validation_tensors = arrays.validation_tensors(validation_data)
        self.num_examples = arrays.num_examples(self.tensors)
        plain = [self.tensors, self.validation_tensors or ()]
        self.plain = all(
            len(part) in (0, 2) and all(tf.is_tensor(array) for array in part)
            for part in plain
        )


def _run_plan(plan, build_model, seeds, data, runs, progress):
    """Train all settings of a plan, stacked if possible."""
    how = "one by one"
    if len(plan.numbers) * len(seeds) > 1 and data.plain and can_stack(plan.template):
        with contextlib.suppress(CannotStackError):
            _run_stacked(plan, build_model, seeds, data, runs, progress)
            how = "stacked"
    if how == "one by one":
        _run_one_by_one(plan, build_model, seeds, data, runs, progress)
    for number in plan.numbers:
        runs.how[number] = how


def _run_stacked(plan, build_model, seeds, data, runs, progress):
    """Train all models of a plan in one computation."""
    settings = len(plan.numbers)
    stack = _stack_for(plan, settings * len(seeds))
    weights, orders = [], []
    for seed in seeds:
        model = build(build_model, plan.arguments[0], seed)
        variables = model.trainable_variables + model.non_trainable_variables
        weights.append([variable.numpy() for variable in variables])
        orders.append(arrays.epoch_orders(data.num_examples, shuffle=True))
    stack.start(weights * settings, np.repeat(plan.learning_rates, len(seeds)))
    place = np.repeat(plan.numbers, len(seeds)), np.tile(range(len(seeds)), settings)
    for epoch in range(data.epochs):
        order = np.tile([next(each) for each in orders], (settings, 1))
        metrics = _stacked_epoch(stack, data, order, plan.batch_size)
        runs.record(*place, epoch, metrics)
        progress.advance(settings * len(seeds) / data.epochs)
    if data.keep_weights:
        for model, (number, seed) in enumerate(zip(*place, strict=True)):
            runs.weights[number][seed] = stack.weights(model)


def _stacked_epoch(stack, data, order, batch_size):
    """Train a stack for one epoch and evaluate it; return the metrics."""
    order, size = tf.constant(order, tf.int32), tf.constant(batch_size, tf.int32)
    metrics = stack.run(stack.train, *data.tensors, order, size)
    if data.validation_tensors is not None:
        values = stack.run(stack.validate, *data.validation_tensors)
        metrics |= {f"val_{name}": value for name, value in values.items()}
    return metrics


def _stack_for(plan, size):
    """Return the compiled stack of this graph and size, the last ones being kept."""
    key = (plan.key, size)
    if key not in _stacks or isinstance(plan.key, int):
        _stacks[key] = Stack(plan.template, size)
    _stacks.move_to_end(key)
    while len(_stacks) > KEPT_STACKS:
        _stacks.popitem(last=False)
    return _stacks[key]


def _run_one_by_one(plan, build_model, seeds, data, runs, progress):
    """Train the models of a plan one after another, all in the template's graph."""
    for number, arguments in zip(plan.numbers, plan.arguments, strict=True):
        for place, seed in enumerate(seeds):
            model = build(build_model, arguments, seed)
            model.optimizer.build(model.trainable_variables)
            if model.optimizer.__class__ is plan.template.optimizer.__class__:
                model = _moved(model, plan.template)
            history = fit(
                model,
                data.x,
                data.y,
                batch_size=plan.batch_size,
                epochs=data.epochs,
                validation_data=data.validation,
            ).history
            runs.record(number, place, slice(None), history)
            if data.keep_weights:
                runs.weights[number][place] = model.get_weights()
            progress.advance(1)


def _moved(model, template):
    """Put the state of a new model into the template, whose graph is compiled."""
    pairs = [
        (model.variables, template.variables),
        (model.optimizer.variables, template.optimizer.variables),
    ]
    for sources, targets in pairs:
        for source, target in zip(sources, targets, strict=True):
            target.assign(source)
    return template


@contextlib.contextmanager
def _generators_kept():
    """Leave the random generators as they were: a sweep seeds its own runs."""
    states = random.getstate(), np.random.get_state()  # noqa: NPY002
    try:
        yield
    finally:
        keras.utils.set_random_seed(lab_seed())
        random.setstate(states[0])
        np.random.set_state(states[1])  # noqa: NPY002


def _require_settings(settings):
    if not isinstance(settings, list | tuple) or not settings:
        raise ValueError(
            "settings must be a list of dicts, one per setting; "
            f"received {type(settings).__name__} {settings!r:.60}"
        )
    for setting in settings:
        if not isinstance(setting, dict):
            raise TypeError(
                "Each setting must be a dict of arguments of build_model; "
                f"received {type(setting).__name__} {setting!r:.60}"
            )
