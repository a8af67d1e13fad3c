"""Wrong answers that are right nearly everywhere: a check asks at the edges, too."""

import itertools
import types

import numpy as np
import pytest

from labhelpers import evaluation, layers, optimizers
from labhelpers.checks import (
    activations,
    adaptive,
    batchnorm,
    clinic_rounds,
    cycle,
    descent,
    dropout,
    learning_rate,
    minibatches,
    momentum,
    regularization,
    scaling,
    searching,
    splitting,
    stopping,
)
from labhelpers.mistakes import activations as wrong_activations
from labhelpers.mistakes import searching as wrong_searches

TIMES = 10  # a check draws anew each time, and must never let one pass


def own(function):
    """Return a copy of a function of the package that a check does not reach."""
    code, names = function.__code__, function.__globals__
    return types.FunctionType(code, names, argdefs=function.__defaults__)


empirical_loss = own(evaluation.empirical_loss)
elu, elu_derivative = own(layers.elu), own(layers.elu_derivative)
adagrad_step = own(optimizers.adagrad_step)
averaged_step = own(optimizers.averaged_momentum_step)
lecture_adam_step = own(optimizers.lecture_adam_step)
rmsprop_step = own(optimizers.lecture_second_rmsprop_step)
steepest_rate = own(optimizers.steepest_rate)
velocity_from_gradients = own(optimizers.velocity_from_gradients)


def loss_of_the_difference(predictions, targets, loss):
    return np.mean(loss(predictions - targets, 0.0 * targets))


def first_eigenvalue(hessian):
    return 2 / np.linalg.eigvals(hessian)[0].real


def sizes_of_slopes(loss, w, push):
    pushes = push * np.eye(len(w))
    return np.abs([loss(w + h) - loss(w - h) for h in pushes]) / (2 * push)


