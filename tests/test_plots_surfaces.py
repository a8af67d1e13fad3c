import numpy as np

from labhelpers import objectives, plots
from labhelpers.plots import _surfaces


def test_the_limits_hold_every_path_and_every_minimum():
    far = objectives.Valley((1, 4), minimum=(7, -3))
    path = np.array([[0.0, 1.0], [2.0, 5.0]])
    (left, right), (low, high) = _surfaces._limits([(far, path), (far, path)])
    assert left < 0 and right > 7 and low < -3 and high > 5


def test_surfaces_stand_side_by_side_in_one_picture(monkeypatch):
    shown = []
    monkeypatch.setattr(_surfaces, "show", lambda *about: shown.append(about))
    path = np.array([[1.0, 1.0], [0.2, 0.1]])
    plots.show_surfaces(
        {f"curvature {k}": (objectives.Valley((1, k)), path) for k in (1, 2, 3)},
        columns=2,
        title="Three valleys",
        alt="Three valleys and a path in each.",
    )
    (figure, title, _), *rest = shown
    titles = [ax.get_title(loc="left") for ax in figure.axes if ax.get_visible()]
    assert title == "Three valleys" and not rest
    assert titles == ["curvature 1", "curvature 2", "curvature 3"]
