import numpy as np

from labhelpers import evaluation


def test_a_target_is_reached_in_the_first_epoch_below_it_or_never():
    losses = [[3.0, 0.9, 1.2, 0.5], [3.0, 2.0, 2.0, 2.0]]
    found = evaluation.first_epoch_below(losses, 1.0)
    np.testing.assert_array_equal(found, [2, np.inf])


def test_at_equal_loss_two_runs_on_one_path_agree_however_fast_they_are():
    path = np.linspace(2, 0.1, 40)
    slow, fast = path[None], path[None, ::3]
    targets = [1.5, 0.77, 0.31]  # the fast run is far below them after an epoch
    for losses in (slow, fast):
        scores = evaluation.scores_at_losses(losses, 3 - losses, targets)
        np.testing.assert_allclose(scores, 3 - np.array([targets]))


def test_a_loss_that_was_not_measured_or_not_crossed_gives_no_score():
    losses = [[np.nan, 1.1, np.nan, 0.9]]
    scores = evaluation.scores_at_losses(
        losses, [[1.0, 2.0, 3.0, 4.0]], [2.0, 1.0, 0.1]
    )
    np.testing.assert_allclose(scores, [[np.nan, 3.0, np.nan]])
