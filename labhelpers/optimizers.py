"""Write the update rules of gradient descent as pure functions.

Every rule takes arrays and returns new arrays; its arguments stay untouched. The
functions follow Keras's conventions; where the lecture writes a rule differently,
that form is a second function. Shapes are free: `w`, its gradient and its state have
one shape, and hyperparameters are numbers or arrays that broadcast with it.
"""

import inspect

import numpy as np


def sgd_step(w, gradient, learning_rate):
    """Take one step of plain gradient descent.

    Args:
        w: Weights, any shape.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.

    Returns:
        The new `w`.

    Example:
        >>> float(sgd_step(1.0, gradient=2.0, learning_rate=0.25))
        0.5

    Source: Robbins and Monro 1951; `keras.optimizers.SGD` without momentum.
    """
    return np.asarray(w) - learning_rate * np.asarray(gradient)


def momentum_step(w, velocity, gradient, learning_rate, momentum):
    """Take one step that keeps part of the last one.

    Args:
        w: Weights, any shape.
        velocity: The last movement, the shape of `w`; zero before the first step.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.
        momentum: Fraction of the last movement that is kept, in [0, 1).

    Returns:
        The new `w` and the new `velocity`.

    Source: Polyak 1964 (heavy ball), as the lecture and `keras.optimizers.SGD` write
    it: the learning rate stands inside the velocity.
    """
    velocity = momentum * np.asarray(velocity) - learning_rate * np.asarray(gradient)
    return np.asarray(w) + velocity, velocity


def averaged_momentum_step(w, average, gradient, learning_rate, momentum):
    """Take one step along a running average of the gradients.

    The lecture's second form. With `learning_rate * (1 - momentum)` equal to the
    learning rate of `momentum_step`, both take the same path.

    Args:
        w: Weights, any shape.
        average: Running average of the gradients, the shape of `w`; zero at first.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.
        momentum: Weight of the old average, in [0, 1).

    Returns:
        The new `w` and the new `average`.

    Source: the lecture's second form, v = beta v + (1 - beta) dW, W = W - alpha v.
    """
    average = momentum * np.asarray(average) + (1 - momentum) * np.asarray(gradient)
    return np.asarray(w) - learning_rate * average, average


def nesterov_step(w, velocity, gradient, learning_rate, momentum):
    """Take one momentum step that looks one movement ahead.

    Args:
        w: Weights, any shape: the point to which the last step already looked ahead.
        velocity: The last movement, the shape of `w`; zero before the first step.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.
        momentum: Fraction of the last movement that is kept, in [0, 1).

    Returns:
        The new `w` and the new `velocity`.

    Source: Nesterov 1983 in the form of Sutskever et al. 2013, written for the
    looked-ahead weights as `keras.optimizers.SGD(nesterov=True)` does.
    """
    gradient = np.asarray(gradient)
    velocity = momentum * np.asarray(velocity) - learning_rate * gradient
    movement = momentum * velocity - learning_rate * gradient
    return np.asarray(w) + movement, velocity


def velocity_from_gradients(gradients, learning_rate, momentum):
    """Return the velocity after all `gradients` as one weighted sum.

    Args:
        gradients: Gradients in the order in which they were met, shape
            (num_steps, dimensions).
        learning_rate: Step size, positive.
        momentum: Fraction of the last movement that is kept, in [0, 1).

    Returns:
        -learning_rate * sum over steps i of momentum**(age of i) * gradients[i], shape
        (dimensions,); the newest gradient has age 0.
    """
    gradients = np.asarray(gradients, dtype=float)
    ages = np.arange(len(gradients))[::-1]
    return -learning_rate * momentum**ages @ gradients


