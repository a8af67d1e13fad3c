"""Load TensorFlow, Keras and KerasTuner in two thirds of the time that they take.

Keras loads its wrappers for scikit-learn whether anyone wraps a model or not, and with
them scikit-learn and SciPy's statistics, which KerasTuner loads, too; and Matplotlib
for its pictures. They can wait until they are asked for. And Python looks for garbage
again and again while thousands of modules load, and once more when it ends.

`importlib.util.LazyLoader` would do, but its modules load as soon as anything looks
through all modules for a `__file__`, as `inspect` does for a traceback.
"""

import contextlib
import gc
import importlib.abc
import importlib.machinery
import sys

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
    """Load the modules called `names` only when an attribute of theirs is asked for.

    It holds for those that are first imported inside; a module that is loaded already,
    or that does not exist, is left alone. An error in a module comes at the first use.
    To import another part of a package is a use of the package.

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
        finder.names = set()
        if not finder.packages:
            sys.meta_path.remove(finder)


class _Finder(importlib.abc.MetaPathFinder):
    """Find the modules called `names` where Python would, with a loader that waits.

    It stays for those of them that are packages, to fill these before their parts.
    """

    def __init__(self, names):
        self.names, self.packages = names, {}

    def find_spec(self, fullname, path, target=None):
        if fullname in self.names:
            spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
            if spec is not None:
                spec.loader = _Waiting(spec.loader)
                if spec.submodule_search_locations is not None:
                    self.packages[fullname] = spec.loader
            return spec
        package = self.packages.get(fullname.rpartition(".")[0])
        if package is not None and package.waits():
            package.fill()
            if fullname in sys.modules:  # the package itself has imported its part
                return _Loaded(sys.modules[fullname]).spec_until_loaded()
        return None


class _Waiting(importlib.abc.Loader):
    """Give an empty module, which `loader` fills when it is asked for a name."""

    # Of the names with "__", for most of which Python looks in every module.
    USES = ("__all__", "__version__")

    def __init__(self, loader):
        self.loader, self.module = loader, None

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.module = module
        vars(module).update(__getattr__=self.get, __dir__=self.listed)

    def waits(self):
        return "__getattr__" in vars(self.module)

    def fill(self):
        """Load the module; it waits again if that fails."""
        names = vars(self.module)
        waiting = {name: names.pop(name) for name in ("__getattr__", "__dir__")}
        try:
            self.loader.exec_module(self.module)
        except BaseException:
            names.update(waiting)
            raise

    def get(self, name):
        if name.startswith("__") and name not in self.USES:
            raise AttributeError(f"module {self.module.__name__!r} has no {name!r}")
        if self.waits():
            self.fill()
        return getattr(self.module, name)

    def listed(self):
        self.fill()
        return dir(self.module)


class _Loaded(importlib.abc.Loader):
    """Give a module that is there already, as it is."""

    def __init__(self, module):
        self.module, self.spec = module, module.__spec__

    def spec_until_loaded(self):
        """Return a specification, which is the module's own until it is loaded.

        Python prefers the one that it finds in the module.
        """
        name = self.module.__name__
        self.module.__spec__ = importlib.machinery.ModuleSpec(name, self)
        return self.module.__spec__

    def create_module(self, spec):
        return self.module

    def exec_module(self, module):
        module.__spec__ = self.spec
