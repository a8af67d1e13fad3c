"""Hold what grading one notebook gave."""

from dataclasses import dataclass, field, replace

MOST_NOTES = 50
NOT_TRIED = "NOT TRIED"


@dataclass
class Exercise:
    """One exercise; `verdict` is PASS, NOT YET, TO DO or NOT TRIED.

    `title` is what the page calls it.
    """

    name: str
    points: float
    possible: float
    verdict: str = NOT_TRIED
    message: str = "The page ended before this check."
    error: str = ""
    title: str = ""

    @property
    def passed(self):
        """Whether the exercise earned its points."""
        return self.verdict == "PASS"

    @property
    def mark(self):
        """The points as a table holds them; `not tried` is no number."""
        return "not tried" if self.verdict == NOT_TRIED else f"{self.points:g}"


@dataclass
class Result:
    """One notebook: `status` is "ok" or in `feedback.STATUS`; `lab` names its lab.

    `title` is what the page of the lab is called.
    """

    status: str = "ok"
    lab: str = ""
    exercises: list = field(default_factory=list)
    seconds: float = 0.0
    sandbox: str = ""
    notes: list = field(default_factory=list)
    title: str = ""

    @property
    def points(self):
        """The points earned."""
        return sum(exercise.points for exercise in self.exercises)

    @property
    def possible(self):
        """The points of the lab."""
        return sum(exercise.possible for exercise in self.exercises)

    def note(self, sentence):
        """Add a sentence, once; of very many only the first are kept."""
        if sentence not in self.notes and len(self.notes) < MOST_NOTES:
            self.notes.append(sentence)

    @classmethod
    def from_dict(cls, data):
        """Return the result that `dataclasses.asdict` made this of."""
        exercises = [Exercise(**exercise) for exercise in data["exercises"]]
        return cls(**{**data, "exercises": exercises})


@dataclass(frozen=True)
class Limits:
    """What one submission may use: seconds per cell and in all, GB, processes.

    The seconds are those of a machine like the one on which the labs were written.
    """

    cell_seconds: float = 30.0
    seconds: float = 120.0
    memory_gb: float = 2.0
    processes: int = 100
    file_mb: int = 200

    def scaled(self, factor):
        """Return the limits for a machine that takes `factor` times as long."""
        seconds = self.cell_seconds * factor, self.seconds * factor
        return replace(self, cell_seconds=seconds[0], seconds=seconds[1])
