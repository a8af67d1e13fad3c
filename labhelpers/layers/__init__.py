"""Write the layers of the labs in NumPy, forward and backward."""

from labhelpers.layers._activations import (
    ACTIVATIONS,
    elu,
    elu_derivative,
    maxout_forward,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    tanh,
    tanh_derivative,
)
from labhelpers.layers._batch_normalization import (
    BatchNormCache,
    batchnorm_backward,
    batchnorm_forward,
    batchnorm_inference,
    fold_batchnorm,
    moving_average,
    shaken,
)
from labhelpers.layers._deep import (
    deep_backward,
    deep_forward,
    glorot_weights,
    gradient_norms,
)
from labhelpers.layers._dropout import (
    all_masks,
    dropout_backward,
    dropout_forward,
    dropout_mask,
    mask_probabilities,
    weight_scaled,
)
from labhelpers.layers._normalized import DeepNetwork
from labhelpers.layers._penalties import (
    l1_gradient,
    l1_penalty,
    l2_gradient,
    l2_penalty,
    soft_threshold,
)

__all__ = [
    "ACTIVATIONS",
    "BatchNormCache",
    "DeepNetwork",
    "all_masks",
    "batchnorm_backward",
    "batchnorm_forward",
    "batchnorm_inference",
    "deep_backward",
    "deep_forward",
    "dropout_backward",
    "dropout_forward",
    "dropout_mask",
    "elu",
    "elu_derivative",
    "fold_batchnorm",
    "glorot_weights",
    "gradient_norms",
    "l1_gradient",
    "l1_penalty",
    "l2_gradient",
    "l2_penalty",
    "mask_probabilities",
    "maxout_forward",
    "moving_average",
    "relu",
    "relu_derivative",
    "shaken",
    "sigmoid",
    "sigmoid_derivative",
    "soft_threshold",
    "tanh",
    "tanh_derivative",
    "weight_scaled",
]
