"""Give the mean squared error of a linear model of one or several features."""

import numpy as np


class PlaneFit:
    """The mean squared error of x @ w, a loss of one weight per column of x.

    A bias is the weight of a column of ones. The second derivatives depend on the
    features alone, so scaling the features changes the shape of the loss.

    Args:
        x: Inputs, shape (num_examples, num_features).
        y: Targets, shape (num_examples,).

    Attributes:
        hessian: The second derivatives, shape (num_features, num_features), the same
            everywhere.
        curvatures: Its eigenvalues, rising, shape (num_features,).
        minimum: The best weights, by least squares; the shortest if there are many.

    Raises:
        ValueError: `x` is no table, or `y` has not one target per row of it.

    Example:
        >>> loss = PlaneFit([[1, 0], [0, 10]], [1, 1])
        >>> round(loss.condition_number), loss.gradient((0, 0)).tolist()
        (100, [-1.0, -10.0])
    """

    def __init__(self, x, y):
        self.x, self.y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        if self.x.ndim != 2 or self.y.shape != self.x.shape[:1] or not self.y.size:
            raise ValueError(
                "A plane needs x of shape (num_examples, num_features) and y of shape "
                f"(num_examples,); received {self.x.shape} and {self.y.shape}"
            )
        self.hessian = 2 * self.x.T @ self.x / len(self.y)
        self.curvatures = np.linalg.eigvalsh(self.hessian)
        self.minimum = np.linalg.lstsq(self.x, self.y)[0]

    @property
    def condition_number(self):
        """The largest curvature over the smallest; infinite if one is only rounding."""
        smallest, largest = self.curvatures[[0, -1]]
        rounding = 10 * self.curvatures.size * np.finfo(float).eps * largest
        return float(largest / smallest) if smallest > rounding else np.inf

    @property
    def best_rate(self):
        """The learning rate that serves the flattest and the steepest direction alike.

        It is 2 / (smallest + largest curvature): both directions shrink per step by
        the factor (k - 1) / (k + 1), k the condition number, and no constant rate of
        plain descent does better.
        """
        return float(2 / (self.curvatures[0] + self.curvatures[-1]))

    def __call__(self, w):
        """Return the loss at `w`, shape (..., num_features) to shape (...)."""
        return np.mean(self._errors(w) ** 2, axis=-1)

    def gradient(self, w):
        """Return the gradient at `w`, shape (..., num_features) to the same shape."""
        return 2 * self._errors(w) @ self.x / len(self.y)

    def _errors(self, w):
        return np.asarray(w, dtype=float) @ self.x.T - self.y


class LineFit(PlaneFit):
    """The mean squared error of a line w * x + b, a loss of its two weights (w, b).

    Its attributes are those of a `PlaneFit` with a second column of ones.

    Args:
        x: Inputs, shape (num_examples,).
        y: Targets, shape (num_examples,).

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
        super().__init__(np.stack([x, np.ones_like(x)], axis=1), y)
