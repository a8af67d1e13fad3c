"""Without a private name of TensorFlow or Keras all works: slower, the same numbers."""

import contextlib
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path

import numpy as np
import pytest
from both_ways import assert_equals_model_fit
from tensorflow import keras

from labhelpers import training
from labhelpers.training import cache, keras_inside, plain, sharing, work

ROOT = Path(__file__).resolve().parents[1]
NAMES = {each.name: each for each in keras_inside.NAMES}
FEATURES = sorted({each.feature for each in NAMES.values()})
GENERATOR = np.random.default_rng(4)
X = GENERATOR.normal(size=(50, 4)).astype("float32")
DATA = {"x": X, "y": (X[:, 0] > 0).astype("int64")}


def build(learning_rate=0.1):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, "softmax")])
    optimizer = keras.optimizers.SGD(learning_rate, momentum=0.9)
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@pytest.fixture
def take_away(monkeypatch):
    """Return a function that takes private names away."""

    def take(*names):
        real = keras_inside._is_gone
        for name in set(names) & set(keras_inside._FOUND):
            monkeypatch.setitem(keras_inside._FOUND, name, None)
        gone = lambda inside: inside.name in names or real(inside)  # noqa: E731
        monkeypatch.setattr(keras_inside, "_is_gone", gone)
        keras_inside.works.cache_clear()

    monkeypatch.setattr(sharing, "TRACES", cache.Cache(24))
    monkeypatch.setattr(work, "STEPS_WORTH_A_STACK", 0)
    yield take
    keras_inside.works.cache_clear()


@pytest.mark.parametrize("name", NAMES)
def test_a_private_name_is_there_and_says_what_it_is_for(name):
    assert not keras_inside._is_gone(NAMES[name])
    assert NAMES[name].purpose


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_gone_turns_its_feature_off_with_one_warning(name, take_away):
    take_away(name)
    feature, model = NAMES[name].feature, build()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        training.fit(model, **DATA)
        works = {
            "fit": not plain.needs_model_fit(model, []),
            "sweep": plain.can_stack(model),
            "share": sharing._key_of(model) is not None,
            "speed": keras_inside.works("speed"),
            "seeds": keras_inside.works("seeds"),
        }
    assert not works[feature]
    words = [str(each.message) for each in said if name in str(each.message)]
    assert len(words) == (feature in ("fit", "sweep", "share"))


@pytest.mark.parametrize("feature", FEATURES)
@pytest.mark.filterwarnings("ignore:training.* slower, with the same numbers")
def test_without_a_feature_the_numbers_stay(feature, take_away):
    take_away(*(name for name, each in NAMES.items() if each.feature == feature))
    assert_equals_model_fit(build, DATA, {"validation_data": (X, DATA["y"])}, {})
    settings = [{"learning_rate": rate} for rate in (0.01, 0.1)]
    runs = training.sweep(build, settings, **DATA, epochs=1, seeds=2)
    works = feature not in ("fit", "sweep")
    assert runs.how == ["stacked" if works else "one by one"] * 2
    keras.utils.set_random_seed(runs.seeds[1])
    alone = training.fit(build(0.1), **DATA, shuffle=feature != "fit").history["loss"]
    assert np.isfinite(runs["loss"]).all()
    if feature != "fit":  # Keras shuffles in another order
        np.testing.assert_allclose(runs["loss"][1, 1], alone, 2e-5)


def traced_operations():
    """Return the operations of a training pass, those of its loop too."""
    model = build()
    training.fit(model, **DATA)
    (trace,) = training.passes.Passes.of(model).train._traces.values()
    graph = trace.function.graph.as_graph_def()
    inside = [node for each in graph.library.function for node in each.node_def]
    return [*graph.node, *inside]


def test_the_loop_of_a_pass_is_kept_as_one_operation():
    (loop,) = [each for each in traced_operations() if each.op.endswith("While")]
    assert not loop.attr["_lower_using_switch_merge"].b


def test_a_step_reads_the_learning_rate_once(monkeypatch, take_away):
    def num_reads():
        return [each.op for each in traced_operations()].count("ReadVariableOp")

    once = num_reads()
    monkeypatch.setattr(keras_inside, "read_once", contextlib.nullcontext)
    sharing.TRACES.clear()
    assert once < num_reads()


def test_the_set_up_of_every_lab_works_without_any_private_name():
    code = """
        import importlib, json, sys, warnings
        real = importlib.import_module

        def import_module(name, package=None):
            inside = "labhelpers.training.keras_inside"
            if sys._getframe(1).f_globals["__name__"] == inside:
                raise ImportError(name)
            return real(name, package)

        importlib.import_module = import_module
        warnings.simplefilter("ignore")
        for path in sys.argv[1:]:
            cells = json.load(open(path, encoding="utf-8"))["cells"]
            set_up = next(c for c in cells if c["cell_type"] == "code")
            exec("".join(set_up["source"]), {})
        from labhelpers.training import keras_inside
        assert not any(keras_inside._FOUND.values())
    """
    labs = sorted(map(str, ROOT.glob("notebooks/[0-9]*.ipynb")))
    assert labs
    command = [sys.executable, "-c", textwrap.dedent(code), *labs]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
