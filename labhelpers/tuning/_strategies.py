"""Repeat searches on a stored surface: what a strategy finds, and what it believes."""

import itertools

import numpy as np


def shifted_grid(points):
    """Return a strategy that tries a grid which lies at a random place.

    Nobody knows beforehand where a grid should lie, and one that lies well by chance
    would say little about grids.

    Args:
        points: Number of values for each hyperparameter of the table, in its order.

    Returns:
        A strategy for `repeat`; its trials are in random order.

    Example:
        >>> strategies = {"grid": tuning.shifted_grid((3, 3, 2))}
        >>> found = tuning.repeat(table, strategies, budget=18, repeats=100, seed=0)
    """

    def search(table, scores, budget, generator):
        axes = []
        for axis, number in zip(table.space.values(), points, strict=True):
            middles = (np.arange(number) + generator.random()) / number
            axes.append([axis.value(place) for place in middles])
        trials = [
            dict(zip(table.space, values, strict=True))
            for values in itertools.product(*axes)
        ]
        rows = [table.index(trial) for trial in trials]
        return generator.permutation(rows)[:budget]

    return search


def one_at_a_time(table, scores, budget, generator):
    """Search as a person does who changes one hyperparameter at a time.

    From a random start: a step along one axis, kept if the score rises; when no step
    helps, shorter steps; when the shortest do not help, another start.

    Args:
        table: A `Table`.
        scores: The score of each row in this repeat, shape (trials,).
        budget: Number of trials.
        generator: A NumPy `Generator`.

    Returns:
        The rows tried, in order, a list of ints.
    """
    sizes = [len(axis.values) for axis in table.space.values()]
    tried = []
    while len(tried) < budget:
        at = generator.integers(sizes)
        best, stride = _score(at, sizes, scores, tried), max(sizes) // 4
        while stride and len(tried) < budget:
            moved = False
            for step in _steps(len(sizes), stride):
                new = np.clip(at + step, 0, np.array(sizes) - 1)
                if int(np.ravel_multi_index(new, sizes)) in tried:
                    continue
                score = _score(new, sizes, scores, tried)
                if score > best:
                    at, best, moved = new, score, True
            stride = stride if moved else stride // 2
    return tried[:budget]


def repeat(table, strategies, *, budget, repeats, seed):
    """Let each strategy search the surface many times, and follow its best trial.

    In each repeat the scores are those of one trained seed, as in a real search; how
    good a trial is, is the mean over the other seeds, which the search does not see.

    Args:
        table: A `Table`.
        strategies: From name to a function (table, scores, budget, generator) that
            returns the rows it tried.
        budget: Number of trials of each search.
        repeats: Number of searches of each strategy.
        seed: Seed of the repeats.

    Returns:
        A dict from name to a pair of arrays (repeats, budget): the score that was seen
        of the best trial so far, and how good that trial is.
    """
    found = {}
    for name, strategy in strategies.items():
        pairs = [
            _search(table, strategy, budget, np.random.default_rng([seed, number]))
            for number in range(repeats)
        ]
        found[name] = tuple(np.array(each) for each in zip(*pairs, strict=True))
    return found


def _search(table, strategy, budget, generator):
    """Search once; return by trial the best score seen, and how good its trial is."""
    column = int(generator.integers(table.scores.shape[1]))
    scores = table.scores[:, column]
    goodness = np.delete(table.scores, column, axis=1).mean(axis=1)
    rows = np.asarray(strategy(table, scores, budget, generator))
    if len(rows) != budget:
        raise ValueError(
            f"A strategy needs to try {budget} rows, its budget; received {len(rows)}"
        )
    ends = [rows[np.argmax(scores[rows[: end + 1]])] for end in range(budget)]
    return scores[ends], goodness[ends]


def _score(place, sizes, scores, tried):
    row = int(np.ravel_multi_index(place, sizes))
    tried.append(row)
    return scores[row]


def _steps(dimensions, stride):
    unit = np.eye(dimensions, dtype=int) * stride
    return [step for axis in unit for step in (axis, -axis)]
