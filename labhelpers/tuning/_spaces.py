"""Describe what is searched: ranges on a linear or logarithmic scale, and choices."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Range:
    """A hyperparameter between two numbers.

    Args:
        low: Smallest value.
        high: Largest value.
        log: Whether equal factors, not equal steps, count alike.

    Raises:
        ValueError: `low` is not below `high`, or not positive on a log scale.
    """

    low: float
    high: float
    log: bool = False

    def __post_init__(self):
        if not self.low < self.high or (self.log and self.low <= 0):
            raise ValueError(
                "A range needs low < high, and low > 0 on a log scale; "
                f"received {self.low!r} to {self.high!r}, log={self.log!r}"
            )

    def value(self, place):
        """Return the value at `place`, from 0 (low) to 1 (high)."""
        if self.log:
            return float(self.low * (self.high / self.low) ** place)
        return float(self.low + (self.high - self.low) * place)


@dataclass(frozen=True)
class Choice:
    """A hyperparameter that takes one of a few values, a tuple in their order."""

    values: tuple

    def value(self, place):
        """Return the value at `place`, from 0 (first) to 1 (last)."""
        last = len(self.values) - 1
        return self.values[min(int(place * (last + 1)), last)]

    def place(self, value):
        """Return where a value lies, from 0 to 1: the middle of its share."""
        return (self.values.index(value) + 0.5) / len(self.values)
