"""Give losses of one or two weights whose minima and curvatures are known."""

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


class LineFit:
    """The mean squared error of a line w * x + b, a loss of its two weights (w, b).

    Args:
        x: Inputs, shape (num_examples,).
        y: Targets, shape (num_examples,).

    Attributes:
        minimum: The best w and b, by the normal equations, shape (2,).
        hessian: The second derivatives, shape (2, 2), the same everywhere.

    Raises:
        ValueError: `x` and `y` are not two rows of equal length, at least 2.
    """

    def __init__(self, x, y):
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        if x.ndim != 1 or x.shape != y.shape or x.size < 2:
            raise ValueError(
                "A line needs x and y of one shape (num_examples,), at least 2; "
                f"received {x.shape} and {y.shape}"
            )
        self.x, self.y = x, y
        inputs = np.stack([x, np.ones_like(x)], axis=1)
        self.hessian = 2 * inputs.T @ inputs / x.size
        self.minimum = np.linalg.lstsq(inputs, y)[0]

    def __call__(self, w):
        """Return the loss at `w` = (w, b), shape (..., 2) to shape (...)."""
        return np.mean(self._errors(w) ** 2, axis=-1)

    def gradient(self, w):
        """Return the gradient at `w` = (w, b), shape (..., 2) to the same shape."""
        errors = self._errors(w)
        return 2 * np.stack([(errors * self.x).mean(-1), errors.mean(-1)], axis=-1)

    def _errors(self, w):
        w = np.asarray(w, dtype=float)
        return w[..., :1] * self.x + w[..., 1:] - self.y
