"""Ask plain models what the arrays alone allow, and compare the two parts."""

import numpy as np

from labhelpers.clinic.examination import _labels

ROWS = 800  # examples of a part that are asked
FEATURES = 1000  # more are left out where each is asked alone
NEIGHBOURS = 5
NEAR = 0.01  # a row that much nearer than rows usually are is the same row


def plain_skill(x, y, x_new, y_new, task):
    """Return the best skill on new examples of nearest neighbours and a linear model.

    Args:
        x: Examples to learn from, shape (examples, features).
        y: Their labels.
        x_new: The examples that are judged.
        y_new: Their labels.
        task: As `_labels.task_of` says.
    """
    x, y, x_new, y_new = (each[:ROWS] for each in (x, y, x_new, y_new))
    if len(x) < NEIGHBOURS or len(x_new) < NEIGHBOURS:
        return None
    labels = _labels.as_classes(y, task)
    classes = None if labels is None else np.unique(labels)
    wanted = _labels.targets(y, task, classes)
    x, x_new = _standardized(x, x_new)
    answers = (answer(x, wanted, x_new) for answer in (_neighbours, _ridge))
    found = [_skill(outputs, y_new, task, classes) for outputs in answers]
    found = [each for each in found if each is not None]
    return max(found, default=None)


def halves_skill(x, y, task):
    """Return the plain skill where one half of a part answers for the other."""
    order = np.random.default_rng(0).permutation(len(x))
    first, second = np.array_split(order, 2)
    return plain_skill(x[first], y[first], x[second], y[second], task)


def _neighbours(x, wanted, x_new):
    nearest = np.argpartition(_distances(x_new, x), NEIGHBOURS - 1, axis=1)
    return wanted[nearest[:, :NEIGHBOURS]].mean(axis=1)


def _ridge(x, wanted, x_new):
    """Return the answers of a linear model with an L2 penalty, by its dual form."""
    middle = wanted.mean(axis=0)
    inner = x @ x.T
    strength = 0.01 * np.trace(inner) / len(x) + 1e-9
    weights = np.linalg.solve(inner + strength * np.eye(len(x)), wanted - middle)
    return x_new @ x.T @ weights + middle


def _standardized(x, *others):
    middle, spread = x.mean(axis=0), x.std(axis=0)
    spread = np.where(spread > 1e-12, spread, 1.0)
    return [(each - middle) / spread for each in (x, *others)]


def _distances(one, other):
    """Return squared distances, shape (len(one), len(other))."""
    squares = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)
    return np.maximum(squares - 2 * one @ other.T, 0)


def feature_skills(x, y, task):
    """Return the skill of each feature alone: a mean over its nearest values.

    One half of the examples answers for the other.
    """
    x, y = x[: 2 * ROWS, :FEATURES], y[: 2 * ROWS]
    labels = _labels.as_classes(y, task)
    classes = None if labels is None else np.unique(labels)
    wanted = _labels.targets(y, task, classes)
    half = len(x) // 2
    skills = np.zeros(x.shape[1])
    for number, column in enumerate(x.T):
        order = np.argsort(column[:half], kind="stable")
        means = _sliding_means(wanted[order])
        places = np.searchsorted(column[order], column[half:])
        outputs = means[places]
        skills[number] = _skill(outputs, y[half:], task, classes) or 0.0
    return skills


def _sliding_means(rows):
    """Return, for each place between rows, the mean of the two rows on each side."""
    before = np.vstack([rows[:1], rows[:1], rows, rows[-1:], rows[-1:]])
    count = len(rows) + 1
    return sum(before[i : i + count] for i in range(4)) / 4


def _skill(outputs, y, task, classes):
    """Return the skill of outputs with a column per class, or of values."""
    if classes is None:
        return _labels.skill(outputs, y, task)
    truth = _labels.as_classes(y, task)
    guess = 1 - _labels.largest_share(truth)
    said = classes[np.argmax(outputs, axis=1)]
    return _labels.gain(np.mean(said != truth), guess)


def shared_rows(x, x_held_out):
    """Return which fraction of held-out rows stands among the training rows, and which
    fraction of training rows is there twice: as much is natural."""
    known, twice = set(), 0
    for row in np.ascontiguousarray(x):
        key = row.tobytes()
        twice += key in known
        known.add(key)
    found = [row.tobytes() in known for row in np.ascontiguousarray(x_held_out)]
    return float(np.mean(found)), twice / len(x)


def near_rows(x, x_held_out):
    """Return which fraction of held-out rows is far nearer to a training row than
    training rows are to each other."""
    x, new = _standardized(x[:ROWS].astype("float64"), x_held_out[:ROWS])
    inside = _distances(x, x)
    np.fill_diagonal(inside, np.inf)
    usual = np.median(np.sqrt(inside.min(axis=1)))
    nearest = np.sqrt(_distances(new, x).min(axis=1))
    return float(np.mean(nearest < NEAR * usual)) if usual > 0 else 0.0
