"""Follow the noisy path of mini-batch descent."""

import numpy as np

from labhelpers.widgets._valley import path_picture
from labhelpers.widgets._view import View, begin_title, middle


def batch_view(line, start, *, num_steps=120, batch_size, learning_rate):
    """Return a view of mini-batch descent on the loss of a line, with two sliders.

    The batches are the same each time, drawn without replacement within an epoch.

    Args:
        line: An `objectives.LineFit`.
        start: First weights (w, b), shape (2,), away from the minimum.
        num_steps: Number of steps of every path.
        batch_size: The values of its slider, from 1 to the number of examples.
        learning_rate: The values of its slider.

    Returns:
        A `View`.

    Raises:
        ValueError: A batch size is not between 1 and the number of examples.
    """
    if min(batch_size) < 1 or max(batch_size) > line.x.size:
        raise ValueError(
            f"Batch sizes from 1 to {line.x.size} are needed; received {batch_size!r}"
        )

    def picture(batch_size, learning_rate):
        path = _path(line, start, num_steps, batch_size, learning_rate)
        title = begin_title(batch_size=batch_size, learning_rate=learning_rate)
        shape = f"a bowl, at batch size {batch_size} and learning rate {learning_rate},"
        names = {"labels": ("slope w", "intercept b"), "shape": shape}
        return path_picture(line, np.asarray(start), path, title, **names)

    values = {"batch_size": batch_size, "learning_rate": learning_rate}
    return View(picture, values, middle(values))


def _path(line, start, num_steps, batch_size, learning_rate):
    """Return the path, shape (num_steps + 1, 2)."""
    generator = np.random.default_rng(0)
    inputs = np.stack([line.x, np.ones_like(line.x)], axis=1)
    w, path, waiting = np.array(start, dtype=float), [], []
    path.append(w)
    for _ in range(num_steps):
        if len(waiting) < batch_size:
            waiting = list(generator.permutation(line.x.size))
        rows, waiting = waiting[:batch_size], waiting[batch_size:]
        errors = inputs[rows] @ w - line.y[rows]
        w = w - learning_rate * 2 * errors @ inputs[rows] / batch_size
        path.append(w)
    return np.array(path)
