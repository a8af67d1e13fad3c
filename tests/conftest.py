"""Give what several test files use."""

import pytest

from labhelpers.plots import _figure


@pytest.fixture
def shown(monkeypatch):
    """Collect the pictures that are shown, as a lab stores them."""
    monkeypatch.delenv("LABS_FIGURES", raising=False)
    pictures = []
    monkeypatch.setattr(_figure, "display", pictures.append)
    return pictures
