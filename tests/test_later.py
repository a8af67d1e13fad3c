"""A module that is put off is the same module as soon as it is used."""

import importlib
import inspect
import subprocess
import sys

import pytest

from labhelpers._later import loaded_later

TEXT = """
import sys
sys.stored_by_the_module = sys.stored_by_the_module + 1
__all__ = ["name", "Kind"]
name = "a name"
class Kind:
    pass
"""


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Write a module, and count how often it was loaded."""
    (tmp_path / "put_off.py").write_text(TEXT)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "stored_by_the_module", 0, raising=False)
    yield tmp_path
    sys.modules.pop("put_off", None)


def import_later():
    with loaded_later({"put_off", "a_module_that_does_not_exist"}):
        return importlib.import_module("put_off")


def test_a_module_loads_once_and_at_its_first_use(written):
    module = import_later()
    assert sys.stored_by_the_module == 0
    assert (module.name, module.Kind.__module__) == ("a name", "put_off")
    assert module.name == "a name"
    assert sys.stored_by_the_module == 1
    assert "__getattr__" not in vars(module)


@pytest.mark.parametrize(
    "use",
    [
        "import put_off; assert put_off.name == 'a name'",
        "from put_off import name; assert name == 'a name'",
        "from put_off import *; assert name == 'a name'",
        "import put_off; assert {'name', 'Kind'} <= set(dir(put_off))",
    ],
)
def test_it_can_be_used_as_any_other(written, use):
    import_later()
    exec(use, {})
    assert sys.stored_by_the_module == 1


def test_a_look_through_all_modules_does_not_load_it(written):
    module = import_later()
    assert module.__file__ == str(written / "put_off.py")
    assert inspect.getmodule(inspect.currentframe()) is sys.modules[__name__]
    assert not hasattr(module, "__warningregistry__")
    assert sys.stored_by_the_module == 0


def test_a_missing_attribute_is_an_attribute_error_after_the_loading(written):
    module = import_later()
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = module.no_such_name
    assert sys.stored_by_the_module == 1


def test_an_error_of_the_module_comes_at_every_use_until_it_is_mended(written):
    (written / "put_off.py").write_text("name = 1 / 0\n")
    module = import_later()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            _ = module.name
    (written / "put_off.py").write_text("name = 'mended, and longer than before'\n")
    assert module.name == "mended, and longer than before"


def test_what_is_loaded_already_or_does_not_exist_is_left_alone(written):
    module = importlib.import_module("put_off")
    assert import_later() is module
    assert sys.stored_by_the_module == 1
    with loaded_later({"a_module_that_does_not_exist"}), pytest.raises(ImportError):
        importlib.import_module("a_module_that_does_not_exist")


def test_nothing_is_put_off_outside(written):
    before = list(sys.meta_path)
    with pytest.raises(KeyError), loaded_later({"put_off"}):
        raise KeyError
    assert sys.meta_path == before
    assert importlib.import_module("put_off").name == "a name"


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Write a package like scikit-learn, and import it with one of its parts, later."""
    files = {
        "__init__": "__version__ = '1'\nfrom .base import thing\n",
        "base": "from . import __version__\nthing = ['of version ' + __version__]\n",
        "part": "from .base import thing\nfrom . import unknown as _\n",
        "other": "from .base import thing\n",
        "unknown": "",
    }
    folder = tmp_path / "put_off_package"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    finders = list(sys.meta_path)
    with loaded_later({"put_off_package", "put_off_package.part"}):
        importlib.import_module("put_off_package.part")
    assert "put_off_package.base" not in sys.modules
    yield folder
    for name in [each for each in sys.modules if each.startswith("put_off_package")]:
        del sys.modules[name]
    sys.meta_path[:] = finders


@pytest.mark.parametrize(
    "use",
    [
        "import put_off_package as p; assert p.thing == ['of version 1']",
        "import put_off_package as p; assert p.part.thing == ['of version 1']",
        "import put_off_package as p; assert p.__version__ == '1'",
        "from put_off_package.part import thing",
        "from put_off_package.other import thing",
        "from put_off_package.base import thing",
        "from put_off_package import other; assert other.thing",
        "import put_off_package.other as other; assert other.thing",
    ],
)
def test_a_package_is_filled_before_any_of_its_parts(package, use):
    exec(use, {})
    module = sys.modules["put_off_package"]
    assert module.__path__ == [str(package)]
    assert module.part.thing is module.base.thing is module.thing
    assert module.base.__spec__.origin == str(package / "base.py")


def test_a_package_that_fails_can_be_mended(package):
    text = (package / "__init__.py").read_text()
    (package / "__init__.py").write_text("name = 1 / 0\n")
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            importlib.import_module("put_off_package.other")
    (package / "__init__.py").write_text(f"{text}# longer than before\n")
    assert importlib.import_module("put_off_package.other").thing == ["of version 1"]


def test_a_search_and_a_training_start_without_scikit_learn_and_matplotlib():
    code = """
import sys
from labhelpers.tuning import RandomSearch
assert not {"sklearn.base", "scipy.stats", "matplotlib"} & set(sys.modules)
from sklearn.linear_model import LinearRegression
assert LinearRegression().fit([[0.0], [1.0]], [0.0, 2.0]).predict([[2.0]]).round() == 4
from keras.visualization import plot_image_gallery
assert "matplotlib" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_scikit_learn_is_loaded_when_a_model_is_wrapped_and_not_before():
    code = """
import gc, sys
from labhelpers import training
assert gc.isenabled() and len(gc.get_objects()) < gc.get_freeze_count()
from tensorflow import keras
import keras as alone
assert "sklearn" not in sys.modules
def build(**_):
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, "softmax")])
    model.compile("sgd", "categorical_crossentropy")
    return model
from sklearn.base import is_classifier
wrapped = keras.wrappers.SKLearnClassifier(build, fit_kwargs={"verbose": 0})
assert is_classifier(wrapped)
assert alone.wrappers.SKLearnClassifier is keras.wrappers.SKLearnClassifier
assert len(wrapped.fit([[0.0, 1.0], [1.0, 0.0]], [0, 1]).predict([[0.0, 1.0]])) == 1
"""
    subprocess.run([sys.executable, "-c", code], check=True)
