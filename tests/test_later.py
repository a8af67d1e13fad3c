"""A module that is put off is the same module as soon as it is used."""

import importlib
import subprocess
import sys

import pytest

from labhelpers._later import loaded_later

FILES = {
    "__init__": "__version__ = '1'\nfrom .base import thing\n",
    "base": "from . import __version__\nthing = ['of version ' + __version__]\n",
    "part": "from .base import thing\n",
}


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Write a package with parts."""
    folder = tmp_path / "put_off"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in loaded():
        del sys.modules[name]


def import_later():
    """Import the package and one of its parts as KerasTuner imports scikit-learn."""
    names = {}
    with loaded_later({"put_off", "put_off.part"}):
        exec("import put_off, put_off.part", names)
    return names["put_off"]


def loaded():
    return [name for name in sys.modules if name.startswith("put_off")]


def test_a_module_loads_at_its_first_use_and_is_the_module_that_others_get(package):
    waiting = import_later()
    assert not loaded()
    assert waiting.thing == ["of version 1"]
    assert waiting.thing is importlib.import_module("put_off").thing


@pytest.mark.parametrize(
    "use",
    [
        lambda waiting: waiting.part.thing,
        lambda waiting: waiting.__version__,
        lambda waiting: dir(waiting).index("thing"),
    ],
)
def test_a_part_a_version_and_a_list_of_names_are_uses(package, use):
    use(import_later())
    assert "put_off.base" in loaded()


def test_python_can_look_through_it_without_a_use(package):
    waiting = import_later()
    assert not hasattr(waiting, "__file__")
    assert not hasattr(waiting, "__warningregistry__")
    assert not loaded()


def test_a_missing_attribute_is_an_attribute_error_after_the_loading(package):
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = import_later().no_such_name
    assert loaded()


def test_an_error_of_the_module_comes_at_every_use_until_it_is_mended(package):
    (package / "__init__.py").write_text("name = 1 / 0\n")
    waiting = import_later()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            _ = waiting.name
    (package / "__init__.py").write_text("name = 'mended, and longer than before'\n")
    assert waiting.name == "mended, and longer than before"


def test_a_package_that_is_loaded_already_gets_only_its_parts_later(package):
    module = importlib.import_module("put_off")
    assert import_later() is module
    assert "put_off.part" not in loaded()
    assert module.part.thing is module.thing
    assert "put_off.part" in loaded()


def test_nothing_is_put_off_outside(package):
    with pytest.raises(KeyError), loaded_later({"put_off"}):
        raise KeyError
    assert importlib.import_module("put_off").thing
    assert "put_off.base" in loaded()


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
