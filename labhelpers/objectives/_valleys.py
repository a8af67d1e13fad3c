"""Give quadratic valleys."""

import numpy as np


class Valley:
    """A quadratic valley: 0.5 * sum(curvature * (w - minimum)**2).

    Its condition number, the largest curvature over the smallest, says how much
    steeper the walls are than the floor.

    Args:
        curvatures: Second derivatives along the axes, all positive, shape
            (dimensions,).
        minimum: Where the loss is zero, a number or shape (dimensions,).
        rotation: Angle in degrees by which the axes of a valley of two weights are
            turned.

    Raises:
        ValueError: A curvature is not positive, or more than two weights are rotated.

    Example:
        >>> valley = Valley(curvatures=(1, 25))
        >>> float(valley((2, 1))), valley.gradient((2, 1)).tolist()
        (14.5, [2.0, 25.0])
    """

    def __init__(self, curvatures, minimum=0.0, rotation=0.0):
        self.curvatures = np.asarray(curvatures, dtype=float)
        if self.curvatures.ndim != 1 or not np.all(self.curvatures > 0):
            raise ValueError(
                "A valley needs positive curvatures, shape (dimensions,); "
                f"received {curvatures!r}"
            )
        self.minimum = np.broadcast_to(minimum, self.curvatures.shape).astype(float)
        self.hessian = np.diag(self.curvatures)
        if rotation:
            self._rotate(np.deg2rad(rotation))

    def _rotate(self, angle):
        if self.curvatures.size != 2:
            raise ValueError(
                "Only a valley of two weights can be rotated; "
                f"received {self.curvatures.size} curvatures"
            )
        turn = np.array(
            [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
        )
        self.hessian = turn @ self.hessian @ turn.T

    @property
    def condition_number(self):
        """The largest curvature divided by the smallest."""
        return float(self.curvatures.max() / self.curvatures.min())

    def __call__(self, w):
        """Return the loss at `w`, shape (..., dimensions) to shape (...)."""
        away = np.asarray(w) - self.minimum
        return 0.5 * np.sum(away * (away @ self.hessian), axis=-1)

    def gradient(self, w):
        """Return the gradient at `w`, shape (..., dimensions) to the same shape."""
        return (np.asarray(w) - self.minimum) @ self.hessian
