"""Write the layers of the labs in NumPy, forward and backward."""

from labhelpers.layers._dropout import (
    all_masks,
    dropout_backward,
    dropout_forward,
    dropout_mask,
    mask_probabilities,
    weight_scaled,
)

__all__ = [
    "all_masks",
    "dropout_backward",
    "dropout_forward",
    "dropout_mask",
    "mask_probabilities",
    "weight_scaled",
]
