"""Follow an update rule downhill, and say when it has settled."""

import inspect

import numpy as np


def descend(rule, gradient, start, num_steps, **hyperparameters):
    """Follow `rule` downhill and return the whole path.

    The state that a rule carries from step to step (a velocity, moments, the number
    of the step) is read off its arguments: they stand between `w` and `gradient`,
    and each starts at zero. A `step` argument is counted from 1.

    Args:
        rule: An update rule such as `momentum_step`: `rule(w, *state, gradient, ...)`
            returns the new `w`, followed by the new state.
        gradient: A function from `w` to the gradient there.
        start: First weights, shape (dimensions,), or (..., dimensions) for many runs
            at once.
        num_steps: Number of steps, at least 0.
        **hyperparameters: Passed on to `rule`, for example `learning_rate=0.1`; a
            name of the rule's state sets where that state starts.

    Returns:
        The path, shape (num_steps + 1, *shape of start); its first row is `start`.

    Raises:
        ValueError: `num_steps` is negative, or `rule` has no argument `gradient`.

    Example:
        >>> path = descend(sgd_step, lambda w: 2 * w, [1.0], 2, learning_rate=0.25)
        >>> path.tolist()
        [[1.0], [0.5], [0.25]]
    """
    if num_steps < 0:
        raise ValueError(f"num_steps must be 0 or more; received {num_steps!r}")
    w = np.array(start, dtype=float)
    names = _state_names(rule)
    state = {
        name: hyperparameters.pop(name, 0.0) + np.zeros_like(w)
        for name in names
        if name != "step"
    }
    path = [w]
    with np.errstate(over="ignore", invalid="ignore"):
        for step in range(1, num_steps + 1):
            carried = [step if name == "step" else state[name] for name in names]
            result = rule(w, *carried, gradient(w), **hyperparameters)
            w, *new = result if state else [result]
            state = dict(zip(state, new, strict=True))
            path.append(w)
    return np.stack(path)


def settling_time(path, minimum=0.0, tolerance=0.01):
    """Return the first step from which a path stays close to the minimum.

    Args:
        path: Points in order, shape (num_steps + 1, dimensions).
        minimum: Where the path should end, a number or shape (dimensions,).
        tolerance: How close counts, as a fraction of the first distance.

    Returns:
        The step, an int; None if the path never stays within the tolerance.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        distances = np.linalg.norm(np.asarray(path) - minimum, axis=-1)
    outside = np.flatnonzero(~(distances <= tolerance * distances[0]))
    if outside.size == 0:
        return 0
    return int(outside[-1] + 1) if outside[-1] + 1 < len(distances) else None


def _state_names(rule):
    """Return the arguments of `rule` between the first one and `gradient`."""
    names = list(inspect.signature(rule).parameters)
    if "gradient" not in names:
        raise ValueError(f"An update rule needs an argument `gradient`; got {names}")
    return names[1 : names.index("gradient")]
