"""Get the search for hyperparameters wrong in the usual ways."""

import numpy as np


def log_uniform__uniform(low, high, size, generator):
    """Half of the draws lie above the middle: draw the logarithms evenly."""
    return generator.uniform(low, high, size)


def log_uniform__exponents_returned(low, high, size, generator):
    """Logarithms are returned: raise the base to them to get back to the range."""
    return generator.uniform(np.log10(low), np.log10(high), size)


def log_uniform__ends_as_exponents(low, high, size, generator):
    """The ends are taken for exponents: the exponents lie between their logarithms."""
    return 10 ** generator.uniform(low, high, size)


def log_uniform__from_zero(low, high, size, generator):
    """Draws lie below `low`: a logarithmic range cannot begin at zero."""
    return high * 10 ** generator.uniform(-12, 0, size)


def log_uniform__two_bases(low, high, size, generator):
    """Logarithm and power have different bases: the values leave the range."""
    return np.exp(generator.uniform(np.log10(low), np.log10(high), size))


def log_uniform__one_draw(low, high, size, generator):
    """All values are equal: draw one exponent for each."""
    return np.full(size, low * (high / low) ** generator.random())


def log_uniform__generator_ignored(low, high, size, generator):
    """The same state of `generator` gives other values: draw from it alone."""
    return low * (high / low) ** np.random.default_rng().random(size)


def log_uniform__from_a_grid(low, high, size, generator):
    """Values repeat: draw from the whole range, not from a list of values."""
    return generator.choice(np.geomspace(low, high, 100), size)


def log_uniform__in_order(low, high, size, generator):
    """Each value tells the next one: they come in order, and should come by chance."""
    return np.sort(low * (high / low) ** generator.random(size))


def log_uniform__too_even(low, high, size, generator):
    """The values are spread more evenly than by chance: draw each one by itself."""
    places = (generator.permutation(size) + generator.random(size)) / size
    return low * (high / low) ** places


def improvement__for_minimisation(mean, std, best):
    """This is what falls below the best, as for a loss: higher scores are better."""
    return _improvement(best - mean, std, lambda gain, d, p: gain * p + std * d)


def improvement__mean_only(mean, std, best):
    """Only the mean counts here: a trial that is uncertain may exceed it."""
    return _gain(np.asarray(mean, dtype=float) - best)


def improvement__without_the_mean(mean, std, best):
    """The part of the expected gain is missing: two terms are added."""
    density, _ = _normal(mean - best, std)
    return std * density


def improvement__without_the_density(mean, std, best):
    """The part of the uncertainty is missing: two terms are added."""
    return _improvement(mean - best, std, lambda gain, d, p: gain * p)


def improvement__density_and_distribution_swapped(mean, std, best):
    """`pdf` and `cdf` changed places: the gain goes with the probability, `cdf`."""
    return _improvement(mean - best, std, lambda gain, d, p: gain * d + std * p)


def improvement__gain_not_divided(mean, std, best):
    """`pdf` and `cdf` get the gain itself: divide it by `std` first."""
    density, below = _normal(mean - best, np.ones_like(std))
    value = (mean - best) * below + std * density
    return np.where(std > 0, value, _gain(mean - best))


def improvement__density_without_std(mean, std, best):
    """The density is not weighed: multiply it by `std`."""
    return _improvement(mean - best, std, lambda gain, d, p: gain * p + d)


def improvement__density_subtracted(mean, std, best):
    """The density is subtracted: what is uncertain adds to the expected gain."""
    return _improvement(mean - best, std, lambda gain, d, p: gain * p - std * d)


def improvement__probability(mean, std, best):
    """This is the probability of an improvement: weigh it with its size."""
    return np.where(std > 0, _normal(mean - best, std)[1], mean > best)


def improvement__not_a_number_without_uncertainty(mean, std, best):
    """Where `std` is 0 the result is not a number: the gain is certain there."""
    density, below = _normal(mean - best, std)
    return np.where(std > 0, (mean - best) * below + std * density, np.nan)


def improvement__nothing_without_uncertainty(mean, std, best):
    """Where `std` is 0 a certain gain is lost: it is mean - best, if positive."""
    density, below = _normal(mean - best, std)
    return np.where(std > 0, (mean - best) * below + std * density, 0.0)