def at_least_two_batches(num_examples, batch_size, epochs):
    return max(2, -(-num_examples // batch_size)) * epochs


def cut(x, y, order, batch_size, end):
    parts = [order[i : i + batch_size] for i in range(0, end, batch_size)]
    return [(x[part], y[part]) for part in parts]


def last_example_lost(x, y, batch_size, generator):
    return cut(x, y, generator.permutation(len(x)), batch_size, len(x) - 1)


def turned(x, y, batch_size, generator):
    order = np.roll(np.arange(len(x)), generator.integers(len(x)))
    return cut(x, y, order, batch_size, len(x))


def only_one_class_shuffled(x, y, fraction, generator):
    val = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        if label == y.min():
            rows = generator.permutation(rows)
        val += list(rows[: round(fraction * len(rows))])
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]


def one_less_of_each(x, y, fraction, generator):
    rows = [generator.permutation(np.flatnonzero(y == c)) for c in np.unique(y)]
    val = np.concatenate([r[: round(fraction * len(r)) - 1] for r in rows])
    train = np.setdiff1d(np.arange(len(y)), val)
    return x[train], y[train], x[val], y[val]


def smaller_than_a_billionth(gradients):
    if min(np.mean(np.abs(each) < 1e-9) for each in gradients) > 0.1:
        return "relu"
    return wrong_activations.activation__no_look_at_zeros(gradients)


def the_last_ten(gradients, learning_rate, momentum):
    return velocity_from_gradients(gradients[-10:], learning_rate, momentum)


def flattened(w, average, gradient, learning_rate, momentum):
    parts = averaged_step(w, average, gradient, learning_rate, momentum)
    return tuple(part.ravel() for part in parts)


def cut_off(z, alpha):
    kept = np.maximum(z, -3)
    slopes = np.where(z < -3, 0, elu_derivative(kept, alpha))
    return elu(kept, alpha), slopes


def one_window(rates, losses, window):
    return steepest_rate(rates, losses, 8)


def epsilon_of_the_page(w, accumulator, gradient, learning_rate, epsilon):
    return adagrad_step(w, accumulator, gradient, learning_rate, 0.01)


def first_average_taken_whole(w, second_moment, gradient, learning_rate, rho, epsilon):
    rho = rho if np.any(second_moment) else 0.0
    return rmsprop_step(w, second_moment, gradient, learning_rate, rho, epsilon)


def corrected_from_the_second_step(
    w, first_moment, second_moment, step, gradient, learning_rate, *betas_and_epsilon
):
    beta_1, beta_2, epsilon = betas_and_epsilon
    if step > 1:
        return lecture_adam_step(
            *(w, first_moment, second_moment, step, gradient, learning_rate),
            *betas_and_epsilon,
        )
    first_moment = beta_1 * first_moment + (1 - beta_1) * gradient
    second_moment = beta_2 * second_moment + (1 - beta_2) * gradient**2
    change = learning_rate * first_moment / (np.sqrt(second_moment) + epsilon)
    return w - change, first_moment, second_moment


def standardized_where(is_constant):
    def standardize(x_train, x_val):
        std = x_train.std(axis=0)
        std = np.where(is_constant(x_train, x_val, std), 1.0, std)
        with np.errstate(all="ignore"):
            return tuple((x - x_train.mean(axis=0)) / std for x in (x_train, x_val))

    return standardize


def one_column(x_train, x_val, std):
    return (std == 0) & (np.arange(len(std)) == 2)


def divided_by_the_features(x, gamma, beta, epsilon):
    mean = x.sum(axis=0) / x.shape[1]
    variance = ((x - mean) ** 2).sum(axis=0) / x.shape[1]
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


def starts_at_two(curve):
    lowest = np.minimum.accumulate(curve)
    records = np.flatnonzero(np.r_[True, np.diff(lowest) < 0])
    return max(2, np.diff(records).max())


def ties_in_between(curve):
    best, wait, longest = curve[0], 0, 1
    for value in curve[1 : np.argmin(curve) + 1]:
        wait += 1
        longest = max(longest, wait)
        if value <= best:
            best, wait = value, 0
    return longest


def divided_by_the_size(w, threshold):
    with np.errstate(all="ignore"):
        return w / np.abs(w) * np.maximum(np.abs(w) - threshold, 0)


def one_at_most(w, threshold):
    return np.clip(np.sign(w) * np.maximum(np.abs(w) - threshold, 0), -1, 1)


def masks_in_pairs(x, rate, training, generator):
    if not training:
        return x
    kept = generator.random((len(x) // 2, x.shape[1])) >= rate
    return x * np.repeat(kept, 2, axis=0) / (1 - rate)


def as_many_in_each_row(x, rate, training, generator):
    if not training:
        return x
    num_dropped = round(rate * x.shape[1])
    kept = np.ones(x.shape, bool)
    for row in kept:
        row[generator.permutation(len(row))[:num_dropped]] = False
    return x * kept / (1 - rate)


def not_a_number(low, high, size, generator):
    return np.full(size, np.nan)


def certain_only_if_all_are(mean, std, best):
    from scipy.stats import norm

    gain = mean - best
    with np.errstate(all="ignore"):
        return gain * norm.cdf(gain / std) + std * norm.pdf(gain / std)


def wiped_out_by_a_failure(scores, costs, budget):
    best = 0.0
    for score in scores[np.cumsum(costs) <= budget]:
        best = max(score, best)
    return best


def mean_of_both(training, held_out, wanted):
    if training < wanted:
        return "change the model"
    return "done" if (training + held_out) / 2 >= wanted else "regularize"


WRONG = [
    (cycle.empirical_loss, loss_of_the_difference),
    (cycle.empirical_loss, lambda *a: str(empirical_loss(*a))),
    (splitting.split, only_one_class_shuffled),
    (splitting.split, one_less_of_each),
    (descent.central_differences, sizes_of_slopes),
    (descent.largest_rate, first_eigenvalue),
    (minibatches.num_updates, at_least_two_batches),
    (minibatches.batches, last_example_lost),
    (minibatches.batches, turned),
    (momentum.velocity, the_last_ten),
    (momentum.averaged_step, flattened),
    (activations.elu, cut_off),
    (activations.activation, smaller_than_a_billionth),
    (learning_rate.range_test, one_window),
    (adaptive.adagrad, epsilon_of_the_page),
    (adaptive.rmsprop, first_average_taken_whole),
    (adaptive.adam, corrected_from_the_second_step),
    (scaling.standardize, standardized_where(lambda x, v, std: std < 0.1)),
    (scaling.standardize, standardized_where(one_column)),
    (
        scaling.standardize,
        standardized_where(lambda x, v, std: (std == 0) | (v.std(axis=0) == 0)),
    ),
    (batchnorm.forward, divided_by_the_features),
    (stopping.smallest_patience, starts_at_two),
    (stopping.smallest_patience, ties_in_between),
    (regularization.soft_threshold, divided_by_the_size),
    (regularization.soft_threshold, one_at_most),
    (dropout.dropout, masks_in_pairs),
    (dropout.dropout, as_many_in_each_row),
    (searching.log_uniform, not_a_number),
    (searching.improvement, certain_only_if_all_are),
    (searching.budget, wrong_searches.budget__last_of_the_budget_lost),
    (searching.budget, wrong_searches.budget__dear_trials_skipped),
    (searching.budget, wiped_out_by_a_failure),
    (clinic_rounds.next_move, mean_of_both),
]


@pytest.mark.parametrize(("check", "answer"), WRONG)
def test_an_answer_that_is_wrong_at_an_edge_never_passes(check, answer):
    for _ in range(TIMES):
        verdict = check(answer)
        assert verdict.status == "NOT YET"
        assert "out of reach" not in verdict.error


def test_a_forgotten_return_is_called_that():
    def forgotten(gradients, learning_rate, momentum):
        velocity = -learning_rate * gradients[-1]
        velocity += momentum

    verdict = momentum.velocity(forgotten)
    assert verdict.status == "NOT YET"
    assert "returned nothing" in verdict.message


def test_two_values_may_come_as_an_array():
    def stacked(*arguments):
        return np.stack(adagrad_step(*arguments))

    assert adaptive.adagrad(stacked).passed


def test_nothing_among_numbers_is_no_number():
    verdict = adaptive.adagrad(lambda w, *_: (w, None))
    assert "must hold numbers" in verdict.message


def test_folds_that_are_no_indices_get_a_hint():
    def ragged(num_examples, num_folds):
        edges = np.linspace(0, num_examples, num_folds + 1).astype(int)
        return [
            ([list(range(start)), list(range(end, num_examples))], range(start, end))
            for start, end in itertools.pairwise(edges)
        ]

    for answer in (ragged, lambda n, k: [("train", "val")] * k):
        assert splitting.folds(answer).status == "NOT YET"


def test_the_same_fold_again_is_said_to_overlap():
    def same(num_examples, num_folds):
        size = num_examples // num_folds
        return [(range(size, num_examples), range(size))] * num_folds

    assert "do not overlap" in splitting.folds(same).message


@pytest.mark.parametrize("power", [np.log, np.log10])
def test_logarithms_that_are_returned_are_called_that(power):
    def logarithms(low, high, size, generator):
        return generator.uniform(power(low), power(high), size)

    for _ in range(TIMES):
        assert "Logarithms are returned" in searching.log_uniform(logarithms).message


def test_words_of_numpy_are_words():
    def selected(training, held_out, wanted):
        tests = [training < wanted, held_out < wanted]
        return np.select(tests, ["change the model", "regularize"], "done")

    assert clinic_rounds.next_move(selected).passed
