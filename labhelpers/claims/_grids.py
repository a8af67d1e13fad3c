"""The claim that a best value lies inside its grid."""

import numpy as np

from labhelpers.claims._judging import CannotJudgeError, judge, number, refuse_missing


def inside(sentence, values, scores=None, *, best="lowest"):
    """Claim that the best value of a hyperparameter lies at neither end of its grid.

    If the best value is the smallest or largest one tried, a better one may lie beyond.

    Args:
        sentence: What is claimed, in words.
        values: The values tried, shape (n,), in any order. Or what `runs.tune`
            returned: then it is claimed for every combination of the others.
        scores: Shape (seeds, n) or (n,): the median over seeds counts.
        best: "lowest" for losses, "highest" for accuracies.

    Returns:
        A `Verdict`; its effect names the best value and the ends of the grid.

    Raises:
        ValueError: `scores` has another shape, or `best` is another word.

    Example:
        >>> best = runs.tune("learning_rate", by="val_loss")
        >>> verdict = claims.inside("The best learning rates lie inside the grid", best)
        HOLDS  The best learning rates lie inside the grid  [best 0.1; tried 0.001 to 1]
    """
    if best not in ("lowest", "highest"):
        raise ValueError(f"`best` must be 'lowest' or 'highest'; received {best!r}")

    def work_out():
        refuse_missing(values, scores)
        if scores is None and hasattr(values, "searches"):
            found = [_place(*each) for each in values.searches()]
        else:
            found = [_place(values, scores, best)]
        return all(is_inside for is_inside, *_ in found), _in_words(found), None

    return judge(sentence, work_out)


def _place(values, scores, best):
    """Return whether the best value lies inside, that value, and the grid's ends."""
    values, scores = np.asarray(values, dtype=float), np.asarray(scores, dtype=float)
    scores = np.atleast_2d(scores)
    if values.ndim != 1 or scores.ndim != 2 or scores.shape[1] != len(values):
        raise ValueError(
            f"Scores of shape (seeds, {len(values)}) are needed, a column per value; "
            f"received shape {scores.shape}"
        )
    if len(values) < 3:
        raise CannotJudgeError(f"three values are needed; there are {len(values)}")
    if np.isnan(scores).any():
        raise CannotJudgeError("there is a score that is not a number")
    order = np.argsort(values)
    values, medians = values[order], np.median(scores, axis=0)[order]
    place = int(np.argmin(medians) if best == "lowest" else np.argmax(medians))
    ends = values[0], values[-1]
    return 0 < place < len(values) - 1, values[place], ends


def _in_words(found):
    """Return where the best values lie: "best 0.1 to 0.3; tried 0.01 to 1"."""
    words = []
    for low, high in dict.fromkeys(ends for *_, ends in found):
        best = [at for _, at, ends in found if ends == (low, high)]
        at = " to ".join(dict.fromkeys([number(min(best)), number(max(best))]))
        words.append(f"best {at}; tried {number(low)} to {number(high)}")
    return " / ".join(words)
