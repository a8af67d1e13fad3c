import numpy as np
import pytest
from tensorflow import keras

from labhelpers import layers, training
from labhelpers.models import Maxout


def examples(num_examples=120):
    generator = np.random.default_rng(5)
    x = generator.normal(size=(num_examples, 4)).astype("float32")
    return x, (np.abs(x[:, 0]) > 0.7).astype(int)


def build(learning_rate=0.1, pieces=2):
    model = keras.Sequential(
        [
            keras.Input((4,)),
            Maxout(6, pieces),
            Maxout(5, pieces),
            keras.layers.Dense(2, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


@pytest.mark.parametrize("pieces", [1, 2, 5])
@pytest.mark.parametrize("shape", [(7, 4), (2, 3, 4), (2, 3, 2, 4)])
def test_the_layer_equals_numpy_at_any_rank(pieces, shape):
    layer = Maxout(3, pieces, dtype="float64")
    layer.build((None, 4))
    draw = np.random.default_rng()
    layer.bias.assign(draw.normal(size=(pieces, 3)))
    x = draw.normal(size=shape)
    values = layer(x)
    expected = layers.maxout_forward(x, *layer.get_weights())
    np.testing.assert_allclose(values, expected)


@pytest.mark.parametrize("shape", [(None, 4), (7, 4), (None, 6, 4)])
def test_the_shape_is_known_before_anything_is_computed(shape):
    layer = Maxout(3)
    assert layer.compute_output_shape(shape) == (*shape[:-1], 3)
    assert layer(keras.Input(shape[1:])).shape == (None, *shape[1:-1], 3)


def test_it_has_weights_and_a_bias_per_piece():
    layer = Maxout(6, pieces=3)
    layer.build((None, 4))
    assert layer.count_params() == 3 * (4 * 6 + 6)


def test_the_pieces_of_a_unit_start_with_different_weights():
    layer = Maxout(5, pieces=3)
    layer.build((None, 4))
    kernel = layer.get_weights()[0]
    assert not np.allclose(kernel[:, 0], kernel[:, 1])


def test_the_default_weights_keep_the_mean_square_of_two_pieces():
    x = np.random.default_rng().normal(size=(500, 256)).astype("float32")
    ratios = [np.mean(Maxout(256)(x).numpy() ** 2) / np.mean(x**2) for _ in range(5)]
    assert np.mean(ratios) == pytest.approx(1, rel=0.05)


def test_a_model_is_saved_and_loaded_without_further_ado(tmp_path):
    x, y = examples()
    model = build(pieces=3)
    training.fit(model, x, y, epochs=1)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    np.testing.assert_allclose(
        loaded.predict(x, verbose=0), model.predict(x, verbose=0), rtol=1e-6
    )
    history = loaded.fit(x, y, epochs=1, verbose=0)
    assert np.isfinite(history.history["loss"][0])


def test_its_configuration_makes_the_same_layer_again():
    layer = Maxout(4, pieces=3, name="bent")
    again = Maxout.from_config(layer.get_config())
    assert (again.units, again.pieces, again.name) == (4, 3, "bent")


def test_training_by_fit_equals_that_by_keras():
    x, y = examples()
    model = build()
    weights = model.get_weights()
    by_keras = model.fit(x, y, epochs=4, batch_size=32, shuffle=False, verbose=0)
    model = build()
    model.set_weights(weights)
    ours = training.fit(model, x, y, epochs=4, batch_size=32, shuffle=False)
    np.testing.assert_allclose(
        ours.history["loss"], by_keras.history["loss"], rtol=1e-4
    )


def test_training_by_sweep_equals_that_by_keras():
    # One batch an epoch, so that Keras's order of the examples makes no difference.
    x, y = examples(num_examples=60)
    rates = [{"learning_rate": rate} for rate in (0.03, 0.1, 0.3)]
    runs = training.sweep(build, rates, x=x, y=y, epochs=5, batch_size=60, seeds=2)
    for number, setting in enumerate(rates):
        keras.utils.set_random_seed(runs.seeds[1])
        alone = build(**setting).fit(x, y, epochs=5, batch_size=60, verbose=0)
        np.testing.assert_allclose(
            runs["loss"][number, 1], alone.history["loss"], rtol=1e-4
        )


def test_different_numbers_of_pieces_do_not_share_a_graph():
    x, y = examples()
    settings = [{"pieces": 1}, {"pieces": 4}]
    runs = training.sweep(build, settings, x=x, y=y, epochs=2, seeds=1)
    assert not np.allclose(runs["loss"][0], runs["loss"][1])


@pytest.mark.parametrize("name", ["units", "pieces"])
@pytest.mark.parametrize("number", [0, -2, 2.5, "two", None, True])
def test_units_and_pieces_that_are_no_positive_integers_are_named(name, number):
    arguments = {"units": 3, "pieces": 2, name: number}
    with pytest.raises(ValueError, match=rf"integer as {name}; received {name}="):
        Maxout(**arguments)


def test_an_input_without_a_known_last_axis_is_named():
    with pytest.raises(ValueError, match=r"last axis of its input; received input_"):
        Maxout(3).build((None, None))


def test_an_input_of_another_width_is_refused():
    layer = Maxout(3)
    layer.build((None, 4))
    with pytest.raises(ValueError, match="expected axis -1"):
        layer(np.ones((2, 5)))
