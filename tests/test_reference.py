"""Hold the reference page to the code: every formula, every default, every name."""

import ast
import inspect
import re

import numpy as np
import pages
import pytest

from labhelpers import evaluation, layers, optimizers, training
from tools import reference
from tools.reference_rules import CHAPTERS

from tensorflow import keras  # isort: skip - after labhelpers, which keeps it quiet

RULES = [rule for rules in CHAPTERS.values() for rule in rules]
FORMS = {
    f"{rule.title}: {form.who}": form
    for rule in RULES
    for form in rule.forms
    if form.code
}
ONE_STEP_DIFFERS = 1e-3
ENDS = ("left", "right")


def numbers(generator, form):
    """Return random numbers for every name that a formula may use."""
    size = (8, 5)
    drawn = {name: generator.normal(size=size) for name in ("w", "g", "old", "z", "x")}
    drawn |= {name: generator.uniform(0.1, 2, size) for name in ("m", "v", "s")}
    drawn |= {
        name: generator.uniform(0.5, 2, 5)
        for name in ("gamma", "shift", "mean", "variance")
    }
    drawn |= {
        "eta": generator.uniform(0.1, 0.3),
        "beta": generator.uniform(0.6, 0.95),
        "rho": generator.uniform(0.6, 0.95),
        "b1": generator.uniform(0.6, 0.95),
        "b2": generator.uniform(0.6, 0.95),
        "eps": generator.uniform(0.1, 0.3),  # large: its place must show
        "delta": generator.uniform(0.1, 0.3),
        "strength": generator.uniform(0.1, 0.5),
        "l1": generator.uniform(0.1, 0.5),
        "l2": generator.uniform(0.1, 0.5),
        "alpha": generator.uniform(0.1, 0.5),
        "f": generator.uniform(0.3, 0.8),
        "p": generator.uniform(0.2, 0.8),
        "keep": generator.uniform(0.2, 0.8),
        "t": int(generator.integers(2, 40)),
        "k": int(generator.integers(5, 12)),
        "mask": generator.integers(0, 2, size).astype(float),
        "kernel": generator.normal(size=(5, 3, 4)),
        "bias": generator.normal(size=(3, 4)),
        "curve": np.abs(np.linspace(1, -0.6, 30)) + generator.normal(0, 0.15, 30),
        "patience": int(generator.integers(1, 6)),
    }
    return drawn | form.given


def batch_normalization(x, gamma, shift, eps, training):
    """Return what Keras's layer with these weights makes of a batch."""
    layer = keras.layers.BatchNormalization(epsilon=eps, dtype="float64")
    layer.build(x.shape)
    layer.set_weights([gamma, shift, np.zeros(5), np.ones(5)])
    return layer(x, training=training)


MODULES = {
    "np": np,
    "keras": keras,
    "schedules": keras.optimizers.schedules,
    "layers": layers,
    "optimizers": optimizers,
    "evaluation": evaluation,
    "batch_normalization": batch_normalization,
}


def value(expression, names):
    """Return what an expression gives, as a flat array."""
    found = eval(expression, {**MODULES, **names})
    parts = found if isinstance(found, tuple) else (found,)
    return np.concatenate([np.ravel(np.asarray(part, dtype=float)) for part in parts])


def after(form, names):
    """Return the names as they are after the formula."""
    space = {**MODULES, **names}
    exec(form.code, space)
    return space