def improvement__negative_gain(mean, std, best):
    """Where `std` is 0 a value is negative: what is surely worse gains 0."""
    density, below = _normal(mean - best, std)
    return np.where(std > 0, (mean - best) * below + std * density, mean - best)


def improvement__best_left_out(mean, std, best):
    """The gain is counted from zero: count from the best score so far."""
    return _improvement(mean, std, lambda gain, d, p: gain * p + std * d)


def budget__trials_counted(scores, costs, budget):
    """Trials are counted, not what they cost: add up the costs."""
    return _best(scores[: int(budget)])


def budget__everything(scores, costs, budget):
    """All trials count, also those that the budget does not pay for."""
    return _best(scores)


def budget__one_too_many(scores, costs, budget):
    """The trial in which the budget runs out counts: it is never finished."""
    return _best(np.asarray(scores)[np.cumsum(costs) - costs < budget])


def budget__begun_in_time(scores, costs, budget):
    """A trial that has begun in time counts: it has to be finished in time."""
    return _best(scores[np.cumsum(costs) - costs <= budget])


def budget__lowest(scores, costs, budget):
    """The lowest score is returned: higher scores are better."""
    return np.nanmin(scores[np.cumsum(costs) <= budget])


def budget__number_of_the_trial(scores, costs, budget):
    """This is the number of a trial: return its score."""
    return float(np.nanargmax(scores[np.cumsum(costs) <= budget]))


def budget__mean(scores, costs, budget):
    """This is the mean of the scores: a search keeps the best."""
    return np.nanmean(scores[np.cumsum(costs) <= budget])


def budget__each_trial_alone(scores, costs, budget):
    """Each cost is compared with the whole budget: what came before is spent."""
    return _best(np.asarray(scores)[np.asarray(costs) <= budget])


def budget__dear_trials_skipped(scores, costs, budget):
    """A trial that costs too much is skipped here: it ends the search."""
    best, spent = -np.inf, 0.0
    for score, cost in zip(scores, costs, strict=True):
        if spent + cost <= budget:
            spent += cost
            best = max(best, score) if np.isfinite(score) else best
    return best


def budget__last_of_the_budget_lost(scores, costs, budget):
    """A trial that costs just what is left is lost: it is finished, too."""
    return _best(np.asarray(scores)[np.cumsum(costs) < budget])


def budget__best_starts_at_zero(scores, costs, budget):
    """Scores below zero are lost: the best so far must not begin at zero."""
    return max(_best(np.asarray(scores)[np.cumsum(costs) <= budget]), 0.0)


def budget__failed_trials_free(scores, costs, budget):
    """Failed trials cost nothing here: they have spent their epochs, too."""
    done = np.isfinite(scores)
    return _best(np.asarray(scores)[done][np.cumsum(costs[done]) <= budget])


def budget__last_score(scores, costs, budget):
    """The last score is returned: a search keeps the best it has seen."""
    paid = np.asarray(scores)[np.cumsum(costs) <= budget]
    return next(filter(np.isfinite, paid[::-1]), -np.inf)


def budget__failed_trial_is_best(scores, costs, budget):
    """A failed trial makes the result not a number: leave it out of the maximum."""
    paid = np.asarray(scores)[np.cumsum(costs) <= budget]
    return np.max(paid, initial=-np.inf)


def _normal(gain, std):
    """Return the normal density and distribution at gain / std."""
    from scipy.stats import norm

    z = np.asarray(gain, dtype=float) / np.where(np.asarray(std) > 0, std, 1.0)
    return norm.pdf(z), norm.cdf(z)


def _gain(gain):
    return np.maximum(gain, 0.0)


def _improvement(gain, std, expected):
    """Return what `expected` makes of gain, density and distribution, if uncertain."""
    density, below = _normal(gain, std)
    return np.where(std > 0, expected(gain, density, below), _gain(gain))


def _best(scores):
    scores = np.asarray(scores, dtype=float)
    return np.max(scores[np.isfinite(scores)], initial=-np.inf)


def budget__cheapest_first(scores, costs, budget):
    """The trials run from cheap to dear here: they run in the order given."""
    order = np.argsort(costs)
    return _best(scores[order][np.cumsum(costs[order]) <= budget])
