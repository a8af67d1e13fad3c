from labhelpers import clinic, widgets


def view():
    patient = clinic.Patient("Z", {**clinic.healthy().settings, "epochs": 2}, "none")
    return widgets.clinic_view(patient, seed=1, learning_rate=[1e-5, 0.1, 1e30])


def test_it_gives_a_picture_at_both_ends_of_its_slider():
    for rate in (1e-5, 1e30):
        picture = view().picture(learning_rate=rate)
        assert picture.png.startswith(b"\x89PNG") and len(picture.alt.split()) > 10


def test_it_starts_at_the_middle_and_trains_when_the_slider_is_let_go():
    shown = view()
    assert shown.start == {"learning_rate": 0.1}
    assert not shown.sliders["learning_rate"].continuous_update
