"""Fetch the full-size image sets through `keras.datasets`, cached as Keras does it."""

import os
from pathlib import Path
from typing import NamedTuple

import numpy as np

from labhelpers.datasets._record import frozen
from labhelpers.datasets._splits import split_off


class Online(NamedTuple):
    """What to know about one module of `keras.datasets`."""

    class_names: tuple[str, ...]
    cached_as: str  # below Keras's folder datasets/


_CLOTHES = "T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot"
_THINGS = "airplane,automobile,bird,cat,deer,dog,frog,horse,ship,truck"
ONLINE = {
    "mnist": Online(tuple("0123456789"), "mnist.npz"),
    "fashion_mnist": Online(tuple(_CLOTHES.split(",")), "fashion-mnist"),
    "cifar10": Online(tuple(_THINGS.split(",")), "cifar-10-batches-py-target*"),
}


def read_online(name):
    """Read one set of `ONLINE`; split a validation part off its training part.

    Of each class every n-th training example goes into the validation part, which
    becomes as large as the test part: a fixed split that needs no random numbers.

    Args:
        name: a key of `ONLINE`.

    Returns:
        The same dict as `read_bundled`. Pixels are divided by 255.

    Raises:
        OSError: if Keras has no copy and cannot download one, or cannot read its copy.
    """
    (x, y), (x_test, y_test) = _fetched(name)
    y, y_test = y.reshape(-1), y_test.reshape(-1)
    train, val = split_off(np.arange(len(y)), len(y_test), y)
    image_shape = x.shape[1:]
    return {
        "train": _part(x[train], y[train]),
        "validation": _part(x[val], y[val]),
        "test": _part(x_test, y_test),
        "feature_names": tuple(
            "_".join(["pixel", *map(str, place)]) for place in np.ndindex(image_shape)
        ),
        "class_names": ONLINE[name].class_names,
        "image_shape": image_shape,
    }


def _part(x, y):
    """Return rows of pixels from 0 to 1, float32, and class numbers, int64."""
    rows = x.reshape(len(x), -1).astype(np.float32)
    rows /= 255
    return frozen(rows), frozen(y.astype(np.int64))


def _fetched(name):
    """Return what Keras loads, or say what to do when it cannot."""
    from keras import datasets as keras_datasets

    try:
        return getattr(keras_datasets, name).load_data()
    except Exception as error:  # Keras raises bare Exception when a download fails
        raise OSError(_advice(name, error)) from error


def _advice(name, error):
    """Return what is wrong, what to do, and which bundled set stands in."""
    cache = Path(os.environ.get("KERAS_HOME", "~/.keras")).expanduser() / "datasets"
    reason = f"{type(error).__name__}: {error}"
    stand_in = "Until then datasets.load('digits') stands in: 8 x 8 images, 10 classes."
    if "URL fetch failure" in str(error) or isinstance(
        error, ConnectionError | TimeoutError
    ):
        return (
            f"{name} needs a network once: Keras's cache {cache} holds no good copy, "
            f"and the download failed ({reason}). Run datasets.load({name!r}) with a "
            "network, or copy that folder from a computer that has it; after that no "
            f"network is needed. {stand_in}"
        )
    return (
        f"Keras's copy of {name} cannot be read ({reason}). Delete "
        f"{cache / ONLINE[name].cached_as} and run datasets.load({name!r}) with a "
        f"network. {stand_in}"
    )
