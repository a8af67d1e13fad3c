"""Tell what kind of labels some labels are, and compare answers with them."""

import numpy as np

MOST_CLASSES = 50  # more different whole numbers are values rather than classes


def task_of(y, family):
    """Return what is asked for.

    Args:
        y: Labels, shape (num_examples, ...).
        family: What the loss is for, as `_reading.loss_of` says; it decides only where
            the labels themselves could be either.

    Returns:
        "classes" (whole numbers), "one-hot", "several labels" or "values".
    """
    rows = columns(y)
    finite = rows[np.all(np.isfinite(rows), axis=1)]
    if rows.shape[1] > 1:
        if not np.all((finite == 0) | (finite == 1)):
            return "values"
        return "one-hot" if np.all(finite.sum(axis=1) == 1) else "several labels"
    if np.any(finite != np.round(finite)):
        return "values"
    found = np.unique(finite)
    if len(found) > MOST_CLASSES:
        return "values"
    if family in {"values", "unknown"}:
        consecutive = len(found) > 1 and np.ptp(found) == len(found) - 1
        return "classes" if consecutive and abs(found[0]) <= 1 else "values"
    return "classes"


def as_classes(y, task):
    """Return a whole number per example; None where values are asked for."""
    if task == "one-hot":
        return np.argmax(columns(y), axis=1)
    if task == "classes":
        flat = np.nan_to_num(columns(y)[:, 0])
        return np.round(flat).astype(int)
    return None


def targets(y, task, classes=None):
    """Return what a plain model should put out: columns of numbers."""
    labels = as_classes(y, task)
    if labels is None:
        return columns(y)
    return (labels[:, None] == classes).astype("float64")


def skill(outputs, y, task, threshold=0.5):
    """Return how much better answers are than the best constant one.

    Args:
        outputs: Answers, shape (num_examples, outputs).
        y: Labels.
        task: What `task_of` returned.
        threshold: Above it, a single output says the larger one of two classes.

    Returns:
        1 for perfect answers, 0 for guessing, less for worse: for values the fraction
        of the variance that is explained; for classes the same fraction of the wrong
        answers. None where it cannot be said.
    """
    labels = as_classes(y, task)
    if outputs is None or not len(outputs):
        return None
    if not np.all(np.isfinite(outputs)):
        return -1.0
    if labels is not None:
        said = said_classes(outputs, labels, threshold)
        return gain(np.mean(said != labels), 1 - largest_share(labels))
    wanted = columns(y)
    if wanted.shape[1] != outputs.shape[1]:
        return None
    if task == "several labels":
        wrong = np.mean((outputs > threshold) != wanted)
        share = wanted.mean(axis=0)
        return gain(wrong, np.mean(np.minimum(share, 1 - share)))
    error, variance = np.mean((outputs - wanted) ** 2), wanted.var(axis=0).mean()
    return gain(error, variance)


def said_classes(outputs, labels, threshold):
    """Return the class that each row of outputs says."""
    if outputs.shape[1] > 1:
        return np.argmax(outputs, axis=1)
    low, high = labels.min(), labels.max()
    return np.where(outputs[:, 0] > threshold, high, low)


def gain(error, guessing):
    """Return how much smaller an error is than that of guessing; None without one."""
    if guessing <= 0:
        return None
    return float(max(1 - error / guessing, -1.0))


def largest_share(labels):
    """Return the fraction of the labels that are of the most frequent class."""
    return np.unique(labels, return_counts=True)[1].max() / len(labels)


def columns(y):
    """Return labels as numbers, shape (num_examples, columns)."""
    return np.reshape(y, (len(y), -1)).astype("float64")
