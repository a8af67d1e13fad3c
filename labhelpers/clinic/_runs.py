"""Train one patient: every disease is one argument of this training."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from labhelpers import training
from labhelpers._quiet import tf
from labhelpers.clinic._data import Examples, shared
from labhelpers.clinic._network import observed
from labhelpers.clinic._patients import HEALTHY, settings_of
from labhelpers.clinic._suspects import suspects


@dataclass(frozen=True, eq=False)
class Run:
    """Hold one training of a patient.

    Attributes:
        observation: What `training.observe` kept.
        accuracy: Accuracy on the "training" and the "held out" part and "in use"
            after the training; in use is what the model does with new examples where
            it is used.
        loss: The loss on the same parts.
        planned_rates: How many learning rates the training was meant to use, as the
            patient came.
        shared: Which fraction of the held-out examples it was trained on.
        image_shape: Rows and columns of an example, or None.
        _suspects: A function that returns what the examination finds in the run.
    """

    observation: training.Observation
    accuracy: dict
    loss: dict
    planned_rates: int
    shared: float
    image_shape: tuple | None
    _suspects: Callable


def train(patient, *, seed=0, **changes):
    """Train a patient, as it came or with arguments changed.

    Args:
        patient: A `Patient`.
        seed: An int; decides the split, the labels that are spoilt and the weights.
        **changes: Arguments of `clinic.HEALTHY` that get another value, for example
            `learning_rate=0.1`.

    Returns:
        A `Run`.

    Raises:
        TypeError: There is no such argument.
    """
    unknown = sorted(set(changes) - set(HEALTHY))
    if unknown:
        raise TypeError(
            f"The training has the arguments {sorted(HEALTHY)}; "
            f"received {', '.join(unknown)}"
        )
    came_with = settings_of(patient)
    settings = {**came_with, **changes}
    generator = np.random.default_rng([seed, 16])
    examples = Examples(settings, generator)
    weights_seed = int(generator.integers(2**31))
    observation = observed(settings, examples, weights_seed)
    model = observation.model
    in_use = _scores_in_use(model, examples, settings)
    scores = {
        "training": (model(examples.x_train), examples.y_train),
        "held out": (model(examples.x_val), examples.y_val),
        "in use": (in_use, examples.y_use),
    }
    return Run(
        observation=observation,
        accuracy={name: _accuracy(*each) for name, each in scores.items()},
        loss={name: float(model.loss(y, s)) for name, (s, y) in scores.items()},
        planned_rates=1 if came_with["decay_after"] is None else 2,
        shared=shared(examples.x_train, examples.x_val),
        image_shape=examples.image_shape,
        _suspects=functools.partial(
            suspects, settings, examples, weights_seed, observation, in_use
        ),
    )


def _accuracy(scores, y):
    return float(np.mean(np.argmax(scores, axis=1) == y))


def _scores_in_use(model, examples, settings):
    """Return the scores of new examples, which arrive two at a time."""
    if settings["mode_in_use"] == "inference":
        return model(examples.x_use, training=False)
    as_in_training = tf.function(lambda pair: model(pair, training=True))
    pairs = [examples.x_use[i : i + 2] for i in range(0, len(examples.x_use), 2)]
    learned = model.get_weights()  # batch norm goes on averaging
    scores = np.concatenate([as_in_training(pair) for pair in pairs])
    model.set_weights(learned)
    return scores
