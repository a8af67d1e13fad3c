"""Load TensorFlow, Keras and KerasTuner in two thirds of the time that they take.

Keras loads its wrappers for scikit-learn whether anyone wraps a model or not, and with
them scikit-learn and SciPy's statistics, which KerasTuner loads, too; and Matplotlib
for its pictures. They can wait until they are asked for. And Python looks for garbage
again and again while thousands of modules load, and once more when it ends.
"""

import contextlib
import gc
import importlib
import sys
import types

PARTS_OF_KERAS = {"keras.src.visualization"} | {
    f"{keras}.{part}"
    for keras in ("keras", "keras._tf_keras.keras")
    for part in ("wrappers", "visualization")
}
# What KerasTuner imports of it.
SCIKIT_LEARN = {"sklearn"} | {
    f"sklearn.{part}"
    for part in ("exceptions", "gaussian_process", "model_selection", "pipeline")
}


@contextlib.contextmanager
def quick_start():
    """Let TensorFlow and Keras load inside, but later what can wait.

    Python does not look for garbage meanwhile, nor later among what is loaded here. All
    of it stays, and looking through it takes a quarter of a second each time, and most
    of a second when Python ends.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        with loaded_later(PARTS_OF_KERAS):
            yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()


@contextlib.contextmanager
def loaded_later(names):
    """Give those who import the modules `names` inside modules that load at first use.

    A module that is loaded already is left alone. Whoever imports one of them after the
    context gets the module itself.

    Args:
        names: set of full names, such as `"keras.wrappers"`.
    """
    waiting = {name: _Waiting(name) for name in names - set(sys.modules)}
    sys.modules.update(waiting)
    for name, module in waiting.items():
        package, _, part = name.rpartition(".")
        if package in sys.modules:
            setattr(sys.modules[package], part, module)
    try:
        yield
    finally:
        for name, module in waiting.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


class _Waiting(types.ModuleType):
    """A module that imports the module of its name when it is asked for anything."""

    def __getattr__(self, name):
        if name.startswith("__") and name != "__version__":  # Python looks for those
            raise AttributeError(f"module {self.__name__!r} has no {name!r}")
        return getattr(importlib.import_module(self.__name__), name)

    def __dir__(self):
        return dir(importlib.import_module(self.__name__))
