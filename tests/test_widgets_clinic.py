from labhelpers import clinic, widgets


def view():
    return widgets.clinic_view(
        clinic.healthy(), seed=1, epochs=[2], learning_rate=[1e-5, 0.1, 1e30]
    )


def test_it_gives_a_picture_at_both_ends_of_its_slider():
    for rate in (1e-5, 1e30):
        picture = view().picture(epochs=2, learning_rate=rate)
        assert picture.png.startswith(b"\x89PNG") and len(picture.alt.split()) > 10


def test_it_starts_at_the_middle_and_trains_when_the_slider_is_let_go():
    shown = view()
    assert shown.start == {"epochs": 2, "learning_rate": 0.1}
    assert not shown.sliders["learning_rate"].continuous_update
