"""Which models of a sweep share a graph and may be trained together."""

import random
from typing import NamedTuple

from labhelpers.training import keys


class Description(NamedTuple):
    """What decides how a model trains.

    Attributes:
        graph: Hashable; models that share it differ at most in the following numbers.
            None if no other model can have the same.
        learning_rate: A float, or None where the optimizer has a schedule.
        numbers: The numbers that may differ between models trained together.
        places: Where they stand in the model.
        start: Hashable; the initial weights and the state of Python's generator.
    """

    graph: tuple | None
    learning_rate: float | None
    numbers: tuple
    places: list
    start: tuple


def describe(model, sweep):
    """Return the `Description` of a compiled Keras model that was just built.

    Args:
        model: The model.
        sweep: Hashable, another one for each sweep.
    """
    rate = model.optimizer.get_config().get("learning_rate")
    key = keys.key_of(model)
    graph = key.graph
    if graph is not None and not keys.is_ours(key.foreign):
        graph = (*graph, sweep)  # a function may do another thing in the next sweep
    if model.optimizer.built:  # the model was trained already
        graph = None
    return Description(
        graph=graph,
        learning_rate=rate if isinstance(rate, float) else None,
        numbers=key.numbers,
        places=key.places,
        start=(weights_of(model), random.getstate()),
    )


def weights_of(model):
    """Return all values of a model's variables, hashable."""
    return tuple(variable.numpy().tobytes() for variable in model.variables)


class Group:
    """Settings that share a graph, a batch size and the initial weights.

    Args:
        template: The model of the first of them.
        description: Its `Description`.
        batch_size: Examples per step.
        can_stack: Whether nothing tells so far that the models cannot be stacked.

    Attributes:
        members: For each setting its number, its arguments and its description.
        teams: Futures, one for each team that trains.
    """

    def __init__(self, template, description, batch_size, can_stack):
        self.template, self.batch_size = template, batch_size
        self.graph, self.places = description.graph, description.places
        self.can_stack, self.members, self.teams = can_stack, [], []
