"""Make sure that a network and its arrays can be examined, or say what is needed."""

import numpy as np

from labhelpers._quiet import keras, tf

FEWEST = 20  # training examples below which nothing can be told
_OWN = ("train_step", "test_step", "compute_loss", "fit")


def checked(model, x_train, y_train, validation_data):
    """Return `((x, y), (x, y) or None)` as arrays.

    Raises:
        TypeError: The model is no Keras model, or the data are no arrays.
        ValueError: The model is not compiled, trains in a way of its own, has several
            inputs or outputs or no weights; or examples and labels do not match.
    """
    _require_model(model)
    training = _arrays("x_train, y_train", x_train, y_train)
    if validation_data is None:
        return training, None
    if not isinstance(validation_data, (tuple, list)) or len(validation_data) != 2:
        raise TypeError(
            "examine needs validation_data=(x_val, y_val); "
            f"received {type(validation_data).__name__}"
        )
    held_out = _arrays("validation_data", *validation_data)
    for name, one, other in zip("xy", training, held_out, strict=True):
        if one.shape[1:] != other.shape[1:]:
            raise ValueError(
                f"examine needs the same shape in both parts; {name} of an example "
                f"has {one.shape[1:]} in training and {other.shape[1:]} in validation"
            )
    return training, held_out


def _require_model(model):
    if not isinstance(model, keras.Model):
        raise TypeError(f"examine needs a keras.Model; received {type(model).__name__}")
    if not model.compiled:
        raise ValueError(
            "examine needs a compiled model: call model.compile(optimizer, loss) first"
        )
    for name in _OWN:
        if getattr(type(model), name) is not _keras_s(type(model), name):
            raise ValueError(
                f"examine needs Keras's own training; {type(model).__name__} has a "
                f"`{name}` of its own, whose steps it does not know"
            )
    if isinstance(model.loss, (dict, list, tuple)):
        raise ValueError("examine needs one output and one loss; received several")
    for what in ("inputs", "outputs"):
        if len(getattr(model, what, None) or [1]) != 1:
            raise ValueError(
                "examine needs a model with one input and one output; received "
                f"several {what}"
            )
    if not model.built and not isinstance(model, keras.Sequential):
        raise ValueError(
            "examine needs a model that has its weights: call model(x_train[:1]) once"
        )


def _keras_s(kind, name):
    """Return a method as Keras defines it in the nearest of its classes."""
    for each in kind.__mro__:
        if each.__module__.startswith("keras.") and name in vars(each):
            return vars(each)[name]
    return None


def _arrays(what, x, y):
    """Return examples and labels as arrays of numbers, one row per example."""
    for each in (x, y):
        data = isinstance(each, (tf.data.Dataset, keras.utils.PyDataset))
        if data or hasattr(each, "__next__"):
            raise TypeError(
                f"examine needs arrays as {what}; received {type(each).__name__}. Take "
                "some thousand examples of it into arrays first"
            )
        if isinstance(each, dict) or each is None:
            raise TypeError(
                f"examine needs one array of examples and one of labels as {what}; "
                f"received {'a dict' if each is not None else 'None'}"
            )
    x, y = (_array(what, each) for each in (x, y))
    if not x.ndim or not y.ndim or len(x) != len(y):
        raise ValueError(
            f"examine needs a label per example as {what}; received the shapes "
            f"{x.shape} and {y.shape}"
        )
    return x, y


def _array(what, values):
    values = np.asarray(values)
    if values.dtype.kind not in "biuf":
        raise TypeError(
            f"examine needs arrays of numbers as {what}; received {values.dtype}"
        )
    return values.astype("float32") if values.dtype.kind in "bf" else values
