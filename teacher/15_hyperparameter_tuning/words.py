"""Words of the exercises of lab 15, and answers that do not heed them."""

WORDS = [
    (
        "15-log-uniform",
        "use the generator",
        "lambda low, high, size, generator: low * (high / low) ** np.random.random(size)",
    ),
    (
        "15-log-uniform",
        "logarithms",
        "lambda low, high, size, generator: generator.uniform(low, high, size)",
    ),
    (
        "15-log-uniform",
        "at random",
        "lambda low, high, size, generator: np.geomspace(low, high, size)",
    ),
    (
        "15-log-uniform",
        "at random",
        "lambda low, high, size, generator: generator.permutation(np.geomspace(low, high, size))",
    ),
    (
        "15-log-uniform",
        "uniformly distributed",
        "lambda low, high, size, generator: low * (high / low) ** generator.beta(2, 2, size)",
    ),
    (
        "15-log-uniform",
        "`size` values",
        "lambda low, high, size, generator: low * (high / low) ** generator.random()",
    ),
    (
        "15-log-uniform",
        "between `low` and `high`",
        "lambda low, high, size, generator: 10 ** generator.uniform(-5, 0, size)",
    ),
    (
        "15-improvement",
        "higher scores are better",
        "lambda mean, std, best: __import__('labhelpers.mistakes.searching').mistakes.searching.improvement__for_minimisation(mean, std, best)",
    ),
    (
        "15-improvement",
        "else 0",
        """def answer(mean, std, best):
    from scipy.stats import norm
    z = (mean - best) / np.where(std > 0, std, 1)
    return np.where(std > 0, (mean - best) * norm.cdf(z) + std * norm.pdf(z), mean - best)
""",
    ),
    (
        "15-improvement",
        "where `std` is 0",
        """def answer(mean, std, best):
    from scipy.stats import norm
    z = (mean - best) / std
    return (mean - best) * norm.cdf(z) + std * norm.pdf(z)
""",
    ),
    (
        "15-budget",
        "failed",
        "lambda scores, costs, budget: scores[np.cumsum(costs) <= budget].max()",
    ),
    (
        "15-budget",
        "best score",
        "lambda scores, costs, budget: max(0.0, np.nanmax(scores[np.cumsum(costs) <= budget]))",
    ),
    (
        "15-budget",
        "in this order",
        "lambda scores, costs, budget: np.nanmax(scores[np.argsort(costs)][np.cumsum(np.sort(costs)) <= budget])",
    ),
    (
        "15-budget",
        "finished",
        "lambda scores, costs, budget: np.nanmax(scores[np.cumsum(costs) - costs < budget])",
    ),
    (
        "15-log-uniform",
        "at random",
        """def answer(low, high, size, generator):
    half = generator.random(size // 2 + 1)
    return low * (high / low) ** np.r_[half, 1 - half][:size]
""",
    ),
]
