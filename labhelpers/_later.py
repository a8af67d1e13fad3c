"""Load TensorFlow and Keras in three quarters of the time that they take.

Keras loads its wrappers for scikit-learn whether anyone wraps a model or not, and with
them scikit-learn and SciPy's statistics. They can wait until they are asked for. And
Python looks for garbage again and again while thousands of modules load.

`importlib.util.LazyLoader` would do, but its modules load as soon as anything looks
through all modules for a `__file__`, as `inspect` does for a traceback.
"""

import contextlib
import gc
import importlib.abc
import importlib.machinery
import sys

WRAPPERS = {"keras.wrappers", "keras._tf_keras.keras.wrappers"}


@contextlib.contextmanager
def quick_start():
    """Let TensorFlow and Keras load inside, without wrappers or looks for garbage."""
    collects = gc.isenabled()
    gc.disable()
    try:
        with loaded_later(WRAPPERS):
            yield
    finally:
        if collects:
            gc.enable()


@contextlib.contextmanager
def loaded_later(names):
    """Load the modules called `names` only when an attribute of theirs is asked for.

    It holds for those that are first imported inside; a module that is loaded already,
    or that does not exist, is left alone. An error in a module comes at the first use.

    Args:
        names: set of full names, such as `"keras.wrappers"`.

    Source:
        `__getattr__` of a module: PEP 562.
    """
    finder = _Finder(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder(importlib.abc.MetaPathFinder):
    """Find the modules called `names` where Python would, with a loader that waits."""

    def __init__(self, names):
        self.names = names

    def find_spec(self, fullname, path, target=None):
        if fullname not in self.names:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None:
            spec.loader = _Waiting(spec.loader)
        return spec


class _Waiting(importlib.abc.Loader):
    """Give an empty module, which `loader` fills when it is asked for a name."""

    def __init__(self, loader):
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        names = vars(module)

        def fill():
            self.loader.exec_module(module)
            names.pop("__getattr__", None)
            names.pop("__dir__", None)

        def get(name):
            # Python looks for names with "__" in every module; `import *` for one.
            if name.startswith("__") and name != "__all__":
                raise AttributeError(f"module {module.__name__!r} has no {name!r}")
            fill()
            return getattr(module, name)

        def listed():
            fill()
            return dir(module)

        names.update(__getattr__=get, __dir__=listed)
