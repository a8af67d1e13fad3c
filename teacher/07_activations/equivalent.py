"""Small changes to the right answers of lab 07 that leave them right."""

EQUIVALENT = {
    "07-sigmoid-slope": {
        "The slope is the same at `z` and at `-z`.": [
            "my_sigmoid_derivative: 1 + np.exp(-z) -> 1 + np.exp(z)",
            "slope_float32: -z.astype(np.float32) -> z.astype(np.float32)",
            "slope_by_loop: math.exp(-each) -> math.exp(each)",
            "slope_in_place: np.exp(-z, out=z) -> np.exp(z, out=z)",
        ],
    },
    "07-elu": {
        "At 0 the values agree, and the slope of either side is accepted.": [
            "my_elu: np.where(z >= 0, z, below - alpha) -> np.where(z > 0, z, below - alpha)",
            "my_elu: np.where(z >= 0, 1, below) -> np.where(z > 0, 1, below)",
            "elu_where: np.where(z > 0, z, alpha * np.expm1(z)) -> np.where(z >= 0, z, alpha * np.expm1(z))",
            "elu_where: np.where(z > 0, 1, alpha * np.exp(z)) -> np.where(z >= 0, 1, alpha * np.exp(z))",
            "elu_by_mask: below = z < 0 -> below = z <= 0",
            "elu_by_loop: v >= 0 -> v > 0",
        ],
    },
    "07-maxout": {
        "The first piece is compared with itself.": [
            "maxout_by_pieces: range(1, kernel.shape[1]) -> range(0, kernel.shape[1])",
        ],
        "The order of the two does not matter.": [
            "maxout_by_pieces: np.maximum(values, x @ kernel[:, piece] + bias[piece]) -> np.maximum(x @ kernel[:, piece] + bias[piece], values)",
        ],
        "The product of two vectors is the same from either side.": [
            "maxout_lists: row @ kernel[:, piece, unit] -> kernel[:, piece, unit] @ row",
        ],
    },
    "07-pick": {
        "Another border or stretch that is as sensible: the kinds lie far apart.": [
            "my_activation: np.mean(gradients[0] == 0) > 0.1 -> np.mean(gradients[0] == 0) >= 0.1",
            "my_activation: np.mean(gradients[0] == 0) > 0.1 -> np.mean(gradients[0] == 0) > 0.11000000000000001",
            "my_activation: fade < 0.5 ** (len(gradients) - 1) -> fade <= 0.5 ** (len(gradients) - 1)",
            "my_activation: np.mean(gradients[0] == 0) -> np.sum(gradients[0] == 0)",
            "my_activation: gradients[0] -> gradients[1]",
            "my_activation: 0.5 ** (len(gradients) - 1) -> 0.55 ** (len(gradients) - 1)",
            "my_activation: len(gradients) - 1 -> len(gradients) + 1",
            "my_activation: len(gradients) - 1 -> len(gradients)",
            "my_activation: gradients[0] -> gradients[-1]",
            "my_activation: gradients[-1] -> gradients[-2]",
            "my_activation: len(gradients) - 1 -> len(gradients) - 2",
            "my_activation: len(gradients) - 1 -> len(gradients) - 0",
            "pick_by_ratio: (gradients[1] == 0).mean() > 0.05 -> (gradients[1] == 0).mean() >= 0.05",
            "pick_by_ratio: (norms[-1] / norms[0]) ** (1 / (len(norms) - 1)) -> norms[-1] / norms[0] * (1 / (len(norms) - 1))",
            "pick_by_ratio: (gradients[1] == 0).mean() > 0.05 -> (gradients[1] == 0).mean() > 0.05500000000000001",
            "pick_by_ratio: factor > 2 -> factor >= 2",
            "pick_by_ratio: (gradients[1] == 0).mean -> (gradients[1] == 0).sum",
            "pick_by_ratio: 1 / (len(norms) - 1) -> 2 / (len(norms) - 1)",
            "pick_by_ratio: len(norms) - 1 -> len(norms) + 1",
            "pick_by_ratio: len(norms) - 1 -> len(norms)",
            "pick_by_ratio: factor > 2 -> factor > 3",
            "pick_by_ratio: norms[-1] / norms[0] -> norms[-1] / norms[1]",
            "pick_by_ratio: len(norms) - 1 -> len(norms) - 2",
            "pick_by_ratio: len(norms) - 1 -> len(norms) - 0",
            "pick_by_ratio: norms[-1] / norms[0] -> norms[-2] / norms[0]",
            "pick_by_ratio: gradients[1] -> gradients[2]",
            "pick_by_ratio: gradients[1] -> gradients[0]",
            "pick_by_slope: slope > 1 -> slope >= 1",
            "pick_by_slope: np.sqrt((each ** 2).sum()) -> (each ** 2).sum()",
            "pick_by_slope: slope > 1 -> slope > 2",
            "pick_by_slope: (each ** 2).sum -> (each ** 2).mean",
            "pick_in_place: np.count_nonzero(gradients[0]) < 0.9 * gradients[0].size -> np.count_nonzero(gradients[0]) <= 0.9 * gradients[0].size",
            "pick_in_place: np.linalg.norm(gradients[0]) < 0.5 ** len(gradients) -> np.linalg.norm(gradients[0]) <= 0.5 ** len(gradients)",
            "pick_in_place: 0.9 * gradients[0].size -> gradients[0].size",
            "pick_in_place: 0.9 * gradients[0].size -> 0.9900000000000001 * gradients[0].size",
            "pick_in_place: 0.5 ** len(gradients) -> 0.55 ** len(gradients)",
            "pick_in_place: gradients[0] -> gradients[1]",
            "pick_in_place: gradients[0] -> gradients[-1]",
            "pick_in_place: gradients[-1] -> gradients[-2]",
        ],
        "A string either way.": [
            "pick_in_place: np.str_('relu' if zeros else 'sigmoid' if fades else 'tanh') -> 'relu' if zeros else 'sigmoid' if fades else 'tanh'",
        ],
    },
}
