import gzip
import urllib.error

import keras
import numpy as np
import pytest
from keras.src.backend import config
from keras.src.utils import file_utils

from labhelpers import datasets
from labhelpers.datasets import _online, _record

NUM_TRAIN, NUM_TEST = 120, 20
draw = np.random.default_rng(0)


def images(num_examples, *shape):
    y = (np.arange(num_examples) % 10).astype(np.uint8)
    return draw.integers(0, 256, (num_examples, *shape), np.uint8), y


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """Keras's cache, empty, on a machine without a network."""

    def no_network(*args):
        raise urllib.error.URLError("Name or service not known")

    datasets._loaded.cache_clear()
    _record._OPENED.clear()
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(config, "_KERAS_DIR", str(tmp_path))
    monkeypatch.setattr(file_utils, "urlretrieve", no_network)
    (tmp_path / "datasets").mkdir()
    yield tmp_path / "datasets"
    datasets._loaded.cache_clear()


@pytest.fixture
def fashion(cache):
    """A small Fashion-MNIST in the cache, in its own format."""
    folder = cache / "fashion-mnist"
    folder.mkdir()
    written = {}
    for part, num_examples in [("train", NUM_TRAIN), ("t10k", NUM_TEST)]:
        x, y = written[part] = images(num_examples, 28, 28)
        for kind, header, content in [("images-idx3", 16, x), ("labels-idx1", 8, y)]:
            with gzip.open(folder / f"{part}-{kind}-ubyte.gz", "wb") as file:
                file.write(bytes(header) + content.tobytes())
    return written


def test_a_cached_set_loads_without_a_network(fashion):
    data = datasets.load("fashion_mnist")
    assert data.image_shape == (28, 28)
    assert data.class_names[9] == "Ankle boot"
    assert len(data.feature_names) == 784
    x_test, y_test = data.open_test_set()
    x, y = fashion["t10k"]
    np.testing.assert_array_equal(y_test, y)
    np.testing.assert_allclose(x_test.reshape(-1, 28, 28) * 255, x, atol=1e-3)


def test_validation_is_split_off_the_training_part_and_as_large_as_the_test_part(
    fashion,
):
    data = datasets.load("fashion_mnist")
    assert data.x_val.shape == (NUM_TEST, 784)
    assert np.bincount(data.y_val).tolist() == [NUM_TEST // 10] * 10
    together = np.concatenate([data.x_train, data.x_val])
    original = fashion["train"][0].reshape(NUM_TRAIN, -1) / np.float32(255)
    np.testing.assert_array_equal(
        together[np.lexsort(together.T)], original[np.lexsort(original.T)]
    )


def test_online_sets_are_read_only_rows_of_float32_from_0_to_1(fashion):
    data = datasets.load("fashion_mnist")
    for x, y in [(data.x_train, data.y_train), data.open_test_set()]:
        assert x.dtype == np.float32
        assert y.dtype == np.int64
        assert x.min() >= 0
        assert x.max() <= 1
        assert not x.flags.writeable


def test_mnist_comes_from_the_npz_file_that_keras_caches(cache, monkeypatch):
    (x, y), (x_test, y_test) = images(NUM_TRAIN, 28, 28), images(NUM_TEST, 28, 28)
    np.savez(cache / "mnist.npz", x_train=x, y_train=y, x_test=x_test, y_test=y_test)
    monkeypatch.setattr(file_utils, "validate_file", lambda *args, **kwargs: True)
    data = datasets.load("mnist")
    assert data.x_train.shape == (NUM_TRAIN - NUM_TEST, 784)
    assert data.class_names == tuple("0123456789")


def test_a_column_of_labels_and_three_colours_become_labels_and_rows(monkeypatch):
    (x, y), (x_test, y_test) = images(NUM_TRAIN, 32, 32, 3), images(NUM_TEST, 32, 32, 3)
    content = (x, y[:, None]), (x_test, y_test[:, None])
    monkeypatch.setattr(keras.datasets.cifar10, "load_data", lambda: content)
    data = datasets.load("cifar10")
    assert data.image_shape == (32, 32, 3)
    assert data.y_val.shape == (NUM_TEST,)
    assert data.feature_names[-1] == "pixel_31_31_2"
    pictures = data.open_test_set()[0].reshape(-1, *data.image_shape)
    np.testing.assert_allclose(pictures * 255, x_test, atol=1e-3)


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist", "cifar10"])
def test_without_network_and_cache_the_error_says_what_to_do(name, cache):
    with pytest.raises(OSError, match=f"^{name} needs a network once") as caught:
        datasets.load(name)
    message = str(caught.value)
    assert str(cache) in message
    assert f"datasets.load('{name}')" in message
    assert "datasets.load('digits') stands in" in message


@pytest.mark.parametrize("error", [ConnectionResetError("reset"), TimeoutError("slow")])
def test_a_connection_that_breaks_counts_as_no_network(error, monkeypatch):
    def broken():
        raise error

    monkeypatch.setattr(keras.datasets.mnist, "load_data", broken)
    with pytest.raises(OSError, match="mnist needs a network once"):
        datasets.load("mnist")


def test_a_damaged_mnist_counts_as_none(cache):
    (cache / "mnist.npz").write_bytes(b"half a file")
    with pytest.raises(OSError, match="holds no good copy"):
        datasets.load("mnist")


@pytest.mark.parametrize("damage", [b"", b"no gzip at all", b"\x1f\x8b\x08\x00broken"])
def test_a_cached_file_that_cannot_be_read_is_to_be_deleted(fashion, cache, damage):
    path = cache / "fashion-mnist" / "train-images-idx3-ubyte.gz"
    path.write_bytes(damage)
    with pytest.raises(OSError, match=r"cannot be read .*Delete .*fashion-mnist"):
        datasets.load("fashion_mnist")


def test_a_failed_load_is_tried_again(fashion, cache, monkeypatch):
    with monkeypatch.context() as offline:
        offline.setattr(config, "_KERAS_DIR", str(cache / "elsewhere"))
        with pytest.raises(OSError, match="fashion_mnist"):
            datasets.load("fashion_mnist")
    assert datasets.load("fashion_mnist").name == "fashion_mnist"


def test_keras_knows_every_online_set():
    for name in _online.ONLINE:
        assert callable(getattr(keras.datasets, name).load_data)


@pytest.mark.parametrize("name", ["digits", "two_moons"])
def test_keras_takes_the_read_only_arrays_and_integer_labels(name):
    data = datasets.load(name)
    scores = np.zeros((len(data.y_val), len(data.class_names)), np.float32)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    assert float(loss(data.y_val, scores)) == pytest.approx(
        np.log(len(data.class_names)), rel=1e-5
    )
    x = keras.ops.convert_to_numpy(keras.ops.convert_to_tensor(data.x_train))
    np.testing.assert_array_equal(x, data.x_train)


def test_binary_and_regression_losses_take_the_targets():
    binary = datasets.load("breast_cancer").y_val
    half = np.full((len(binary), 1), 0.5, np.float32)
    loss = keras.losses.BinaryCrossentropy()(binary[:, None], half)
    assert float(loss) == pytest.approx(np.log(2), rel=1e-5)
    target = datasets.load("diabetes").y_val
    loss = keras.losses.MeanSquaredError()(target[:, None], np.zeros((len(target), 1)))
    assert float(loss) == pytest.approx(np.mean(target.astype(float) ** 2), rel=1e-4)
