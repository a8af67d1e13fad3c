"""Hold what grading one notebook gave."""

from dataclasses import asdict, dataclass, field

STATUSES = (
    "ok",
    "errors",
    "timeout",
    "memory",
    "kernel-died",
    "unreadable",
    "grader-error",
)


@dataclass
class Exercise:
    """One exercise; `verdict` is PASS, NOT YET, TO DO or NOT RUN."""

    name: str
    points: float
    possible: float
    verdict: str = "NOT RUN"
    message: str = "The page ended before this check."
    error: str = ""

    @property
    def passed(self):
        """Whether the exercise earned its points."""
        return self.verdict == "PASS"


@dataclass
class Result:
    """One notebook: `status` is one of `STATUSES`; `lab` the name of its lab."""

    status: str = "ok"
    lab: str = ""
    exercises: list = field(default_factory=list)
    seconds: float = 0.0
    sandbox: str = ""
    notes: list = field(default_factory=list)

    @property
    def points(self):
        """The points earned."""
        return sum(exercise.points for exercise in self.exercises)

    @property
    def possible(self):
        """The points of the lab."""
        return sum(exercise.possible for exercise in self.exercises)

    def note(self, sentence):
        """Add a sentence, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def as_dict(self):
        """Return plain data, for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data):
        """Return the result that `as_dict` wrote."""
        exercises = [Exercise(**exercise) for exercise in data["exercises"]]
        return cls(**{**data, "exercises": exercises})


@dataclass(frozen=True)
class Limits:
    """What one submission may use: seconds per cell and in all, GB, processes."""

    cell_seconds: float = 30.0
    seconds: float = 120.0
    memory_gb: float = 2.0
    processes: int = 100
    file_mb: int = 200
    notebook_mb: int = 100
