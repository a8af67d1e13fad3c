"""Train Keras models in compiled passes over the data.

`fit` does what `model.fit` does, many times faster on small networks; a `Recorder`
among its callbacks records every step; `sweep` trains many settings and seeds at once;
`set_seed` sets every random generator to the lab's seed.
"""

import labhelpers._quiet  # noqa: F401  Loads TensorFlow before anything else does.
from labhelpers.training.fitting import fit
from labhelpers.training.recording import Recorder
from labhelpers.training.runs import Runs
from labhelpers.training.seeds import set_seed
from labhelpers.training.sweeping import sweep

__all__ = ["Recorder", "Runs", "fit", "set_seed", "sweep"]
