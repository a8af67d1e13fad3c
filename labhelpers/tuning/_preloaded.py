"""Import what a search needs, and nothing that starts TensorFlow's runtime.

Only the fork server of `_distributed` imports this module, for what happens on import.
The chief and the workers are its forks: they share the memory of what is loaded here,
230 MB, and begin to search seconds sooner. The server keeps a single thread, so that a
fork inherits no lock in a locked state.
"""

import importlib
import os

from labhelpers._later import SCIKIT_LEARN, loaded_later, quick_start

for _stream in (1, 2):  # TensorFlow writes lines when it loads
    os.dup2(os.open(os.devnull, os.O_WRONLY), _stream)
with quick_start(), loaded_later(SCIKIT_LEARN):
    importlib.import_module("tensorflow").keras.Model  # noqa: B018 - loads Keras
    importlib.import_module("keras_tuner")
