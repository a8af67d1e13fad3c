"""A layer whose units are the largest of several linear pieces."""

from labhelpers._quiet import keras


@keras.utils.register_keras_serializable(package="labhelpers")
class Maxout(keras.layers.Layer):
    """Give each unit the largest of several linear functions of the input.

    It computes max_k(x @ kernel[:, k] + bias[k]). A unit learns its activation with its
    weights: two pieces can become a ReLU or an absolute value, more pieces any convex
    function. It costs `pieces` times the weights of a dense layer.

    The weights are `kernel`, shape (inputs, pieces, units), and `bias`, shape
    (pieces, units). The kernel is drawn as one matrix by Keras's "lecun_normal", which
    looks at the number of inputs and keeps the mean square of the units for two pieces.

    Args:
        units: Number of units, a positive integer.
        pieces: Number of linear functions per unit, a positive integer; with one the
            layer is dense and linear.
        **kwargs: As for every Keras layer: `name`, `dtype`, `trainable` ...

    Raises:
        ValueError: `units` or `pieces` is not a positive integer.

    Example:
        >>> layer = Maxout(3, pieces=4)
        >>> layer(np.ones((5, 2))).shape
        TensorShape([5, 3])

    Source: Goodfellow et al. 2013, "Maxout networks", section 3.
    """

    def __init__(self, units, pieces=2, **kwargs):
        super().__init__(**kwargs)
        self.units = _positive("units", units)
        self.pieces = _positive("pieces", pieces)
        self.kernel_initializer = keras.initializers.LecunNormal()
        self.input_spec = keras.layers.InputSpec(min_ndim=2)
        self.supports_masking = True

    def build(self, input_shape):
        """Make the weights for inputs of this shape.

        Raises:
            ValueError: The number of inputs is not known.
        """
        inputs = input_shape[-1]
        if inputs is None:
            raise ValueError(
                "A Maxout layer needs to know the last axis of its input; "
                f"received input_shape={tuple(input_shape)}"
            )
        self.kernel = self.add_weight(
            name="kernel",
            shape=(inputs, self.pieces, self.units),
            initializer=self._draw_pieces,
        )
        self.bias = self.add_weight(
            name="bias", shape=(self.pieces, self.units), initializer="zeros"
        )
        self.input_spec = keras.layers.InputSpec(min_ndim=2, axes={-1: inputs})

    def call(self, inputs):
        """Return the units for `inputs` of shape (..., inputs), shape (..., units)."""
        pieces = keras.ops.tensordot(inputs, self.kernel, axes=1) + self.bias
        return keras.ops.max(pieces, axis=-2)

    def compute_output_shape(self, input_shape):
        """Return the shape of the units for inputs of this shape."""
        return (*input_shape[:-1], self.units)

    def get_config(self):
        """Return the arguments that make this layer again, as Keras saves them."""
        return super().get_config() | {"units": self.units, "pieces": self.pieces}

    def _draw_pieces(self, shape, dtype=None):
        """Draw the kernel as a matrix, so that the initializer counts its inputs."""
        inputs, pieces, units = shape
        matrix = self.kernel_initializer((inputs, pieces * units), dtype=dtype)
        return keras.ops.reshape(matrix, shape)


def _positive(name, number):
    """Return a positive integer as an int, or say what was received."""
    try:
        whole = int(number)
        good = whole == number and whole > 0 and not isinstance(number, bool)
    except (TypeError, ValueError):
        good = False
    if not good:
        raise ValueError(
            f"Maxout needs a positive integer as {name}; received {name}={number!r}"
        )
    return whole
