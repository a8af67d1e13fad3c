import itertools

import numpy as np
import pytest

from labhelpers import objectives, widgets

GRID = np.array([(a, b) for a in range(-2, 3) for b in range(-2, 3)], dtype=float)


def view():
    y = GRID @ [2, -1] + 0.1
    losses = {s: objectives.PlaneFit(GRID * [1, s], y) for s in (1, 3, 10)}
    return widgets.scaling_view(losses, (0, 1), num_steps=30)


def test_it_gives_a_picture_at_every_corner_of_its_sliders():
    shown = view()
    for scale, step in itertools.product((1, 10), (0, 30)):
        picture = shown.picture(scale_of_x2=scale, step=step)
        assert picture.png.startswith(b"\x89PNG") and len(picture.alt.split()) > 10


def test_it_starts_at_the_middle_scale_and_the_last_step():
    assert view().start == {"scale_of_x2": 3, "step": 30}


@pytest.mark.parametrize("slider", ["scale_of_x2", "step"])
def test_a_slider_that_moves_draws_the_picture_of_its_value(slider):
    shown = view()
    shown._redraw()
    before = shown.image.value
    shown.sliders[slider].value = shown.values[slider][0]
    assert shown.image.value == shown.picture(**shown.current()).png != before
