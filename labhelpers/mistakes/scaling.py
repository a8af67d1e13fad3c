"""Get the scaling of features wrong in the usual ways."""

import numpy as np


def _with_ones(x):
    return np.column_stack([x, np.ones(len(x))])


def _ratio(matrix):
    values = np.linalg.eigvalsh(matrix)
    return values[-1] / values[0]


def condition_number__no_bias(x):
    """The bias is a weight, too: its feature is 1 for every example."""
    return _ratio(x.T @ x)


def condition_number__of_the_covariance(x):
    """The means are gone: raw features are coupled to the bias by their means."""
    return _ratio(np.cov(x.T))


def condition_number__of_the_inputs(x):
    """This is the ratio for `x` itself: the second derivatives hold its squares."""
    return np.linalg.cond(_with_ones(x))


def condition_number__upside_down(x):
    """The number is below 1: look at which curvature is divided by which."""
    return 1 / _ratio(_with_ones(x).T @ _with_ones(x))


def condition_number__variances_only(x):
    """Only the diagonal was used: features that go together bend the loss, too."""
    curvatures = np.mean(_with_ones(x) ** 2, axis=0)
    return curvatures.max() / curvatures.min()


def _scaled(part, mean, std):
    return (part - mean) / np.where(std < 1e-12, 1, std)


def standardize__statistics_of_all(x_train, x_val):
    """The validation part moved the mean of the training part: who is it learned on?"""
    everyone = np.concatenate([x_train, x_val])
    mean, std = everyone.mean(axis=0), everyone.std(axis=0)
    return _scaled(x_train, mean, std), _scaled(x_val, mean, std)


def standardize__each_by_itself(x_train, x_val):
    """`x_val` has mean 0 exactly: it was scaled by numbers that the model never met."""
    return tuple(_scaled(x, x.mean(axis=0), x.std(axis=0)) for x in (x_train, x_val))


def standardize__divided_by_zero(x_train, x_val):
    """A feature is NaN or infinite: look at one that never changes in `x_train`."""
    mean, std = x_train.mean(axis=0), x_train.std(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return (x_train - mean) / std, (x_val - mean) / std


def standardize__tiny_divisor(x_train, x_val):
    """A feature constant in `x_train` is huge in `x_val`: it should be shifted only."""
    mean, std = x_train.mean(axis=0), np.maximum(x_train.std(axis=0), 1e-7)
    return (x_train - mean) / std, (x_val - mean) / std


def standardize__constants_not_shifted(x_train, x_val):
    """A constant feature keeps its values: it is shifted by its mean, like all."""
    mean, std = x_train.mean(axis=0), x_train.std(axis=0)
    same = np.ptp(x_train, axis=0) == 0
    mean[same], std[same] = 0, 1
    return (x_train - mean) / std, (x_val - mean) / std


def standardize__rounded_deviation(x_train, x_val):
    """A constant feature is divided by 1e-17: ask whether all its values are equal."""
    mean, std = x_train.mean(axis=0), x_train.std(axis=0)
    std[std == 0] = 1
    return (x_train - mean) / std, (x_val - mean) / std


def standardize__one_number_for_all(x_train, x_val):
    """One mean serves all features: each of them has its own scale to lose."""
    mean, std = x_train.mean(), x_train.std()
    return (x_train - mean) / std, (x_val - mean) / std


def standardize__wrong_axis(x_train, x_val):
    """Every example has mean 0, not every feature: look at the axis."""
    return tuple(
        (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)
        for x in (x_train, x_val)
    )


def standardize__ddof(x_train, x_val):
    """The variance of the training part is just below 1: it was divided by n - 1."""
    mean, std = x_train.mean(axis=0), x_train.std(axis=0, ddof=1)
    return _scaled(x_train, mean, std), _scaled(x_val, mean, std)


def standardize__by_the_variance(x_train, x_val):
    """The features still differ in scale: variance and deviation are not the same."""
    mean, variance = x_train.mean(axis=0), x_train.var(axis=0)
    return _scaled(x_train, mean, variance), _scaled(x_val, mean, variance)


def standardize__training_part_only(x_train, x_val):
    """`x_val` came back as it was: the model expects it in the same units."""
    return _scaled(x_train, x_train.mean(axis=0), x_train.std(axis=0)), x_val


def _to_interval(x, x_train, axis=0):
    low = x_train.min(axis=axis)
    return 2 * (x - low) / np.ptp(x_train, axis=axis) - 1


def min_max__zero_to_one(x_train, x_val):
    """The interval begins at 0: it is as long again on the other side."""
    both = _to_interval(x_train, x_train), _to_interval(x_val, x_train)
    return tuple((x + 1) / 2 for x in both)


def min_max__each_by_itself(x_train, x_val):
    """`x_val` fills the interval exactly: its own extremes were used."""
    return _to_interval(x_train, x_train), _to_interval(x_val, x_val)


def min_max__extremes_of_all(x_train, x_val):
    """`x_train` does not fill the interval: `x_val` was asked for extremes, too."""
    everyone = np.concatenate([x_train, x_val])
    return _to_interval(x_train, everyone), _to_interval(x_val, everyone)


def min_max__clipped(x_train, x_val):
    """Values of `x_val` beyond the extremes were cut: keep what is unusual unusual."""
    return _to_interval(x_train, x_train), _to_interval(x_val, x_train).clip(-1, 1)


def min_max__one_interval_for_all(x_train, x_val):
    """Only the largest feature fills the interval: each has its own extremes."""
    return _to_interval(x_train, x_train, None), _to_interval(x_val, x_train, None)


def min_max__divided_by_the_largest(x_train, x_val):
    """The smallest value of a feature does not reach -1: what becomes of it?"""
    largest = np.abs(x_train).max(axis=0)
    return x_train / largest, x_val / largest


def raw_weights__bias_kept(kernel, bias, mean, std):
    """The bias is unchanged: the means that were subtracted have to go somewhere."""
    return kernel / std[:, None], bias


def raw_weights__multiplied(kernel, bias, mean, std):
    """The kernel was multiplied by `std`: large values need a smaller weight."""
    kernel = kernel * std[:, None]
    return kernel, bias - mean @ kernel


def raw_weights__plus_sign(kernel, bias, mean, std):
    """The bias moved the wrong way: at the mean, raw and scaled model have to agree."""
    kernel = kernel / std[:, None]
    return kernel, bias + mean @ kernel


def raw_weights__scaled_kernel_in_bias(kernel, bias, mean, std):
    """The bias mixes units: the means are raw, so the kernel beside them is, too."""
    return kernel / std[:, None], bias - mean @ kernel


def raw_weights__bias_divided(kernel, bias, mean, std):
    """The bias was scaled like a weight: it belongs to no feature."""
    kernel = kernel / std[:, None]
    return kernel, bias / std.mean() - mean @ kernel


def min_max__parentheses_missing(x_train, x_val):
    """Only the minimum is divided: put parentheses around the difference."""
    low, width = x_train.min(axis=0), np.ptp(x_train, axis=0)
    return 2 * x_train - low / width - 1, 2 * x_val - low / width - 1


def min_max__minimum_not_subtracted(x_train, x_val):
    """The minimum is not subtracted: the interval has the right width only."""
    width = np.ptp(x_train, axis=0)
    return 2 * x_train / width - 1, 2 * x_val / width - 1
