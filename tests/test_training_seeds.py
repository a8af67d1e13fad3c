"""One number fixes every generator; the environment can change it."""

import random

import numpy as np
import pytest
from tensorflow import keras

from labhelpers import training


def draws():
    """Return a draw from each generator that a lab may use."""
    return (
        random.random(),
        float(np.random.random()),  # noqa: NPY002
        float(keras.random.normal(())),
        float(keras.initializers.GlorotUniform()((1, 1))[0, 0]),
    )


def test_the_seed_is_an_int_and_0_by_default(monkeypatch):
    monkeypatch.delenv("LABS_SEED", raising=False)
    assert training.set_seed() == 0


def test_the_seed_can_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("LABS_SEED", "17")
    assert training.set_seed() == 17


def test_every_generator_repeats_itself_and_another_seed_gives_other_draws(monkeypatch):
    training.set_seed()
    first = draws()
    training.set_seed()
    assert draws() == first
    monkeypatch.setenv("LABS_SEED", "1")
    training.set_seed()
    assert all(new != old for new, old in zip(draws(), first, strict=True))


@pytest.mark.parametrize("wrong", ["", "-1", "1.5", "two", str(2**32), "٣"])
def test_a_bad_seed_is_refused(wrong, monkeypatch):
    monkeypatch.setenv("LABS_SEED", wrong)
    with pytest.raises(ValueError, match="LABS_SEED must hold an integer"):
        training.set_seed()


def test_a_seed_in_the_call_holds_until_the_next_call(monkeypatch):
    monkeypatch.setenv("LABS_SEED", "17")
    assert training.set_seed(7) == training.lab_seed() == 7
    children = training.child_seeds(2)
    assert training.set_seed() == training.lab_seed() == 17
    assert training.child_seeds(2) != children


@pytest.mark.parametrize("wrong", [-1, 1.5, "7", True, 2**32])
def test_a_bad_seed_in_the_call_is_refused(wrong):
    with pytest.raises(ValueError, match="The seed must be an integer"):
        training.set_seed(wrong)