def adagrad_step(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    """Take one step of Adagrad in Keras's form.

    Args:
        w: Weights, any shape.
        accumulator: Sum of all squared gradients, the shape of `w`; Keras starts it
            at 0.1.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.
        epsilon: Guards against a division by zero; it stands inside the root.

    Returns:
        The new `w` and the new `accumulator`.

    Source: Duchi et al. 2011; `keras.optimizers.Adagrad`.
    """
    gradient = np.asarray(gradient)
    accumulator = np.asarray(accumulator) + gradient**2
    scaled = gradient / np.sqrt(accumulator + epsilon)
    return np.asarray(w) - learning_rate * scaled, accumulator


def rmsprop_step(w, second_moment, gradient, learning_rate, rho=0.9, epsilon=1e-7):
    """Take one step of RMSprop in Keras's form.

    Args:
        w: Weights, any shape.
        second_moment: Running average of squared gradients, the shape of `w`; Keras
            starts it at 0.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.
        rho: Weight of the old average, in [0, 1).
        epsilon: Guards against a division by zero; it stands inside the root.

    Returns:
        The new `w` and the new `second_moment`.

    Source: Tieleman and Hinton 2012; `keras.optimizers.RMSprop` without momentum.
    """
    gradient = np.asarray(gradient)
    second_moment = rho * np.asarray(second_moment) + (1 - rho) * gradient**2
    scaled = gradient / np.sqrt(second_moment + epsilon)
    return np.asarray(w) - learning_rate * scaled, second_moment


def adam_step(
    w,
    first_moment,
    second_moment,
    step,
    gradient,
    learning_rate,
    beta_1=0.9,
    beta_2=0.999,
    epsilon=1e-7,
):
    """Take one step of Adam in Keras's form.

    Args:
        w: Weights, any shape.
        first_moment: Running average of gradients, the shape of `w`; zero at first.
        second_moment: Running average of squared gradients, the same.
        step: The number of this step, counted from 1.
        gradient: Gradient of the loss at `w`, the shape of `w`.
        learning_rate: Step size, positive.
        beta_1: Weight of the old first moment, in [0, 1).
        beta_2: Weight of the old second moment, in [0, 1).
        epsilon: Added to the root before its bias is corrected ("epsilon hat").

    Returns:
        The new `w`, `first_moment` and `second_moment`.

    Raises:
        ValueError: `step` is less than 1.

    Source: Kingma and Ba 2015, the efficient form at the end of section 2;
    `keras.optimizers.Adam`.
    """
    if step < 1:
        raise ValueError(f"Adam counts its steps from 1; received step={step!r}")
    gradient = np.asarray(gradient)
    first_moment = beta_1 * np.asarray(first_moment) + (1 - beta_1) * gradient
    second_moment = beta_2 * np.asarray(second_moment) + (1 - beta_2) * gradient**2
    rate = learning_rate * np.sqrt(1 - beta_2**step) / (1 - beta_1**step)
    new_w = np.asarray(w) - rate * first_moment / (np.sqrt(second_moment) + epsilon)
    return new_w, first_moment, second_moment


def adamw_step(
    w,
    first_moment,
    second_moment,
    step,
    gradient,
    learning_rate,
    beta_1=0.9,
    beta_2=0.999,
    epsilon=1e-7,
    weight_decay=0.004,
):
    """Take one step of Adam that first shrinks the weights themselves.

    Args:
        w: Weights, any shape.
        first_moment: Running average of gradients, the shape of `w`; zero at first.
        second_moment: Running average of squared gradients, the same.
        step: The number of this step, counted from 1.
        gradient: Gradient of the loss at `w`, without any penalty, the shape of `w`.
        learning_rate: Step size, positive.
        beta_1: Weight of the old first moment, in [0, 1).
        beta_2: Weight of the old second moment, in [0, 1).
        epsilon: As in `adam_step`.
        weight_decay: Fraction of `learning_rate * w` taken off at each step.

    Returns:
        The new `w`, `first_moment` and `second_moment`.

    Raises:
        ValueError: `step` is less than 1.

    Source: Loshchilov and Hutter 2019; `keras.optimizers.AdamW`.
    """
    shrunk = np.asarray(w) * (1 - learning_rate * weight_decay)
    return adam_step(
        shrunk,
        first_moment,
        second_moment,
        step,
        gradient,
        learning_rate,
        beta_1,
        beta_2,
        epsilon,
    )


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
