"""Hold the loop that lab 05 writes by hand to Keras, step by step."""

import numpy as np
import pages
import pytest
from tensorflow import keras

NAME = "05_mini_batches"


@pytest.fixture(scope="module")
def page():
    cells = [c for c in pages.code_cells(NAME) if "def train_epoch" in c.source]
    namespace, _ = pages.run_cells([pages.code_cells(NAME)[0], *cells])
    return namespace


@pytest.mark.parametrize("batch_size", [1, 7, 32])
def test_every_step_by_hand_equals_that_of_keras(page, batch_size):
    generator = np.random.default_rng()
    x, y = generator.normal(size=(60, 5)), generator.integers(10, size=60)
    model = keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile(keras.optimizers.SGD(0.1), "sparse_categorical_crossentropy")
    x[:, -1] = 1
    targets = np.eye(10)[y]
    w = np.vstack(model.get_weights())
    for first in range(0, 60, batch_size):
        part = slice(first, first + batch_size)
        model.train_on_batch(x[part, :4], y[part])
        w = page["train_epoch"](w, x[part], targets[part], batch_size, 0.1)
        np.testing.assert_allclose(np.vstack(model.get_weights()), w, atol=1e-5)
    epochs = page["train_epoch"](np.zeros((5, 10)), x, targets, 60, 0.1)
    half = np.mean(
        [page["train_epoch"](np.zeros((5, 10)), p, q, 30, 0.1)
         for p, q in [(x[:30], targets[:30]), (x[30:], targets[30:])]], axis=0
    )  # fmt: skip
    np.testing.assert_allclose(epochs, half, atol=1e-12)
