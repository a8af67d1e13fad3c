"""Hold the smoothing of losses to a convolution."""

import numpy as np
import pytest

from labhelpers import evaluation


@pytest.mark.parametrize("window", [1, 2, 7, 12])
def test_smoothing_is_a_convolution_with_equal_weights_along_the_last_axis(window):
    losses = np.random.default_rng().normal(size=(3, 12))
    expected = [np.convolve(row, np.ones(window) / window, "valid") for row in losses]
    np.testing.assert_allclose(evaluation.smoothed(losses, window), expected)


@pytest.mark.parametrize("window", [0, 13])
def test_a_window_that_does_not_fit_is_refused(window):
    with pytest.raises(ValueError, match="from 1 to 12, the number of steps"):
        evaluation.smoothed(np.ones((3, 12)), window)
