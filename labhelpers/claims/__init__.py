"""Judge sentences while the page runs, and take a student's guesses.

A claim takes a sentence and the numbers that it is about, one number per seed. It works
out by itself whether the sentence holds, how large the effect is and on how many seeds
it is seen, and shows one line. A student may change any number of an experiment and see
which sentences survive.

    HOLDS  Momentum lowers the best loss  [typically 3.4 times smaller; 5 of 5 repeats]
    DOES NOT HOLD  Momentum lowers the best loss  [typically 1.1 times larger; ...]
    CANNOT BE JUDGED  Momentum lowers the best loss: 0.9 is no longer among 0, 0.5

| word | for |
|---|---|
| `larger`, `smaller` | one value per seed on each side: a difference or a ratio |
| `close` | two sides that differ by less than a tolerance |
| `inside` | the best value of a hyperparameter lies inside its grid |
| `share` | something happens in more than a share of the repeats |
| `equal` | two arrays that are equal up to rounding |
| `check` | any other fact, as one truth value |
| `at` | look a result up in a dict by its setting |
| `guess` | the student's prediction |

Under `LABS_STRICT=1` (tests, `make claims`) a claim that does not hold raises
`ClaimFailed`. With `LABS_CLAIMS=FILE` every claim is appended to FILE as one JSON line.
"""

from labhelpers._missing import look_up as at
from labhelpers._verdicts import Verdict
from labhelpers.claims._grids import inside
from labhelpers.claims._guesses import guess
from labhelpers.claims._judging import ClaimFailed
from labhelpers.claims._plain import check, equal
from labhelpers.claims._seeds import close, larger, share, smaller

__all__ = [
    "ClaimFailed",
    "Verdict",
    "at",
    "check",
    "close",
    "equal",
    "guess",
    "inside",
    "larger",
    "share",
    "smaller",
]
