"""Import what labs import, and nothing that starts TensorFlow's runtime.

Only the fork server of `pool` imports this module, for what happens on import: the
import of TensorFlow takes most of the time of a submission, and forks have it already.
The server keeps a single thread, so that a fork inherits no lock in a locked state.
"""

import importlib

from labhelpers._later import quick_start
from labhelpers.homework import student, supervising  # noqa: F401 - for the forks

LIGHT = "numpy matplotlib.pyplot ipywidgets IPython.core.interactiveshell"
HELPERS = "claims datasets evaluation layers objectives optimizers plots checks"

student.silence()  # TensorFlow writes lines when it loads
for name in [*LIGHT.split(), *(f"labhelpers.{part}" for part in HELPERS.split())]:
    importlib.import_module(name)
# Last: it freezes all that is loaded, and no look for garbage in a fork copies it.
with quick_start():
    keras = importlib.import_module("tensorflow").keras
    keras.Model  # noqa: B018 - Keras is loaded when it is first used
