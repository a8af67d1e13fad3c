"""Get dropout wrong in the usual ways."""

import numpy as np


def _drawn(x, rate, generator):
    return generator.random(np.shape(x)) >= rate


def _dropout(x, rate, training, mask, factor=None):
    """Return what dropout does with this mask; the factor is the right one if None."""
    if not training:
        return x
    return x * mask * (1 / (1 - rate) if factor is None else factor)


def _weights(masks, rate):
    kept = np.sum(masks, axis=1)
    return (1 - rate) ** kept * rate ** (masks.shape[1] - kept)


def dropout__no_scaling(x, rate, training, generator):
    """What is kept keeps its size: on average less arrives than without dropout."""
    return _dropout(x, rate, training, _drawn(x, rate, generator), 1)


def dropout__scaled_by_rate(x, rate, training, generator):
    """What is kept is divided by `rate`: divide by the fraction that is kept."""
    return _dropout(x, rate, training, _drawn(x, rate, generator), 1 / rate)


def dropout__multiplied(x, rate, training, generator):
    """What is kept becomes smaller: it has to grow, to make up for what is dropped."""
    return _dropout(x, rate, training, _drawn(x, rate, generator), 1 - rate)


def dropout__same_mask(x, rate, training, generator):
    """Two calls drop the same units: every call needs a mask of its own."""
    return _dropout(x, rate, training, _drawn(x, rate, np.random.default_rng(0)))


def dropout__one_mask_for_all_examples(x, rate, training, generator):
    """All examples lose the same units: draw the mask in the full shape of `x`."""
    return _dropout(x, rate, training, _drawn(x[0], rate, generator))


def dropout__whole_examples(x, rate, training, generator):
    """Whole examples are dropped: every single value has a draw of its own."""
    return _dropout(x, rate, training, generator.random((len(x), 1)) >= rate)


def dropout__at_inference(x, rate, training, generator):
    """Units are dropped at inference, too: with training=False nothing may change."""
    return _dropout(x, rate, True, _drawn(x, rate, generator))


def dropout__scaled_at_inference(x, rate, training, generator):
    """Values change at inference: the scaling during training has done that already."""
    kept = _dropout(x, rate, training, _drawn(x, rate, generator))
    return kept if training else x * (1 - rate)


def dropout__keep_and_drop_swapped(x, rate, training, generator):
    """The fraction kept is dropped and the reverse: `rate` is the fraction dropped."""
    return _dropout(x, rate, training, ~_drawn(x, rate, generator))


def dropout__keep_probability(x, rate, training, generator):
    """`rate` is taken for the fraction kept, as papers give it: here it is dropped."""
    return _dropout(x, rate, training, ~_drawn(x, rate, generator), 1 / rate)


def dropout__scaled_by_the_mask(x, rate, training, generator):
    """The factor follows what this mask happened to keep: it is 1 / (1 - rate)."""
    mask = _drawn(x, rate, generator)
    return _dropout(x, rate, training, mask, 1 / mask.mean())


def dropout__neighbours_together(x, rate, training, generator):
    """What happens to one value tells what happens to another: draw for each."""
    rows, columns = np.shape(x)
    mask = generator.random((rows, (columns + 1) // 2)) >= rate
    return _dropout(x, rate, training, np.repeat(mask, 2, axis=1)[:, :columns])


def dropout__equally_many(x, rate, training, generator):
    """Every example or unit loses about equally many: drop each value by chance."""
    places = generator.random(np.shape(x)).argsort(axis=1)
    return _dropout(x, rate, training, places >= rate * np.shape(x)[1])


def dropout__a_fixed_number(x, rate, training, generator):
    """Every mask drops just as many: drop each value by a draw of its own."""
    places = generator.permutation(np.size(x)).reshape(np.shape(x))
    return _dropout(x, rate, training, places >= rate * np.size(x))


def dropout__generator_ignored(x, rate, training, generator):
    """The same state of `generator` drops other values: draw from it alone."""
    return _dropout(x, rate, training, _drawn(x, rate, np.random.default_rng()))


def backward__no_scaling(gradient, mask, rate):
    """The gradient misses the factor of the forward pass: it is scaled the same way."""
    return gradient * mask


def backward__divided_by_rate(gradient, mask, rate):
    """The gradient is divided by `rate`: divide by the fraction that is kept."""
    return gradient * mask / rate


def backward__multiplied(gradient, mask, rate):
    """The gradient becomes smaller: what was kept grew, and so does its gradient."""
    return gradient * mask * (1 - rate)


def backward__no_mask(gradient, mask, rate):
    """A dropped value gets a gradient: it had no effect, so its gradient is zero."""
    return gradient / (1 - rate)


def backward__unchanged(gradient, mask, rate):
    """The gradient passes unchanged: mask and factor act on the way back, too."""
    return gradient + 0 * mask


def backward__mask_swapped(gradient, mask, rate):
    """The gradient passes where values were dropped: the mask is 1 where kept."""
    return gradient * (1 - mask) / (1 - rate)


def ensemble__unweighted(outputs, masks, rate):
    """Every mask counts the same: at this rate some masks are drawn more often."""
    return np.mean(outputs, axis=0)


def ensemble__keep_and_drop_swapped(outputs, masks, rate):
    """Masks that drop little weigh like those that drop much: `rate` is dropped."""
    return _weights(masks, 1 - rate) @ outputs


def ensemble__order_of_masks_counted(outputs, masks, rate):
    """Only the number of dropped units is weighed, as if one mask had each number."""
    dropped = masks.shape[1] - np.sum(masks, axis=1)
    weights = (1 - rate) * rate**dropped
    return weights @ outputs / weights.sum()


def ensemble__dropped_not_counted(outputs, masks, rate):
    """Only what is kept counts here: what is dropped has a probability, too."""
    return (1 - rate) ** np.sum(masks, axis=1) @ outputs


def ensemble__kept_not_counted(outputs, masks, rate):
    """Only what is dropped counts here: what is kept has a probability, too."""
    return rate ** (masks.shape[1] - np.sum(masks, axis=1)) @ outputs


def ensemble__divided_by_the_number(outputs, masks, rate):
    """The sum is divided by the number of masks: the probabilities add up to one."""
    return _weights(masks, rate) @ outputs / len(masks)


def ensemble__geometric(outputs, masks, rate):
    """This is the geometric mean: an expectation is the arithmetic mean."""
    return np.exp(_weights(masks, rate) @ np.log(outputs))


def ensemble__summed(outputs, masks, rate):
    """The outputs are added up: weigh each by the probability of its mask."""
    return np.sum(outputs, axis=0)
