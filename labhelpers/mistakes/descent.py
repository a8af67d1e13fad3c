"""Get gradient descent wrong in the usual ways."""

import numpy as np


def _step(w, b, y, learning_rate, feature, slope):
    """Take a step for the model w * feature + b; `slope` is its derivative by w."""
    errors = w * feature + b - y
    w_step = learning_rate * 2 * np.mean(errors * slope)
    return w - w_step, b - learning_rate * 2 * np.mean(errors)


def central_differences__one_sided(loss, w, push):
    """The push goes to one side only: look at the loss on both sides of `w`."""
    return _differences(loss, w, push, 0.0) / push


def central_differences__divided_by_one_push(loss, w, push):
    """The gradient is twice too large: how far apart are the two points you compare?"""
    return _differences(loss, w, push, -push) / push


def central_differences__minus_sign(loss, w, push):
    """The gradient points downhill: which of the two losses comes first?"""
    return -_differences(loss, w, push, -push) / (2 * push)


def central_differences__one_sided_behind(loss, w, push):
    """Only the loss behind `w` is compared: look at the loss on both sides of `w`."""
    return _differences(loss, w, 0.0, -push) / push


def central_differences__times_the_push(loss, w, push):
    """The difference is multiplied by the push: put `2 * push` into parentheses."""
    return _differences(loss, w, push, -push) / 2 * push


def central_differences__half_a_push(loss, w, push):
    """The two points lie one push apart: push by all of it to either side."""
    return _differences(loss, w, push / 2, -push / 2) / push


def central_differences__nothing_changes(loss, w, push):
    """Both points are the same: two names for one array move together, so copy it."""
    return np.zeros(len(w))


def central_differences__all_at_once(loss, w, push):
    """All weights were pushed together: push one and leave the others as they are."""
    return np.full(w.shape, (loss(w + push) - loss(w - push)) / (2 * push))


def central_differences__pushes_stay(loss, w, push):
    """The earlier weights stay pushed: start each weight from the unchanged `w`."""
    steps = push * np.tri(len(w))
    back = steps - 2 * push * np.eye(len(w))
    pairs = zip(w + steps, w + back, strict=True)
    return np.array([loss(ahead) - loss(behind) for ahead, behind in pairs]) / push / 2


def central_differences__pushed_back_too_little(loss, w, push):
    """The earlier weights stay pushed: put each one back before the next one."""
    behind = -push * np.tri(len(w))
    ahead = behind + 2 * push * np.eye(len(w))
    pairs = zip(w + ahead, w + behind, strict=True)
    return np.array([loss(one) - loss(other) for one, other in pairs]) / push / 2


def central_differences__not_divided(loss, w, push):
    """This is how much the loss changes: divide it by how far the weight moved."""
    return _differences(loss, w, push, -push)


def _differences(loss, w, push, other):
    """Return for each weight the loss after `push` less that after the other push."""
    pushed = np.eye(len(w))
    return np.array([loss(w + push * e) - loss(w + other * e) for e in pushed])


def one_step__plus_sign(w, b, x, y, learning_rate):
    """The step goes uphill: look at the sign in front of the learning rate."""
    return _step(w, b, y, -learning_rate, x**2, x**2)


def one_step__b_with_the_new_w(w, b, x, y, learning_rate):
    """`b` was updated with the new `w`: compute both derivatives first, then step."""
    w = w - learning_rate * 2 * np.mean((w * x**2 + b - y) * x**2)
    return w, b - learning_rate * 2 * np.mean(w * x**2 + b - y)


def one_step__factor_forgotten(w, b, x, y, learning_rate):
    """Both steps are half as long as they should be: what does a square leave?"""
    return _step(w, b, y, learning_rate / 2, x**2, x**2)


def one_step__sum_for_mean(w, b, x, y, learning_rate):
    """The steps grow with the number of examples: the loss is a mean, not a sum."""
    return _step(w, b, y, learning_rate * len(x), x**2, x**2)


