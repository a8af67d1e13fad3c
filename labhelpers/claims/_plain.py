"""Claims that need no seeds: plain facts, and arrays that are equal."""

import numpy as np

from labhelpers._missing import Missing
from labhelpers.claims._judging import CannotJudgeError, judge, number, refuse_missing


def check(sentence, truth):
    """Claim a plain fact or an identity.

    Where there is one value per seed, `larger`, `smaller`, `close` and `share` say
    more: they show the size of the effect.

    Args:
        sentence: What is claimed, in words, without digits that a run could change.
        truth: One truth value, such as `a < b` of two numbers; or a missing value.

    Returns:
        A `Verdict`.

    Raises:
        TypeError: `truth` is not one truth value.

    Example:
        >>> verdict = claims.check("Two is less than three", 2 < 3)
        HOLDS  Two is less than three
    """
    asked, Missing.asked = Missing.asked, None
    if not isinstance(truth, bool | np.bool_ | Missing):
        raise TypeError(
            "A claim needs one truth value, such as `a < b` of two numbers; "
            f"received {type(truth).__name__}: {truth!r}"
        )

    def work_out():
        refuse_missing(truth, asked)
        return truth, "", None

    return judge(sentence, work_out)


def equal(sentence, a, b, *, within=1e-10):
    """Claim that two arrays are equal up to rounding.

    Args:
        sentence: What is claimed.
        a: Numbers, any shape.
        b: Numbers that broadcast with `a`.
        within: The largest difference that counts as rounding, absolute.

    Returns:
        A `Verdict`; its effect is the largest difference.

    Example:
        >>> verdict = claims.equal("Keras takes this path", ours, keras, within=1e-6)
        HOLDS  Keras takes this path  [largest difference 2.1e-07]
    """

    def work_out():
        refuse_missing(a, b)
        first, second = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
        try:
            difference = np.abs(first - second)
        except ValueError:
            raise CannotJudgeError(
                f"the arrays have the shapes {first.shape} and {second.shape}"
            ) from None
        if not difference.size or np.isnan(difference).any():
            raise CannotJudgeError("there is a difference that is not a number")
        largest = difference.max()
        return largest <= within, f"largest difference {number(largest)}", None

    return judge(sentence, work_out)
