import itertools

import numpy as np
import pytest

from labhelpers import widgets


def view(**values):
    generator = np.random.default_rng(0)
    x, y = generator.normal(size=(20, 8)), generator.integers(3, size=20)
    values = {"depth": [1, 10, 30], "gain": [0.1, 1.0, 30.0], **values}
    return widgets.gradient_view(x, y, seed=0, units=12, **values)


def test_a_gradient_view_gives_a_picture_at_every_corner_of_its_sliders():
    shown = view()
    for depth, gain in itertools.product([1, 30], [0.1, 30.0]):
        picture = shown.picture(depth=depth, gain=gain)
        assert picture.png.startswith(b"\x89PNG")
        assert len(picture.alt.split()) > 10


def test_a_gradient_view_draws_a_signal_that_explodes_beyond_all_numbers():
    shown = view(depth=[400], gain=[1.0, 30.0])
    assert shown.picture(depth=400, gain=30.0).png.startswith(b"\x89PNG")


def test_a_gradient_view_starts_at_the_gain_closest_to_one():
    assert view(gain=[0.2, 0.9, 5.0, 7.0, 9.0]).start["gain"] == 0.9


@pytest.mark.parametrize("gain", [0.1, 30.0])
def test_a_slider_of_a_gradient_view_that_moves_draws_anew(gain):
    shown = view()
    shown._redraw()
    before = shown.image.value
    shown.sliders["gain"].value = gain
    assert shown.image.value not in (b"", before)
