"""What every claim does with its verdict, and how it names numbers.

A claim (`_plain.py`, `_seeds.py`, `_grids.py`) works out whether its sentence holds;
`judge` makes a verdict of it, and `labhelpers/_verdicts.py` shows it.
"""

import json
import math
import os
from pathlib import Path

import numpy as np

from labhelpers._missing import first_missing
from labhelpers._verdicts import Verdict, announce


class ClaimFailed(AssertionError):  # noqa: N818 - the name is part of the design
    """A sentence of a lab does not hold in this run, or cannot be judged."""


class CannotJudgeError(Exception):
    """The values of a claim give no answer; the message says why."""


def judge(sentence, work_out):
    """Show, log and return the verdict on a sentence.

    Args:
        sentence: What is claimed.
        work_out: A function without arguments that returns (holds, effect, margin), or
            raises `CannotJudgeError`.

    Raises:
        ClaimFailed: The claim does not hold, and `LABS_STRICT` is 1.
    """
    try:
        holds, effect, margin = work_out()
    except CannotJudgeError as error:
        verdict = Verdict(sentence, None, reason=str(error))
    else:
        margin = None if margin is None or math.isnan(margin) else float(margin)
        verdict = Verdict(sentence, bool(holds), effect=effect, margin=margin)
    _log(verdict)
    announce(verdict)
    if not verdict and os.environ.get("LABS_STRICT") == "1":
        raise ClaimFailed(str(verdict))
    return verdict


def refuse_missing(*values):
    """Raise `CannotJudgeError` with its reason if one of the values is missing."""
    found = first_missing(*values)
    if found is not None:
        raise CannotJudgeError(found.reason)


def number(value, sign="", digits=2):
    """Return a number in a few digits that count, for the size of an effect.

    Args:
        value: A float.
        sign: "+" to write the sign of a positive number, too.
        digits: How many digits count.
    """
    if not np.isfinite(value):
        return f"{value:{sign}}"
    if value and not 1e-3 <= abs(value) < 1e6:
        return f"{value:{sign}.{digits - 1}e}"
    rounded = np.format_float_positional(value, digits, fractional=False, trim="-")
    return f"+{rounded}" if sign and value > 0 else rounded


def _log(verdict):
    """Append the verdict to the file named by `LABS_CLAIMS`, if there is one."""
    target = os.environ.get("LABS_CLAIMS")
    if target:
        names = ("sentence", "holds", "margin", "effect")
        record = {name: getattr(verdict, name) for name in names}
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
