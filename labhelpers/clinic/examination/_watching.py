"""Watch a short training of a copy, then try other learning rates as briefly."""

from dataclasses import dataclass

import numpy as np

from labhelpers import training
from labhelpers.clinic.examination import _looking
from labhelpers.training import seeds

LONGEST = 16  # epochs of the watched training
SHORT = 3  # epochs at each other learning rate
STEPS = 400, 150  # a set of few mini-batches is watched for as many steps instead
# The other learning rates, as multiples of its own: mostly lower ones if the largest
# step of the first epoch changes the weights by more than a fifth, higher ones if by
# less than a thousandth.
LOWER, AROUND, HIGHER = (0.1, 0.01, 1e-3, 10), (0.1, 0.01, 10, 100), (10, 100, 1e3, 1e4)
LARGE, SMALL = 0.2, 1e-3
SEED = 0  # of every training, so that they differ in the rate alone
ROWS = 1500  # examples of each part on which answers are judged


@dataclass
class Watched:
    """Hold what was seen of one training.

    Attributes:
        history: From metric to its values by epoch.
        recorder: The `training.Recorder` of every step.
        layers: From "start" and "end" to what `_looking.layers_at_work` returned.
        answers: From "start", "end", "held out", "again", "alone", "in training",
            "wild" to what the model put out.
        rates: From factor to (learning rate, loss after a short training).
        short: Epochs of such a training.
        moved: By how much the statistics of batch norm have moved; None without one.
    """

    history: dict
    recorder: training.Recorder
    layers: dict
    answers: dict
    rates: dict
    short: int
    moved: float | None


def watch(copy, parts, plan, bar):
    """Train the copy, and look at it before and after.

    Args:
        copy: A `Copy`.
        parts: `((x, y), (x, y) or None)`, the training and the validation part.
        plan: A dict of "epochs", "batch_size", "shuffle" and "class_weight".
        bar: A progress bar, which is advanced by epochs.
    """
    (x, y), held_out = parts
    long, short = lengths(len(x), plan)
    fitting = {name: plan[name] for name in ("batch_size", "shuffle", "class_weight")}
    copy.restart()
    answers = {
        "start": _looking.answers(copy.model, x[:ROWS]),
        "wild": _looking.answers(copy.model, wild(x[:64])),
    }
    layers = {"start": _looking.layers_at_work(copy.model, x)}
    recorder = training.Recorder()
    fit = dict(fitting, callbacks=[recorder], epochs=long, validation_data=held_out)
    with seeds.drawing_from(SEED):
        history = training.fit(copy.model, x, y, **fit).history
    bar.advance(long)
    bar.show()
    layers["end"] = _looking.layers_at_work(copy.model, x)
    more, moved = _both_modes(copy, x)
    answers |= more
    if held_out is not None:
        answers["held out"] = _looking.answers(copy.model, held_out[0][:ROWS])
    rate = float(recorder.learning_rate[0])
    rates = {1.0: (rate, history["loss"][short - 1])}
    for factor in factors(recorder, -(-len(x) // plan["batch_size"])):
        loss = _try(copy, x, y, factor, epochs=short, **fitting)
        rates[factor] = rate * factor, loss
        bar.advance(short)
        bar.show()
    return Watched(dict(history), recorder, layers, answers, rates, short, moved)


def epochs_of(num_examples, plan):
    """Return how many epochs all trainings have together."""
    long, short = lengths(num_examples, plan)
    return long + len(AROUND) * short


def lengths(num_examples, plan):
    """Return the epochs of the watched training and of each other one."""
    steps = -(-num_examples // plan["batch_size"])
    long = min(plan["epochs"], max(LONGEST, STEPS[0] // steps))
    return long, min(plan["epochs"], max(SHORT, STEPS[1] // steps))


def factors(recorder, steps):
    """Return which learning rates are tried, by the size of the first updates."""
    largest = [each[:steps].max() for each in recorder.update_ratio.values()]
    usual = np.median(largest) if largest else np.nan
    if not np.isfinite(usual) or usual > LARGE:
        return LOWER
    return HIGHER if usual < SMALL else AROUND


def _try(copy, x, y, factor, **fitting):
    """Return the loss after a short training at another learning rate."""
    copy.restart(factor)
    with seeds.drawing_from(SEED):
        recorder = training.Recorder()
        history = training.fit(copy.model, x, y, callbacks=[recorder], **fitting)
    loss = float(history.history["loss"][-1])
    return loss if np.isfinite(loss) else np.inf


def _both_modes(copy, x):
    """Return answers in both modes after the training, and how batch norm moved.

    "again" is a second answer in inference mode; "alone" is the answer to few examples
    at a time; "in training" is the answer in training mode, and so is "once more".
    """
    model, rows = copy.model, x[: _looking.ROWS]
    state = copy.state()
    found = {
        "end": _looking.answers(model, x[:ROWS]),
        "again": _looking.answers(model, rows),
        "alone": np.concatenate(
            [_looking.answers(model, x[i : i + 4]) for i in (0, 4, 8, 12)]
        ),
    }
    statistics = [
        each for each in model.non_trainable_variables if "moving_" in each.path
    ]
    before = [each.numpy() for each in statistics]
    found["in training"] = _looking.answers(model, rows, training=True)
    changes = [
        float(np.abs(each.numpy() - old).max())
        for each, old in zip(statistics, before, strict=True)
    ]
    moved = max(changes) if changes else None
    copy.put_back(state)
    return found, moved


def wild(x):
    """Return examples a thousand times as large, of both signs: bounds show then."""
    if x.dtype.kind != "f":
        return x
    signs = np.where(np.arange(len(x)) % 2, 1.0, -1.0).astype("float32")
    return np.nan_to_num(x) * 1000 * signs.reshape(-1, *[1] * (x.ndim - 1))
