import itertools

import numpy as np
import pytest

from labhelpers import objectives, widgets

LOSS = objectives.Valley((1, 5), minimum=(1, 0.4))


def minima(norm, strengths):
    pull = LOSS.curvatures * LOSS.minimum
    strengths = strengths[:, None]
    if norm == 2:
        return pull / (LOSS.curvatures + strengths)
    return np.maximum(pull - strengths, 0) / LOSS.curvatures


def test_a_penalty_view_gives_a_picture_at_every_corner_of_its_sliders():
    view = widgets.penalty_view(LOSS, minima, norms=[2, 1], strength=[0, 0.5, 30])
    assert view.start == {"strength": 0.5}
    for corner in itertools.product(*view.values.values()):
        picture = view.picture(**dict(zip(view.values, corner, strict=True)))
        assert picture.png.startswith(b"\x89PNG")
        assert len(picture.alt.split()) > 10


def test_a_penalty_view_knows_two_norms():
    with pytest.raises(ValueError, match=r"1 or 2; received norms=\[3\]"):
        widgets.penalty_view(LOSS, minima, norms=[3], strength=[0, 1])
