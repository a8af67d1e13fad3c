"""Give losses with bends, dips, shelves and saddle points."""

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


class Dip:
    """A slope of one weight with a dip on the way down to its minimum at zero.

    The loss is 0.5 * w**2 - depth * exp(-(w - place)**2 / (2 * width**2)): a bowl into
    which a small dip is pressed at `place`. The deeper the dip, the harder to leave;
    below a depth of 0.5 * place**2 the loss at its bottom stays above that at zero.

    Args:
        depth: Depth of the dip, 0 or more.
        place: Where the dip lies.
        width: Width of the dip, positive.

    Raises:
        ValueError: `depth` is negative or `width` is not positive.
    """

    def __init__(self, depth, place=3.0, width=0.3):
        if depth < 0 or width <= 0:
            raise ValueError(
                "A dip needs depth >= 0 and width > 0; "
                f"received depth={depth!r}, width={width!r}"
            )
        self.depth, self.place, self.width = depth, place, width

    def _press(self, w):
        return self.depth * np.exp(-(((w - self.place) / self.width) ** 2) / 2)

    def __call__(self, w):
        """Return the loss at `w`, any shape to the same shape."""
        w = np.asarray(w, dtype=float)
        return 0.5 * w**2 - self._press(w)

    def gradient(self, w):
        """Return the derivative at `w`, any shape to the same shape."""
        w = np.asarray(w, dtype=float)
        return w + self._press(w) * (w - self.place) / self.width**2


class Plateau:
    """A bowl of one weight with a flat shelf: 1 - exp(-w**2 / 2) plus a small slope.

    Far from the minimum at zero the gradient almost vanishes, so descent crawls.

    Args:
        slope: Curvature that is left on the shelf, positive and small.

    Raises:
        ValueError: `slope` is not positive.
    """

    def __init__(self, slope=0.01):
        if slope <= 0:
            raise ValueError(f"A plateau needs slope > 0; received {slope!r}")
        self.slope = slope

    def __call__(self, w):
        """Return the loss at `w`, any shape to the same shape."""
        w = np.asarray(w, dtype=float)
        return 1 - np.exp(-(w**2) / 2) + self.slope * w**2 / 2

    def gradient(self, w):
        """Return the derivative at `w`, any shape to the same shape."""
        w = np.asarray(w, dtype=float)
        return w * np.exp(-(w**2) / 2) + self.slope * w


class TwoMinima:
    """A loss of two weights with two minima, one deeper, and a saddle point between.

    Along the first weight its derivative is (w + 1) * (w - 1) * (w - saddle); along the
    second it is a bowl. The deeper minimum lies at (-1, 0), the other at (1, 0).

    Args:
        saddle: First weight of the saddle point, above 0 and below 1.

    Attributes:
        minimum: The deeper minimum, shape (2,).
        local_minimum: The other one, shape (2,).

    Raises:
        ValueError: `saddle` is not between 0 and 1.
    """

    def __init__(self, saddle=0.3):
        if not 0 < saddle < 1:
            raise ValueError(f"A saddle between 0 and 1 is needed; received {saddle!r}")
        self.saddle = np.array([saddle, 0.0])
        self.minimum, self.local_minimum = np.array([-1.0, 0.0]), np.array([1.0, 0.0])

    def __call__(self, w):
        """Return the loss at `w`, shape (..., 2) to shape (...)."""
        first, second = np.moveaxis(np.asarray(w, dtype=float), -1, 0)
        place = self.saddle[0]
        along = first**4 / 4 - place * first**3 / 3 - first**2 / 2 + place * first
        return along + second**2 / 2

    def gradient(self, w):
        """Return the gradient at `w`, shape (..., 2) to the same shape."""
        first, second = np.moveaxis(np.asarray(w, dtype=float), -1, 0)
        return np.stack([(first**2 - 1) * (first - self.saddle[0]), second], axis=-1)
