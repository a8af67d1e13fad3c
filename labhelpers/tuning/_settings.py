"""What all processes of a distributed search must agree on, kept in its folder."""

import dataclasses
import importlib
import json
import os
from pathlib import Path

PROJECT = "search"
# Names on the command line, and of the classes in `_tuners`.
STRATEGIES = {
    "random": "RandomSearch",
    "bayesian": "BayesianOptimization",
    "grid": "GridSearch",
    "hyperband": "Hyperband",
}


class SearchError(Exception):
    """What a person has to put right; its message is one sentence or two."""


@dataclasses.dataclass(frozen=True)
class Settings:
    """A search, but for the processes that run it.

    Args:
        strategy: random, bayesian, grid or hyperband.
        trials: Number of trials; Hyperband does not use it.
        epochs: Epochs of a trial; the most that Hyperband gives to one.
        executions: Trainings of a trial, each with another seed.
        objective: Name of the metric that is compared.
        hypermodel: "module:function"; the function takes `hp`.
        data: Name of the data set, for `datasets.load`.
        seed: The lab's seed, as in `LABS_SEED`.
    """

    strategy: str
    trials: int
    epochs: int
    executions: int
    objective: str
    hypermodel: str
    data: str
    seed: int

    def store(self, folder):
        """Write the settings into `folder`, for the workers and for a later resume."""
        Path(folder, PROJECT).mkdir(parents=True, exist_ok=True)
        write_whole(_file(folder), json.dumps(dataclasses.asdict(self), indent=1))

    def require_same_search(self, folder):
        """Check that a search begun in `folder` is this one; more trials may be asked.

        Raises:
            SearchError: It was begun with other settings.
        """
        if not _file(folder).exists():
            return
        begun = dataclasses.asdict(load_settings(folder))
        for name, received in dataclasses.asdict(self).items():
            if name != "trials" and received != begun[name]:
                raise SearchError(
                    f"The search in {folder} was begun with {name} {begun[name]!r} and "
                    f"can only go on with it; received {received!r}. Choose another "
                    "--directory for another search."
                )


def load_settings(folder):
    """Return the settings stored in `folder`.

    Raises:
        SearchError: There are none.
    """
    try:
        return Settings(**json.loads(_file(folder).read_text(encoding="utf-8")))
    except OSError:
        raise SearchError(
            f"A worker needs the folder of its chief, on a disk they share: found no "
            f"{_file(folder)}."
        ) from None


def load_hypermodel(place):
    """Return the function that builds a model from hyperparameters.

    Args:
        place: "module:function"; modules of the current folder are found too.

    Raises:
        SearchError: There is no such function.
    """
    module, _, function = place.partition(":")
    try:
        found = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise SearchError(
            "--hypermodel needs module:function, a function of `hp` that can be "
            f"imported; received {place!r}: {error}."
        ) from error
    if not callable(found):
        raise SearchError(f"--hypermodel needs a function; {place} is {found!r}.")
    return found


def write_whole(path, text):
    """Write a file so that whoever dies or reads meanwhile leaves or finds it whole."""
    new = f"{path}.{os.getpid()}.new"
    Path(new).write_text(text, encoding="utf-8")
    os.replace(new, path)


def _file(folder):
    return Path(folder, "settings.json")
