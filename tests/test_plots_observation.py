import dataclasses

import matplotlib.pyplot as plt
import numpy as np
import pytest

from labhelpers import clinic, plots, training
from labhelpers.plots._observation import draw_activations


def build(features):
    from tensorflow import keras

    keras.utils.set_random_seed(3)
    model = keras.Sequential(
        [
            keras.Input((features,)),
            keras.layers.Dense(5, activation="relu"),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(0.1),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


def examples(features):
    generator = np.random.default_rng(0)
    x = generator.normal(size=(60, features)).astype("float32")
    return x, generator.integers(3, size=60)


def observed(features=6):
    x, y = examples(features)
    return training.observe(
        build(features), x, y, validation_data=(x, y), epochs=3, batch_size=20
    )


def is_drawn(observation, **about):
    drawn = plots.observation_picture(
        observation, title="A title", alt="Nine views", **about
    )
    return drawn.png.startswith(b"\x89PNG") and drawn.alt == "Nine views"


def test_the_panel_is_drawn_for_a_table():
    assert is_drawn(observed())


def test_the_panel_is_drawn_for_images():
    assert is_drawn(observed(12), image_shape=(4, 3), accuracy={"in use": 0.5})


def test_the_panel_is_drawn_for_records_that_are_not_numbers():
    seen = observed()
    recorder = seen.recorder
    recorder.loss[:] = np.nan
    for records in (recorder.gradient_norm, recorder.update_ratio):
        for values in records.values():
            values[:] = np.nan
    history = {name: [np.nan] * len(v) for name, v in seen.history.items()}
    activations = {name: v * np.nan for name, v in seen.activations.items()}
    seen = dataclasses.replace(
        seen, history=history, activations=activations, filters=seen.filters * np.nan
    )
    assert is_drawn(seen)


def test_the_panel_is_drawn_for_a_training_that_diverges():
    run = clinic.train(clinic.healthy(), learning_rate=1e30, epochs=2)
    assert is_drawn(run.observation, accuracy=run.accuracy)


def test_the_bar_of_the_outputs_ends_at_their_quantiles():
    figure, ax = plt.subplots()
    draw_activations(ax, {"dense": np.array([[0.0, 1.0, 2.0]])})
    assert ax.lines[0].get_solid_capstyle() == "butt"
    plt.close(figure)


def test_an_observation_has_the_history_of_fit():
    x, y = examples(6)
    history = training.fit(
        build(6), x, y, validation_data=(x, y), epochs=3, batch_size=20
    ).history
    seen = observed().history
    assert set(seen) == set(history)
    for name, values in history.items():
        np.testing.assert_allclose(seen[name], values, rtol=1e-5)


def test_an_observation_keeps_what_each_layer_puts_out_and_the_first_weights():
    seen = observed()
    assert [v.shape for v in seen.activations.values()] == [(60, 5), (60, 3)]
    assert np.array_equal(seen.filters, seen.model.layers[0].kernel.numpy())


def test_a_model_without_inputs_is_refused():
    from tensorflow import keras

    x, y = examples(6)
    model = keras.Sequential([keras.layers.Dense(3, activation="softmax")])
    model.compile(optimizer="sgd", loss="sparse_categorical_crossentropy")
    with pytest.raises(ValueError, match=r"keras\.Input"):
        training.observe(model, x, y, epochs=1)


def test_an_observation_that_is_missing_is_said_in_its_place(monkeypatch):
    from labhelpers import claims
    from labhelpers.plots import _left_out

    shown = []
    monkeypatch.setattr(_left_out, "show", lambda _, *about: shown.append(about))
    missing = claims.at({0.03: None}, 3.0)
    plots.show_observation(missing, title="It trains", alt="A panel.")
    assert shown == [("Not judged: It trains", "Not judged: A panel.")]
