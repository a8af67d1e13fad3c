"""Define what a rule returns: a suspect with its evidence and what to do next."""

from dataclasses import dataclass

# How directly something was seen. It decides the order of the suspects.
STOPS = 1.0  # a fact, with which nothing can be learned
FACT = 0.9  # a fact
SHOWN = 0.8  # a second training or a plain model shows it
SEEN = 0.6  # a pattern that fits, and others might, too
HINT = 0.4  # worth a look


@dataclass(frozen=True)
class Suspect:
    """Name one thing that may be wrong.

    Attributes:
        name: What may be wrong, such as "learning rate too high".
        evidence: A sentence with the numbers that speak for it.
        experiment: What to do next: it confirms the suspicion or clears it.
        line: The line of Keras or NumPy that changes it.
        strength: From 0 to 1, how directly it was seen.
        follows: The name of a suspect that may have brought it about; "" if none may.
    """

    name: str
    evidence: str
    experiment: str
    line: str
    strength: float
    follows: str = ""

    def __str__(self):
        follows = f' (may follow from "{self.follows}")' if self.follows else ""
        return (
            f"{self.name}{follows}\n   seen:  {self.evidence}\n"
            f"   try:   {self.experiment}\n   line:  {self.line}"
        )
