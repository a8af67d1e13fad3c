"""Check a sentence while the page runs, and say whether it holds."""

import json
import os
from pathlib import Path

import numpy as np

COMPARE = "Compare it with what you see above: where they differ, find out why."


class ClaimFailed(AssertionError):  # noqa: N818 - the name is part of the design
    """A sentence of a lab does not hold in this run."""


def check(sentence, holds, *, margin=None):
    """Display whether `sentence` holds in this run.

    A student may change any number of an experiment and see which conclusions
    survive. Under `LABS_STRICT=1` (tests, `make claims`) a claim that fails stops
    the run; with `LABS_CLAIMS=FILE` every claim is appended to FILE as one JSON line.

    Args:
        sentence: What is claimed, in words, without digits that a run could change.
        holds: One truth value: a bool or a NumPy bool (an array is refused).
        margin: How far the effect stands out, in standard errors over seeds
            (see `standard_errors`); for the report only.

    Raises:
        TypeError: `holds` is not one truth value.
        ClaimFailed: The claim does not hold and `LABS_STRICT` is 1.

    Example:
        >>> check("Two is less than three", 2 < 3)
        HOLDS  Two is less than three
    """
    if not isinstance(holds, bool | np.bool_):
        raise TypeError(
            "A claim needs one truth value, such as `a < b` of two numbers; "
            f"received {type(holds).__name__}: {holds!r}"
        )
    _log(sentence, bool(holds), margin)
    if not holds and os.environ.get("LABS_STRICT") == "1":
        raise ClaimFailed(sentence)
    print(f"{'HOLDS' if holds else 'DOES NOT HOLD'}  {sentence}")


def guess(text):
    """Show again, below the result, what the student predicted.

    It is the last line of the cell that answers a **Predict** question. The student
    types between the quotes before running the cell; so the guess is stored with the
    notebook, and stands beside the answer. An empty guess shows nothing.

    Args:
        text: The prediction in words, or "".

    Raises:
        TypeError: `text` is no text.

    Example:
        >>> guess("")
    """
    if not isinstance(text, str):
        raise TypeError(
            'A guess needs text between quotes, such as claims.guess("the third"); '
            f"received {type(text).__name__}: {text!r}"
        )
    if text.strip():
        from IPython.display import Markdown, display

        quoted = "\n> ".join(text.strip().splitlines())
        display(Markdown(f"You predicted:\n\n> {quoted}\n\n{COMPARE}"))


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


def _log(sentence, holds, margin):
    """Append the claim to the file named by `LABS_CLAIMS`, if there is one."""
    target = os.environ.get("LABS_CLAIMS")
    if target:
        record = {"sentence": sentence, "holds": holds, "margin": margin}
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
