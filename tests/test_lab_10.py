import numpy as np
from sklearn.preprocessing import StandardScaler
from tensorflow import keras

from labhelpers import datasets


def parts():
    generator = np.random.default_rng()
    x = generator.normal(generator.normal(size=6), 10.0 ** np.arange(-2, 4), (50, 6))
    return x[:40], x[40:]


def test_standardize_equals_scikit_learn_and_keras_on_both_parts():
    x_train, x_val = parts()
    layer = keras.layers.Normalization()
    layer.adapt(x_train)
    scaler = StandardScaler().fit(x_train)
    scaled = datasets.standardize(x_train, x_val)
    for part, ours in zip((x_train, x_val), scaled, strict=True):
        np.testing.assert_allclose(ours, scaler.transform(part), atol=1e-9)
        np.testing.assert_allclose(ours, layer(part), atol=1e-3)


def test_a_constant_feature_is_not_divided_here_nor_in_scikit_learn_but_in_keras():
    x_train, x_val = np.full((10, 1), 5.0), np.array([[5.01]])
    layer = keras.layers.Normalization()
    layer.adapt(x_train)
    np.testing.assert_allclose(datasets.standardize(x_train, x_val)[1], 0.01)
    scaler = StandardScaler().fit(x_train)
    np.testing.assert_allclose(scaler.transform(x_val), 0.01)
    assert layer(x_val).numpy().item() > 1e4
