import itertools

import pytest

from labhelpers import objectives, optimizers, widgets

RULES = {
    "plain": (optimizers.sgd_step, {}),
    "momentum": (optimizers.momentum_step, {"momentum": 0.9}),
    "Adam": (optimizers.adam_step, {}),
}


def turning(**changed):
    at = {"rotation": 45, "rule": "plain", "learning_rate": 0.01, **changed}
    return widgets.turning_view(
        {angle: objectives.Valley((1, 100), rotation=angle) for angle in (0, 45, 90)},
        RULES,
        start=(-1.0, 0.4),
        learning_rate=[0.001, 0.01, 100.0],
        at=at,
    )


def test_the_view_gives_a_picture_at_every_corner_of_its_sliders():
    view = turning()
    for corner in itertools.product(*[(v[0], v[-1]) for v in view.values.values()]):
        picture = view.picture(**dict(zip(view.values, corner, strict=True)))
        assert picture.png.startswith(b"\x89PNG")
        assert len(picture.alt.split()) > 10


def test_a_slider_of_names_shows_the_names():
    view = turning(rule="Adam")
    assert [label for label, _ in view.sliders["rule"].options] == list(RULES)
    assert view.current()["rule"] == "Adam"
    view._redraw()
    before = view.image.value
    view.sliders["rule"].value = "momentum"
    assert view.image.value == view.picture(**view.current()).png != before


def test_the_view_starts_where_it_is_told():
    assert turning().start == {"rotation": 45, "rule": "plain", "learning_rate": 0.01}
    with pytest.raises(ValueError, match="received 30"):
        turning(rotation=30)
