"""Hold the report of an examination, and write it as text."""

import textwrap
from dataclasses import dataclass, field

import numpy as np

NOTHING = "nothing conspicuous"
SUSPECTS = "suspects"
CANNOT_TELL = "cannot tell"
_LEARNED = 0.2  # skill below which nobody can say that all is well


@dataclass(frozen=True, eq=False)
class Report:
    """Hold what an examination found. Printed, it is a text of a page.

    Attributes:
        outcome: "suspects", "nothing conspicuous" or "cannot tell".
        suspects: A list of `Suspect`, the likeliest first.
        reason: Why nothing can be told; "" otherwise.
        not_judged: What could not be looked at: a list of sentences.
        numbers: A dict of all numbers that the rules read.
        x, y, y_val: The examples and labels, as far as they are drawn.
        history: From metric to its values by epoch; {} if nothing was trained.
        recorder: What `training.Recorder` recorded of every step; None likewise.
        layers: A list of dicts, what each layer did after the training.
    """

    outcome: str
    suspects: list
    reason: str
    not_judged: list
    numbers: dict
    x: np.ndarray
    y: np.ndarray
    y_val: np.ndarray | None
    history: dict = field(default_factory=dict)
    recorder: object = None
    layers: list = field(default_factory=list)

    @property
    def names(self):
        """Return the names of the suspects, the likeliest first."""
        return [each.name for each in self.suspects]

    @property
    def headline(self):
        """Return the outcome as one sentence."""
        if self.outcome == CANNOT_TELL:
            return f"Cannot tell: {self.reason}"
        if self.outcome == NOTHING:
            return "The examination found nothing conspicuous."
        more = len(self.suspects) - 1
        others = f" There {'is' if more == 1 else 'are'} {more} more." if more else ""
        return f'The first suspect is "{self.suspects[0].name}".{others}'

    def __str__(self):
        parts = [self.headline]
        parts += [f"{n}. {each}" for n, each in enumerate(self.suspects, start=1)]
        parts += [f"Not judged: {each}" for each in self.not_judged]
        return "\n".join(_wrapped(part) for part in parts)

    __repr__ = __str__


def _wrapped(text):
    """Return a text whose lines have at most 88 characters, but for lines of code."""
    lines = []
    for line in text.splitlines():
        indent = " " * 10 if line.startswith("   ") else ""
        if line.startswith("   line:"):
            lines.append(line)
        else:
            lines += textwrap.wrap(line, 88, subsequent_indent=indent)
    return "\n".join(lines)


def outcome_of(found, numbers, failure):
    """Return the outcome, and the reason if nothing can be told.

    Args:
        found: The suspects.
        numbers: What the rules read.
        failure: The message of the error that stopped the training; None if none did.
    """
    if found:
        return SUSPECTS, ""
    if failure is not None:
        return CANNOT_TELL, f"the training stopped with an error: {failure}"
    train = numbers.get("train_skill")
    if train is None:
        return CANNOT_TELL, "the answers cannot be compared with these labels."
    if train < _LEARNED:
        return CANNOT_TELL, (
            f"the network does hardly better than guessing (skill {train:.2f}), and no "
            "rule says why. The task may be hard, or the training too short."
        )
    return NOTHING, ""


def not_judged(numbers, failure):
    """Return sentences on what could not be looked at."""
    said = []
    if not numbers["num_val"]:
        said.append("overfitting and leaks, without validation_data.")
    if numbers["family"] == "unknown":
        said.append(f"whether the loss fits, since {numbers['loss']} is not known.")
    if numbers["metrics"] is None:
        said.append("whether the metrics fit: the model cannot say what they are.")
    if numbers.get("embeds"):
        said.append(
            "scales and labels against inputs: the inputs are numbers of words."
        )
    if failure is not None:
        said.append(f"the training, which stopped with an error: {failure}")
    return said
