import itertools

import numpy as np

from labhelpers import layers, widgets
from labhelpers.widgets import _moving


def test_a_moving_view_gives_a_picture_at_every_corner_of_its_sliders():
    view = widgets.moving_view(
        layers.moving_average, seed=0, momentum=[0.0, 0.999], batch_size=[2, 128]
    )
    for momentum, batch_size in itertools.product([0.0, 0.999], [2, 128]):
        picture = view.picture(momentum=momentum, batch_size=batch_size)
        assert picture.png.startswith(b"\x89PNG")
        assert len(picture.alt.split()) > 10


def test_without_memory_the_moving_average_is_the_last_batch():
    path = _moving._path(layers.moving_average, 1.0, np.array([3.0, 5.0]), 0.0)
    np.testing.assert_allclose(path, [1, 3, 5])
