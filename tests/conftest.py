"""Give what several test files use, and let no iterator hold up a run."""

import functools
import sys

import pytest

from labhelpers.plots import _figure


@pytest.fixture
def shown(monkeypatch):
    """Collect the pictures that are shown, as a lab stores them."""
    monkeypatch.delenv("LABS_FIGURES", raising=False)
    pictures = []
    monkeypatch.setattr(_figure, "display", pictures.append)
    return pictures


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    """Turn autotuning off as soon as TensorFlow is loaded."""
    if hasattr(sys.modules.get("tensorflow"), "data"):
        _end_iterators_at_once()


@functools.cache
def _end_iterators_at_once():
    """Iterate over data of `tf.data`, as `model.fit` does, without autotuning.

    Its thread sleeps for up to a minute. Whoever drops the iterator wakes it and waits
    for its end, but tells it that it shall end only after waking it: if it looks first,
    it goes on sleeping. On two busy processors some threads in a hundred do so.
    """
    from labhelpers._quiet import tf

    options = tf.data.Options()
    options.autotune.enabled = False
    iterate = tf.data.Dataset.__iter__
    tf.data.Dataset.__iter__ = lambda data: iterate(data.with_options(options))
