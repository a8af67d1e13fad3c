"""Right answers to the exercises of lab 15, each written in several ways."""

import math

import numpy as np


def log_uniform_plain(low, high, size, generator):
    return 10 ** generator.uniform(np.log10(low), np.log10(high), size)


def log_uniform_loop(low, high, size, generator):
    ratio = high / low
    return [low * ratio ** generator.random() for _ in range(size)]


def log_uniform_scipy(low, high, size, generator):
    from scipy.stats import loguniform

    return loguniform.rvs(low, high, size=size, random_state=generator)


def log_uniform_float32(low, high, size, generator):
    exponents = generator.random(size, dtype=np.float32) * math.log(high / low)
    return np.float32(low) * np.exp(exponents)


def improvement_plain(mean, std, best):
    from scipy.stats import norm

    gain = mean - best
    z = np.divide(gain, std, out=np.zeros_like(gain), where=std > 0)
    uncertain = gain * norm.cdf(z) + std * norm.pdf(z)
    return np.where(std > 0, uncertain, np.maximum(gain, 0))


def improvement_loop(mean, std, best):
    result = []
    for m, s in zip(mean, std, strict=True):
        if s == 0:
            result.append(max(m - best, 0.0))
            continue
        z = (m - best) / s
        below = 0.5 * (1 + math.erf(z / math.sqrt(2)))
        density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
        result.append((m - best) * below + s * density)
    return result


def improvement_tiny_std(mean, std, best):
    from scipy.stats import norm

    std = np.maximum(std, 1e-12)
    z = (mean - best) / std
    return std * (z * norm.cdf(z) + norm.pdf(z))


def improvement_float32(mean, std, best):
    from scipy.stats import norm

    mean, std = mean.astype(np.float32), std.astype(np.float32) + np.float32(1e-7)
    z = (mean - np.float32(best)) / std
    return (mean - np.float32(best)) * norm.cdf(z) + std * norm.pdf(z)


def budget_plain(scores, costs, budget):
    return np.nanmax(scores[np.cumsum(costs) <= budget])


def budget_loop(scores, costs, budget):
    best, spent = -math.inf, 0.0
    for score, cost in zip(scores, costs, strict=True):
        spent += cost
        if spent > budget:
            break
        if score > best:
            best = score
    return best


def budget_lists(scores, costs, budget):
    left, seen = budget, []
    for score, cost in zip(scores.tolist(), costs.tolist(), strict=True):
        left -= cost
        if left < 0:
            return max(seen)
        seen += [] if math.isnan(score) else [score]
    return max(seen)


def budget_float32(scores, costs, budget):
    paid = np.cumsum(costs.astype(np.float32)) <= budget
    kept = scores.astype(np.float32)[paid]
    return kept[~np.isnan(kept)].max()


RIGHT_ANSWERS = {
    "log_uniform": {
        "plain": log_uniform_plain,
        "a loop over powers of the ratio": log_uniform_loop,
        "SciPy": log_uniform_scipy,
        "float32": log_uniform_float32,
    },
    "improvement": {
        "plain": improvement_plain,
        "a loop with the error function": improvement_loop,
        "a tiny spread instead of none": improvement_tiny_std,
        "float32": improvement_float32,
    },
    "budget": {
        "plain": budget_plain,
        "a loop": budget_loop,
        "lists": budget_lists,
        "float32": budget_float32,
    },
}
