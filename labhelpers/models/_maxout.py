"""A layer whose units are the largest of several linear pieces."""

from labhelpers._quiet import keras


@keras.utils.register_keras_serializable(package="labhelpers")
class Maxout(keras.layers.Layer):
    """Give each unit the largest of several linear functions of the input.

    It computes max_k(x @ kernel[:, k] + bias[k]). A unit learns its activation with its
    weights: two pieces can become a ReLU or an absolute value, more pieces any convex
    function. It costs `pieces` times the weights of a dense layer.

    The weights are `kernel`, shape (inputs, pieces, units), and `bias`, shape
    (pieces, units). All pieces are initialised by one draw of shape (inputs,
    pieces * units): a Keras initializer called twice would give the same numbers
    twice, and equal pieces stay equal. The default looks at the number of inputs only
    and keeps the mean square of the units for two pieces.

    Args:
        units: Number of units, a positive integer.
        pieces: Number of linear functions per unit, a positive integer; with one the
            layer is dense and linear.
        use_bias: Whether each piece has a bias.
        kernel_initializer: Initializer of `kernel`, by name or as an object.
        bias_initializer: Initializer of `bias`.
        kernel_regularizer: Penalty on `kernel`, or None.
        bias_regularizer: Penalty on `bias`, or None.
        **kwargs: As for every Keras layer: `name`, `dtype`, `trainable` ...

    Raises:
        ValueError: `units` or `pieces` is not a positive integer.

    Example:
        >>> layer = Maxout(3, pieces=4)
        >>> layer(np.ones((5, 2))).shape
        TensorShape([5, 3])

    Source: Goodfellow et al. 2013, "Maxout networks", section 3.
    """

    def __init__(
        self,
        units,
        pieces=2,
        use_bias=True,
        kernel_initializer="lecun_normal",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.units = _positive("units", units)
        self.pieces = _positive("pieces", pieces)
        self.use_bias = bool(use_bias)
        self.kernel_initializer = keras.initializers.get(kernel_initializer)
        self.bias_initializer = keras.initializers.get(bias_initializer)
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)
        self.bias_regularizer = keras.regularizers.get(bias_regularizer)
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
            regularizer=self.kernel_regularizer,
        )
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(
                name="bias",
                shape=(self.pieces, self.units),
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
            )
        self.input_spec = keras.layers.InputSpec(min_ndim=2, axes={-1: inputs})

    def call(self, inputs):
        """Return the units for `inputs` of shape (..., inputs), shape (..., units)."""
        pieces = keras.ops.tensordot(inputs, self.kernel, axes=1)
        if self.bias is not None:
            pieces = pieces + self.bias
        return keras.ops.max(pieces, axis=-2)

    def compute_output_shape(self, input_shape):
        """Return the shape of the units for inputs of this shape."""
        return (*input_shape[:-1], self.units)

    def get_config(self):
        """Return the arguments that make this layer again, as Keras saves them."""
        initializers, regularizers = keras.initializers, keras.regularizers
        return {
            **super().get_config(),
            "units": self.units,
            "pieces": self.pieces,
            "use_bias": self.use_bias,
            "kernel_initializer": initializers.serialize(self.kernel_initializer),
            "bias_initializer": initializers.serialize(self.bias_initializer),
            "kernel_regularizer": regularizers.serialize(self.kernel_regularizer),
            "bias_regularizer": regularizers.serialize(self.bias_regularizer),
        }

    def _draw_pieces(self, shape, dtype=None):
        """Draw the kernel as a matrix, so that an initializer counts its inputs."""
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