def one_step__without_learning_rate(w, b, x, y, learning_rate):
    """The step has the length of the gradient: the learning rate is missing."""
    return _step(w, b, y, 1, x**2, x**2)


def one_step__the_gradient_itself(w, b, x, y, learning_rate):
    """These are the two derivatives: take the step and return the new weights."""
    new_w, new_b = _step(w, b, y, 1, x**2, x**2)
    return w - new_w, b - new_b


def one_step__the_step_itself(w, b, x, y, learning_rate):
    """These are the steps that the weights take: subtract them from `w` and `b`."""
    new_w, new_b = _step(w, b, y, learning_rate, x**2, x**2)
    return w - new_w, b - new_b


def one_step__gradient_of_the_line(w, b, x, y, learning_rate):
    """`w` moves as for the line `w * x + b`: this model multiplies `w` by `x**2`."""
    return _step(w, b, y, learning_rate, x**2, x)


def one_step__model_of_the_line(w, b, x, y, learning_rate):
    """The model is that of a line, `w * x + b`: here it is `w * x**2 + b`."""
    return _step(w, b, y, learning_rate, x, x)


def one_step__errors_of_the_line(w, b, x, y, learning_rate):
    """The errors are those of a line: this model predicts `w * x**2 + b`."""
    return _step(w, b, y, learning_rate, x, x**2)


def one_step__w_with_the_new_b(w, b, x, y, learning_rate):
    """`w` was updated with the new `b`: compute both derivatives first, then step."""
    b = b - learning_rate * 2 * np.mean(w * x**2 + b - y)
    return w - learning_rate * 2 * np.mean((w * x**2 + b - y) * x**2), b


def one_step__one_example_less(w, b, x, y, learning_rate):
    """The sum is divided by one less than there are examples: take the mean."""
    rate = learning_rate * len(x) / (len(x) - 1)
    return _step(w, b, y, rate, x**2, x**2)


def one_step__b_factor_forgotten(w, b, x, y, learning_rate):
    """`b` moves half as far as it should: the square leaves a factor there, too."""
    new_w, new_b = _step(w, b, y, learning_rate, x**2, x**2)
    return new_w, (b + new_b) / 2


def largest_rate__first_of_no_order(hessian):
    """The first eigenvalue need not be the largest: `eigvals` does not sort them."""
    return 2 / np.linalg.eigvals(hessian)[0].real


def largest_rate__last_of_no_order(hessian):
    """The last eigenvalue need not be the largest: `eigvals` does not sort them."""
    return 2 / np.linalg.eigvals(hessian)[-1].real


def largest_rate__upside_down(hessian):
    """The steeper the valley, the larger this rate: turn the fraction around."""
    return np.linalg.eigvalsh(hessian).max() / 2


def largest_rate__mean_of_the_curvatures(hessian):
    """The mean mixes all curvatures: only the largest one counts."""
    return 2 / np.linalg.eigvalsh(hessian).mean()


def largest_rate__one_over_the_curvature(hessian):
    """At this rate the steepest direction needs one step: the limit is larger."""
    return 1 / np.linalg.eigvalsh(hessian).max()


def largest_rate__flattest_direction(hessian):
    """This is the limit of the flattest direction: which direction diverges first?"""
    return 2 / np.linalg.eigvalsh(hessian).min()


def largest_rate__sum_of_the_curvatures(hessian):
    """The trace adds up all curvatures: only the largest one counts."""
    return 2 / np.trace(hessian)


def largest_rate__diagonal(hessian):
    """The diagonal holds the curvatures only if the valley is not turned."""
    return 2 / np.max(np.diag(hessian))


def largest_rate__the_curvature_itself(hessian):
    """This is the largest curvature: which learning rate does it allow?"""
    return np.linalg.eigvalsh(hessian).max()


def largest_rate__norm_of_all_entries(hessian):
    """The norm of all entries mixes all curvatures: only the largest one counts."""
    return 2 / np.linalg.norm(hessian)
