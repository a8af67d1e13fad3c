"""How far an effect stands out from the spread of the seeds."""

import numpy as np


def standard_errors(differences):
    """Return by how many standard errors the mean of `differences` exceeds zero.

    Args:
        differences: One difference per seed or repeat, shape (repeats,), at least 2;
            positive where the claimed effect is seen.

    Returns:
        Mean divided by its standard error (ddof 1), a float; infinite when all
        differences are equal and not zero.

    Raises:
        ValueError: There are fewer than two differences.
    """
    differences = np.asarray(differences, dtype=float)
    if differences.ndim != 1 or differences.size < 2:
        raise ValueError(
            "A margin needs at least two differences, shape (repeats,); "
            f"received shape {differences.shape}"
        )
    error = differences.std(ddof=1) / np.sqrt(differences.size)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(differences.mean() / error)


def stands_out(margin, agree, num_seeds):
    """Return whether an effect is more than what chance does between the seeds.

    Without an effect the median exceeds the threshold in half of all runs. So the mean
    must also lie a standard error above it, or three quarters of the seeds must agree:
    a single seed that is far off widens the standard error and decides nothing.
    """
    return 4 * agree >= 3 * num_seeds or (margin is not None and margin > 1)


def margin_of(differences):
    """Return the margin, or None where infinite values leave none."""
    if not np.all(np.isfinite(differences)):
        return None
    return standard_errors(differences)
