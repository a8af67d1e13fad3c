"""Give losses whose curvature changes on the way to the minimum."""

import numpy as np


class Bend:
    """A loss of one weight with steep walls and a flat floor between them.

    The loss is 0.5 * flat * w**2, plus 0.5 * steep * (|w| - knee)**2 where |w| exceeds
    `knee`: the curvature falls from `flat + steep` to `flat` on the way to zero.

    Args:
        steep: Curvature that is added beyond the knee, 0 or more.
        flat: Curvature around the minimum at zero, positive.
        knee: Distance from zero at which the curvature changes, positive.

    Raises:
        ValueError: `steep` is negative, or `flat` or `knee` is not positive.
    """

    def __init__(self, steep=20.0, flat=0.02, knee=5.0):
        if steep < 0 or flat <= 0 or knee <= 0:
            raise ValueError(
                "A bend needs steep >= 0, flat > 0 and knee > 0; received "
                f"steep={steep!r}, flat={flat!r}, knee={knee!r}"
            )
        self.steep, self.flat, self.knee = steep, flat, knee

    def __call__(self, w):
        """Return the loss at `w`, any shape to the same shape."""
        w = np.asarray(w, dtype=float)
        beyond = np.maximum(np.abs(w) - self.knee, 0)
        return 0.5 * self.flat * w**2 + 0.5 * self.steep * beyond**2

    def gradient(self, w):
        """Return the derivative at `w`, any shape to the same shape."""
        w = np.asarray(w, dtype=float)
        return self.flat * w + self.steep * (w - np.clip(w, -self.knee, self.knee))
