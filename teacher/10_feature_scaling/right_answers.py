"""Right answers to the exercises of a lab, each written in several ways.

Loops, float32, lists, work in place, other libraries: all of them must pass.
"""

import numpy as np


def condition_eigenvalues(x):
    inputs = np.hstack([x, np.ones((len(x), 1))])
    values = np.linalg.eigvalsh(2 / len(x) * inputs.T @ inputs)
    return values[-1] / values[0]


def condition_singular_values(x):
    return np.linalg.cond(np.column_stack([np.ones(len(x)), x])) ** 2


def condition_float32(x):
    inputs = np.column_stack([x, np.ones(len(x))]).astype(np.float32)
    values = np.linalg.eigvals(inputs.T @ inputs).real
    return np.max(values) / np.min(values)


def condition_loops(x):
    rows = [[*row, 1.0] for row in x.tolist()]
    size = range(len(rows[0]))
    hessian = [[sum(row[a] * row[b] for row in rows) for b in size] for a in size]
    return np.linalg.cond(np.array(hessian))


def standardize_plain(x_train, x_val):
    mean, std = np.mean(x_train, axis=0), np.std(x_train, axis=0)
    std = np.where(np.ptp(x_train, axis=0) > 0, std, 1.0)
    return (x_train - mean) / std, (x_val - mean) / std


def standardize_loops(x_train, x_val):
    train, val = [], []
    for column, other in zip(x_train.T.tolist(), x_val.T.tolist(), strict=True):
        mean = sum(column) / len(column)
        std = (sum((value - mean) ** 2 for value in column) / len(column)) ** 0.5
        std = std if len(set(column)) > 1 else 1.0
        train.append([(value - mean) / std for value in column])
        val.append([(value - mean) / std for value in other])
    return np.array(train).T.tolist(), np.array(val).T.tolist()


def standardize_in_place(x_train, x_val):
    mean, std = x_train.mean(axis=0), x_train.std(axis=0)
    std[std < 1e-9] = 1
    for part in (x_train, x_val):
        part -= mean
        part /= std
    return x_train, x_val


def standardize_float32(x_train, x_val):
    return standardize_plain(x_train.astype(np.float32), x_val.astype(np.float32))


def standardize_sklearn(x_train, x_val):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(x_train)
    return scaler.transform(x_train), scaler.transform(x_val)


def min_max_plain(x_train, x_val):
    low, high = x_train.min(axis=0), x_train.max(axis=0)
    return tuple(2 * (part - low) / (high - low) - 1 for part in (x_train, x_val))


def min_max_sklearn(x_train, x_val):
    from sklearn.preprocessing import MinMaxScaler

    scaler = MinMaxScaler((-1, 1)).fit(x_train)
    return [scaler.transform(x_train), scaler.transform(x_val)]


def min_max_in_place(x_train, x_val):
    middle = (x_train.max(axis=0) + x_train.min(axis=0)) / 2
    half = np.ptp(x_train, axis=0) / 2
    for part in (x_train, x_val):
        part -= middle
        part /= half
    return x_train, x_val


def min_max_lists(x_train, x_val):
    train, val = min_max_plain(x_train.astype(np.float32), x_val.astype(np.float32))
    return train.tolist(), val.tolist()


def raw_plain(kernel, bias, mean, std):
    return kernel / std[:, None], bias - (mean / std) @ kernel


def raw_from_predictions(kernel, bias, mean, std):
    def predict(x):
        return (x - mean) / std @ kernel + bias

    zero = np.zeros(len(mean))
    kernel_of_x = np.array([predict(row) - predict(zero) for row in np.eye(len(mean))])
    return kernel_of_x, predict(zero)


def raw_loops(kernel, bias, mean, std):
    new_kernel, new_bias = kernel.tolist(), bias.tolist()
    for j, row in enumerate(new_kernel):
        for k in range(len(row)):
            row[k] /= std[j]
            new_bias[k] -= mean[j] * row[k]
    return new_kernel, new_bias


def raw_in_place(kernel, bias, mean, std):
    kernel /= std[:, None]
    bias -= mean @ kernel
    return kernel, bias


def raw_float32(*arguments):
    return raw_plain(*map(np.float32, arguments))


RIGHT_ANSWERS = {
    "condition_number": {
        "eigenvalues": condition_eigenvalues,
        "singular values": condition_singular_values,
        "float32": condition_float32,
        "loops": condition_loops,
    },
    "standardize": {
        "plain": standardize_plain,
        "loops": standardize_loops,
        "in place": standardize_in_place,
        "float32": standardize_float32,
        "scikit-learn": standardize_sklearn,
    },
    "min_max": {
        "plain": min_max_plain,
        "scikit-learn": min_max_sklearn,
        "in place": min_max_in_place,
        "lists of float32": min_max_lists,
    },
    "raw_weights": {
        "plain": raw_plain,
        "from predictions": raw_from_predictions,
        "loops": raw_loops,
        "in place": raw_in_place,
        "float32": raw_float32,
    },
}
