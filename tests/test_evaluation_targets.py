import numpy as np

from labhelpers import evaluation


def test_a_target_is_reached_in_the_first_epoch_below_it_or_never():
    losses = [[3.0, 0.9, 1.2, 0.5], [3.0, 2.0, 2.0, 2.0]]
    found = evaluation.first_epoch_below(losses, 1.0)
    np.testing.assert_array_equal(found, [2, np.inf])


def test_at_equal_loss_two_runs_on_one_path_agree_however_fast_they_are():
    path = np.linspace(2, 0.1, 40)
    slow, fast = path[None], path[None, 1::2]
    targets = path[[9, 19, 29]] + 1e-9  # reached by both runs, at even steps
    scores = [
        evaluation.scores_at_losses(losses, np.sqrt(losses), targets)
        for losses in (slow, fast)
    ]
    np.testing.assert_array_equal(*scores)


def test_a_loss_that_was_not_measured_or_not_reached_gives_no_score():
    losses = [[np.nan, 0.9, np.nan, 0.5]]
    scores = evaluation.scores_at_losses(losses, [[1.0, 2.0, 3.0, 4.0]], [1.0, 0.1])
    np.testing.assert_array_equal(scores, [[2.0, np.nan]])
