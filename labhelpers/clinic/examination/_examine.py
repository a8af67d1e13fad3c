"""Examine a network of one's own: copy, watch, collect, rank."""

import numpy as np

from labhelpers import training
from labhelpers.clinic.examination import (
    _asking,
    _collecting,
    _collecting_steps,
    _copying,
    _ranking,
    _reading,
    _report,
    _watching,
)
from labhelpers.training import arrays, seeds

_DRAWN = 500  # examples of which a report keeps the values
BATCH = 32  # as in Keras


def examine(
    model,
    x_train,
    y_train,
    *,
    validation_data=None,
    epochs=20,
    batch_size=BATCH,
    shuffle=True,
    class_weight=None,
):
    """Watch a short training of a copy of a network, and say what may be wrong.

    Give the arguments that you give to `model.fit`. The copy is trained for at most 16
    epochs, and for 3 at each of four other learning rates (longer where an epoch has
    few mini-batches). Your model and the random generators stay as they are.

    Args:
        model: A compiled Keras model with one input and one output: sequential,
            functional, or subclassed and built. Best one that has not been trained yet.
        x_train: Examples, an array of shape (num_examples, ...).
        y_train: Their labels or targets, shape (num_examples, ...).
        validation_data: `(x_val, y_val)`, held out.
        epochs: How many epochs you train; a schedule is judged by all of them.
        batch_size: Examples per mini-batch.
        shuffle: Whether `fit` draws a new order in each epoch.
        class_weight: A dict from class to weight.

    Returns:
        A `Report`: print it, or draw it with `plots.show_report`.

    Raises:
        TypeError: The data are no arrays of numbers, or the model is no Keras model.
        ValueError: The model is not compiled, has several inputs or outputs, no weights
            yet, or a `train_step` of its own; or the arrays do not match.

    Example:
        >>> report = clinic.examine(
        ...     model, x_train, y_train, validation_data=(x_val, y_val), epochs=30
        ... )
        >>> print(report)
        >>> plots.show_report(report)
    """
    plan = {
        "epochs": arrays.whole_number("epochs", epochs, 1),
        "batch_size": arrays.whole_number("batch_size", batch_size, 1),
        "shuffle": bool(shuffle),
        "class_weight": class_weight,
    }
    parts = _asking.checked(model, x_train, y_train, validation_data)
    numbers, seen, failure = collect(model, parts, plan)
    return report(numbers, seen, failure, parts)


def collect(model, parts, plan):
    """Return all numbers, what was seen of the training or None, and its error."""
    family, _, _ = _reading.loss_of(model)
    num_examples = len(parts[0][0])
    with seeds.drawing_from(_watching.SEED):
        numbers = _collecting.of_arrays(*parts, family)
        seen, failure = None, None
        copy = None
        try:
            copy = _copying.Copy(model, *parts[0])
            numbers |= _collecting.of_model(model, copy.schedule, plan, num_examples)
            numbers["outputs"] = int(np.prod(copy.model.output_shape[1:]))
            if not numbers["x_not_finite"] + numbers["y_not_finite"]:
                total = _watching.epochs_of(num_examples, plan)
                with training.Progress(total, "examining your network") as bar:
                    seen = _watching.watch(copy, parts, plan, bar)
                numbers |= _collecting_steps.of_training(seen, parts, numbers)
        except Exception as error:  # what Keras says of labels that do not fit
            failure = str(error).strip().splitlines()[0]
            if copy is None:
                numbers |= _collecting.of_model(model, None, plan, num_examples)
        finally:
            if copy is not None:
                copy.close()
    return numbers, seen, failure


def report(numbers, seen, failure, parts):
    """Return the report on some numbers."""
    found = _ranking.suspects(numbers)
    if numbers["num_train"] < _asking.FEWEST:
        found, reason = [], f"{numbers['num_train']} training examples are too few."
        outcome = _report.CANNOT_TELL
    else:
        outcome, reason = _report.outcome_of(found, numbers, failure)
    (x, y), held_out = parts
    about = {}
    if seen is not None:
        about = {
            "history": seen.history,
            "recorder": seen.recorder,
            "layers": seen.layers["end"],
        }
    return _report.Report(
        outcome=outcome,
        suspects=found,
        reason=reason,
        not_judged=_report.not_judged(numbers, failure),
        numbers=numbers,
        x=x[:_DRAWN],
        y=y,
        y_val=None if held_out is None else held_out[1],
        **about,
    )