@pytest.mark.parametrize("name", FORMS)
def test_a_formula_gives_what_the_package_gives(name):
    form, generator = FORMS[name], np.random.default_rng()
    for _ in range(30):
        names = numbers(generator, form)
        expected = value(form.gives, after(form, names))
        received = value(form.call, names)
        np.testing.assert_allclose(received, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", [n for n in FORMS if "epsilon" in FORMS[n].latex])
def test_the_place_of_epsilon_in_a_formula_is_seen_by_the_test(name):
    form = FORMS[name]
    names = numbers(np.random.default_rng(), form)
    if "eps" in form.code:
        changed = after(form, {**names, "eps": 0})
        gap = value(form.gives, changed) - value(form.call, names)
        assert np.abs(gap).max() > ONE_STEP_DIFFERS


@pytest.mark.parametrize("name", [n for n in FORMS if FORMS[n].keras])
def test_a_formula_gives_what_keras_gives(name):
    form, generator = FORMS[name], np.random.default_rng()
    names = numbers(generator, form)
    if form.start is None:
        for _ in range(5):
            names = numbers(generator, form)
            if "z" in form.call:
                names["z"] = np.float32(names["z"])
            expected = value(form.keras, names)
            received = value(form.gives, after(form, names))
            np.testing.assert_allclose(received, expected, rtol=1e-5, atol=1e-6)
        return
    optimizer = eval(form.keras, {**MODULES, **names})
    theirs = keras.Variable(names["w"], dtype="float64")
    names |= {
        key: start + np.zeros_like(names["w"]) for key, start in form.start.items()
    }
    for step in range(1, 7):
        names |= {"g": generator.normal(size=names["w"].shape), "t": step}
        optimizer.apply([keras.ops.convert_to_tensor(names["g"])], [theirs])
        names = after(form, names)
    np.testing.assert_allclose(names["w"], theirs.numpy(), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.title)
def test_every_default_of_ours_is_that_of_keras(rule):
    for argument, theirs, ours in reference.defaults(rule):
        if ours not in (reference.ABSENT, "needed"):
            assert ours == theirs, argument


def test_the_defaults_of_all_adaptive_rules_and_of_early_stopping_are_compared():
    compared = {
        (rule.title, argument)
        for rule in RULES
        for argument, _, ours in reference.defaults(rule)
        if ours not in (reference.ABSENT, "needed")
    }
    for rule, argument in [
        ("Adagrad", "epsilon"),
        ("RMSProp", "rho"),
        ("Adam", "beta_2"),
        ("AdamW", "weight_decay"),
        ("Batch normalization, in training", "epsilon"),
        ("Batch normalization, at inference", "momentum"),
        ("Early stopping", "patience"),
    ]:
        assert (rule, argument) in compared


def test_what_the_page_says_about_starts_and_epsilons_are_defaults_of_keras():
    forms = {name: form for name, form in FORMS.items() if form.start}
    adagrad = forms["Adagrad: `keras.optimizers.Adagrad`"]
    told = reference.default(keras.optimizers.Adagrad, "initial_accumulator_value")
    assert adagrad.start == {"s": told}


def test_every_rule_and_schedule_of_the_package_is_on_the_page():
    named = {name for rule in RULES for name in rule.functions}
    helpers = {"descend", "settling_time", "steepest_rate", "velocity_from_gradients"}
    every = {f"optimizers.{name}" for name in set(optimizers.__all__) - helpers}
    assert every <= named
    assert {f"layers.{name}" for name in layers.ACTIVATIONS} <= named


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.title)
def test_the_lab_of_a_rule_writes_or_names_it(rule):
    lab = reference.labs()[rule.lab]
    text = "\n".join(cell.source for cell in pages.read(lab).cells)
    names = {name.partition(".")[2] for name in rule.functions}
    words = rule.title.split(",")[0].lower()
    words = words.removeprefix("plain ")
    assert any(name in text for name in names) or words in text.lower()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.title)
def test_the_tests_that_a_rule_names_exist_and_know_keras(rule):
    assert rule.tests
    for test in rule.tests:
        file, _, name = test.partition("::")
        text = (pages.ROOT / "tests" / file).read_text("utf-8")
        functions = [n.name for n in ast.parse(text).body if hasattr(n, "name")]
        assert name in functions, test
        assert "keras" in text.lower(), test


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.title)
def test_every_function_on_the_page_has_one_line_that_says_what_it_does(rule):
    for name in rule.functions:
        first, source = reference.about(name)
        assert first.endswith("."), name
        assert not source or len(source) > 10
    assert inspect.signature(reference.function(rule.functions[0]))


def test_a_formula_breaks_no_table_and_no_page():
    for name, form in FORMS.items():
        for text in (form.latex, form.note, form.who, form.call):
            assert "|" not in text, name
        assert "$" not in form.latex, name
        assert not re.search(r"\\[^\w\s]|\*", form.latex), name  # Markdown eats it
        assert form.latex.count("{") == form.latex.count("}"), name
        opened, closed = (re.findall(rf"\\{word}\b", form.latex) for word in ENDS)
        assert len(opened) == len(closed), name


def test_the_page_is_up_to_date():
    message = "give the command `make reference`"
    assert reference.PAGE.read_text("utf-8") == reference.page(), message


assert training  # imported for its quiet start
