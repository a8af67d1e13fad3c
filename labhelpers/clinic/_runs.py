"""Train one patient: every disease is one argument of this training."""

from dataclasses import dataclass

import numpy as np

from labhelpers import training
from labhelpers._quiet import tf
from labhelpers.clinic._data import Examples, shared
from labhelpers.clinic._network import observed
from labhelpers.clinic._patients import HEALTHY, settings_of


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
    """

    observation: training.Observation
    accuracy: dict
    loss: dict
    planned_rates: int
    shared: float
    image_shape: tuple | None


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
    observation = observed(settings, examples, int(generator.integers(2**31)))
    model = observation.model
    scores = {
        "training": (model(examples.x_train), examples.y_train),
        "held out": (model(examples.x_val), examples.y_val),
        "in use": (_scores_in_use(model, examples, settings), examples.y_use),
    }
    return Run(
        observation=observation,
        accuracy={name: _accuracy(*each) for name, each in scores.items()},
        loss={name: float(model.loss(y, s)) for name, (s, y) in scores.items()},
        planned_rates=1 if came_with["decay_after"] is None else 2,
        shared=shared(examples.x_train, examples.x_val),
        image_shape=examples.image_shape,
    )


def _accuracy(scores, y):
    return float(np.mean(np.argmax(scores, axis=1) == y))


def _scores_in_use(model, examples, settings):
    """Return the scores of new examples, which arrive two at a time."""
    if settings["mode_in_use"] == "inference":
        return model(examples.x_use, training=False)
    as_in_training = tf.function(lambda pair: model(pair, training=True))
    pairs = [examples.x_use[i : i + 2] for i in range(0, len(examples.x_use), 2)]
    return np.concatenate([as_in_training(pair) for pair in pairs])
