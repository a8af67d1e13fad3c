"""Train Keras models in compiled passes over the data.

`fit` does what `model.fit` does, many times faster on small networks; a `Recorder`
among its callbacks records every step; `observe` keeps what tells why a training
goes well or badly. `sweep` trains many settings and seeds at once; `grid` lists all
combinations of values, and `compare` trains a few settings that have names. `progress`
shows how far a loop is. `set_seed` sets every random generator to the lab's seed.

To follow a call of `fit`: `fitting` checks it and runs the epochs, `plain` says whether
it is for `model.fit` alone, `passes` compiles an epoch, and `sharing` finds one that
was compiled for a model of the same key (`keys`).

To follow a call of `sweep`: `sweeping` reads it and `work` plans it; `grouping` says
which models are alike; `teams`, `stacking`, `purestep`, `numbers` and `vectorizing`
train many at once. What cannot be trained so goes to `fit`.
"""

import labhelpers._quiet  # noqa: F401  Loads TensorFlow before anything else does.
from labhelpers.training.fitting import fit
from labhelpers.training.interrupting import Interrupted
from labhelpers.training.observing import Observation, observe
from labhelpers.training.progress import Progress, progress
from labhelpers.training.recording import Recorder
from labhelpers.training.runs import Runs
from labhelpers.training.seeds import lab_seed, set_seed
from labhelpers.training.sweeping import child_seeds, compare, grid, sweep

__all__ = [
    "Interrupted",
    "Observation",
    "Progress",
    "Recorder",
    "Runs",
    "child_seeds",
    "compare",
    "fit",
    "grid",
    "lab_seed",
    "observe",
    "progress",
    "set_seed",
    "sweep",
]
