"""Get losses, bias, variance and diagnoses wrong in the usual ways."""

import numpy as np

DIAGNOSES = {"A": "overfits", "B": "not finished", "C": "works", "D": "underfits"}


def empirical_loss__sum_for_mean(predictions, targets, loss):
    """The result grows with the number of examples: a sum is not yet the mean."""
    return np.sum(loss(predictions, targets))


def empirical_loss__of_the_mean_prediction(predictions, targets, loss):
    """The mean is taken before the loss: errors of opposite signs cancel there."""
    return np.mean(loss(np.mean(predictions), targets))


def empirical_loss__of_both_means(predictions, targets, loss):
    """One loss of two means is not the mean loss: pair each prediction and target."""
    return loss(np.mean(predictions), np.mean(targets))


def empirical_loss__always_squared(predictions, targets, loss):
    """These are squared errors whatever `loss` says: call the function given."""
    return np.mean((predictions - targets) ** 2)


def empirical_loss__arguments_swapped(predictions, targets, loss):
    """The arguments of `loss` changed places: predictions come first."""
    return np.mean(loss(targets, predictions))


def empirical_loss__last_example_lost(predictions, targets, loss):
    """One example is missing at an end: count the losses that enter the mean."""
    return np.mean(loss(predictions[:-1], targets[:-1]))


def empirical_loss__returned_in_the_loop(predictions, targets, loss):
    """Only the first loss counts: `return` stands inside the loop."""
    return loss(predictions[0], targets[0]) / len(targets)


def empirical_loss__first_example_lost(predictions, targets, loss):
    """The first example is missing: count the losses that enter the mean."""
    return np.mean(loss(predictions[1:], targets[1:]))


def empirical_loss__median(predictions, targets, loss):
    """This is the median: the empirical loss is the mean, large losses included."""
    return np.median(loss(predictions, targets))


def empirical_loss__one_example_less(predictions, targets, loss):
    """The sum is divided by one less than there are examples: count them all."""
    return np.sum(loss(predictions, targets)) / (len(targets) - 1)


def bias_and_variance__both_too_late(predictions, truth):
    """Both come too late: square the bias and take the variance at each input first."""
    bias = np.mean(np.mean(predictions, axis=0) - truth)
    return bias**2, np.var(predictions)


def bias_and_variance__of_the_whole_matrix(predictions, truth):
    """The variance mixes inputs and sets: compare the training sets at each input."""
    squared_bias = (np.mean(predictions, axis=0) - truth) ** 2
    return np.mean(squared_bias), np.var(predictions)


def bias_and_variance__over_inputs(predictions, truth):
    """The variance compares inputs: compare the training sets at each input."""
    squared_bias = (np.mean(predictions, axis=0) - truth) ** 2
    return np.mean(squared_bias), np.mean(np.var(predictions, axis=1))


def bias_and_variance__ddof(predictions, truth):
    """The parts do not add up: the variance divides by the number of sets itself."""
    squared_bias = (np.mean(predictions, axis=0) - truth) ** 2
    return np.mean(squared_bias), np.mean(np.var(predictions, axis=0, ddof=1))


def bias_and_variance__squared_before_averaging(predictions, truth):
    """The bias contains the variance, too: average over the sets first, then square."""
    squared_distance = (predictions - truth) ** 2
    return np.mean(squared_distance), np.mean(np.var(predictions, axis=0))


def bias_and_variance__averaged_before_squaring(predictions, truth):
    """Square the bias at each input first: otherwise errors of both signs cancel."""
    bias = np.mean(np.mean(predictions, axis=0) - truth)
    return bias**2, np.mean(np.var(predictions, axis=0))


def bias_and_variance__not_squared(predictions, truth):
    """The bias is a distance here: its square is needed, in the unit of the error."""
    distance = np.abs(np.mean(predictions, axis=0) - truth)
    return np.mean(distance), np.mean(np.var(predictions, axis=0))


def bias_and_variance__standard_deviation(predictions, truth):
    """The second value is a standard deviation: the variance is its square."""
    squared_bias = (np.mean(predictions, axis=0) - truth) ** 2
    return np.mean(squared_bias), np.mean(np.std(predictions, axis=0))


def bias_and_variance__around_the_truth(predictions, truth):
    """The variance is taken around the truth: take it around the mean prediction."""
    squared_bias = (np.mean(predictions, axis=0) - truth) ** 2
    return np.mean(squared_bias), np.mean((predictions - truth) ** 2)


def bias_and_variance__summed(predictions, truth):
    """Both are sums over the inputs: take the mean over them."""
    squared_bias = (np.mean(predictions, axis=0) - truth) ** 2
    return np.sum(squared_bias), np.sum(np.var(predictions, axis=0))


def bias_and_variance__swapped(predictions, truth):
    """The two values changed places: squared bias comes first."""
    squared_bias = (np.mean(predictions, axis=0) - truth) ** 2
    return np.mean(np.var(predictions, axis=0)), np.mean(squared_bias)


def diagnoses__a_works():
    """Run A: follow the held-out curve; where is it lowest, and where does it end?"""
    return DIAGNOSES | {"A": "works"}


def diagnoses__a_underfits():
    """Run A: its held-out loss is high; is its training loss at the end high, too?"""
    return DIAGNOSES | {"A": "underfits"}


def diagnoses__a_not_finished():
    """Run A: the training curve still falls; does the held-out curve follow it?"""
    return DIAGNOSES | {"A": "not finished"}


def diagnoses__b_underfits():
    """Run B: its training loss is high; look at the slope of it in the last epochs."""
    return DIAGNOSES | {"B": "underfits"}


def diagnoses__b_overfits():
    """Run B: its held-out loss is high; how far is the training curve below it?"""
    return DIAGNOSES | {"B": "overfits"}


def diagnoses__b_works():
    """Run B: the two curves agree; compare their height with that of the other runs."""
    return DIAGNOSES | {"B": "works"}


def diagnoses__c_overfits():
    """Run C: there is a gap; read how high the held-out curve ends among the four."""
    return DIAGNOSES | {"C": "overfits"}


def diagnoses__c_not_finished():
    """Run C: read the height of both curves at the end; is there much left to gain?"""
    return DIAGNOSES | {"C": "not finished"}


def diagnoses__d_overfits():
    """Run D: its held-out loss is high; compare it with its training loss."""
    return DIAGNOSES | {"D": "overfits"}


def diagnoses__d_not_finished():
    """Run D: compare the slope of its training loss at the end with that of run B."""
    return DIAGNOSES | {"D": "not finished"}


def diagnoses__d_works():
    """Run D: the two curves agree; read the height at which the training curve ends."""
    return DIAGNOSES | {"D": "works"}
