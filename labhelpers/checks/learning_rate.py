"""Check the exercises of lab 08."""

import numpy as np

from labhelpers import optimizers
from labhelpers.checks._answers import call, compare, fresh_generator, hint_of, known
from labhelpers.checks._verdict import Hint, exercise
from labhelpers.mistakes import learning_rate as mistakes

# The runs behind the six curves of the page. They stand here so that the page shows
# curves and not what made them.
RUNS = {
    "A": {"learning_rate": 0.01, "batch_size": 128, "epochs": 34},
    "B": {"learning_rate": 2.0, "batch_size": 32, "epochs": 9},
    "C": {"learning_rate": 0.1, "batch_size": 4, "epochs": 2},
    "D": {"learning_rate": 0.2, "batch_size": 128, "epochs": 34},
    "E": {"learning_rate": 0.22, "batch_size": 3, "epochs": 1},
    "F": {"learning_rate": 0.1, "batch_size": 128, "epochs": 34},
}
WORDS = {
    "lost": "ends where it began, higher or as NaN",
    "too large": "ends high and jumps",
    "too small": "ends high and creeps smoothly",
    "small batch": "comes down and jumps",
    "right": "comes down smoothly",
}
CURVES_OF_A_KIND = 4
LOST_LEVEL = 0.98  # of the first loss, as of curve B on the page


@exercise
def smooth(answer):
    """Check `my_smooth(losses, window)` on noisy curves of several lengths."""
    generator = fresh_generator()
    cases = [
        (generator.uniform(0.5, 3, size=num_steps), window)
        for num_steps, window in [(8, 3), (12, 4), (20, 6), (9, 2), (15, 7)]
    ]
    edges = [(generator.uniform(0.5, 3, size=6), window) for window in (1, 6)]
    blocked = ["evaluation.smoothed"]
    received = [call(answer, *case, blocked=blocked) for case in cases]
    for mistake in known(mistakes, "smooth"):  # most have another shape
        if all(map(_same, received, [mistake(*case) for case in cases])):
            raise Hint(hint_of(mistake))
    compare(
        answer,
        lambda losses, window: np.convolve(losses, np.ones(window) / window, "valid"),
        cases + edges,
        names=["smoothed losses"],
        blocked=blocked,
    )
    return "The means agree for several lengths and windows."


@exercise
def rates(answer):
    """Check `my_rates(learning_rate, epochs, steps_per_epoch)`."""
    generator = fresh_generator()
    cases = [
        (float(generator.uniform(0.2, 0.8)), epochs, steps_per_epoch)
        for epochs, steps_per_epoch in [(1, 6), (3, 5), (4, 7), (2, 60)]
    ]
    compare(
        answer,
        _inverse_sqrt_rates,
        cases,
        names=["rates"],
        mistakes=known(mistakes, "rates"),
        blocked=["optimizers.inverse_sqrt_decay"],
    )
    return "Every step of one, three, four and two epochs has its rate."


@exercise
def diagnosis(answer):
    """Check `my_diagnosis(losses)` on fresh curves of all five kinds."""
    generator = fresh_generator()
    curves = [
        (word, _curve(word, generator, number))
        for word in WORDS
        for number in range(CURVES_OF_A_KIND)
    ]
    received = [_word(call(answer, losses)) for _, losses in curves]
    right = [word for word, _ in curves]
    if received != right:
        for mistake in known(mistakes, "diagnosis"):
            if received == [mistake(losses) for _, losses in curves]:
                raise Hint(hint_of(mistake))
        pairs = zip(received, right, strict=True)
        wrong, kind = next((given, word) for given, word in pairs if given != word)
        raise Hint(f'A curve that {WORDS[kind]} was read as "{wrong}": draw one.')
    return "Twenty fresh curves of all five kinds are read as they were made."


@exercise
def range_test(answer):
    """Check `my_range_test(rates, losses, window)`."""
    generator = fresh_generator()
    usual = [
        *[(*_range_test(generator), window) for window in (3, 4, 5, 6, 8, 12)],
        *[(*_range_test(generator, soon=True), window) for window in (3, 4, 5, 6)],
        *[_begun_late(generator, earlier) for earlier in (0, 1)],
    ]
    edges = [
        *[(*_cliff(generator, window), window) for window in (3, 6)],
        *[(*_cliff(generator), window) for window in (4, 5)],
    ]
    for cases in (usual, edges):  # an answer may make one mistake in each
        compare(
            answer,
            optimizers.steepest_rate,
            cases,
            names=["rate"],
            mistakes=known(mistakes, "range_test"),
            blocked=["optimizers.steepest_rate"],
        )
    return "The rate at the steepest fall is found on sixteen noisy range tests."


def _same(received, expected):
    """Return whether an answer of any kind has the shape and the values expected."""
    try:
        received = np.asarray(received, dtype=float)
    except (TypeError, ValueError):
        return False
    return received.shape == expected.shape and np.allclose(received, expected)


def _inverse_sqrt_rates(learning_rate, epochs, steps_per_epoch):
    steps = np.arange(epochs * steps_per_epoch)
    return optimizers.inverse_sqrt_decay(steps, learning_rate)


def _curve(word, generator, number):
    """Return curve `number` of a kind, shape (num_steps,), of any length and scale.

    The curves of a kind end at heights spread over its range.
    """
    num_steps = int(generator.integers(200, 240)) + 80 * number
    place = (number + generator.uniform()) / CURVES_OF_A_KIND
    done = np.linspace(0, 1, num_steps)
    noise = generator.normal(size=num_steps)
    smooth = 1 + 0.005 * noise
    fast = np.exp(-done / generator.uniform(0.05, 0.12))
    if word == "lost":
        shape = _lost(done, fast, noise, number)
    elif word == "too large":
        level = 0.62 + 0.1 * place
        shape = level + (1 - level) * fast + 0.17 * noise * np.minimum(40 * done, 1)
    elif word == "too small":
        shape = (1 - (0.2 + 0.2 * place) * done) * smooth
    elif word == "small batch":
        shape = (0.22 + 0.78 * fast) * generator.gamma(2, 1 / 2, size=num_steps)
    else:
        shape = (0.03 + 0.97 * np.exp(-done / (0.05 + 0.15 * place))) * smooth
        spikes = generator.choice(np.flatnonzero(abs(done - 0.4) < 0.2), 3, False)
        shape[spikes] += generator.uniform(0.2, 0.3, size=3)
    shape[0] = 1
    level = 10 ** (generator.uniform(1, 1.5) * (-1) ** number)
    return level * np.maximum(shape, 0.01)  # NaN stays NaN


def _lost(done, fast, noise, number):
    """Return one of four curves that are lost, each in a way of its own."""
    start = np.minimum(40 * done, 1)
    if number == 0:  # it shoots up and comes back to its start
        return LOST_LEVEL + 5 * fast * start + 0.01 * noise
    if number == 1:  # it comes down, and then it overflows
        return np.where(done < 0.5, 0.1 + 0.9 * fast, np.nan)
    if number == 2:  # it comes down, and then it explodes
        return np.where(done < 0.6, 0.2 + 0.8 * fast, 1.2 + 0.01 * noise)
    return 1 + start * (0.2 + 0.2 * noise)  # it jumps to the end


def _cliff(generator, cut=None):
    """Return rates and losses that fall at one step, that of the lowest loss.

    The second loss is out of line: a mean of fewer losses than the window falls most
    behind it.

    Args:
        generator: NumPy generator.
        cut: Number of losses from the lowest one on. If not given, the losses explode
            and come back, on the whole lower than before.
    """
    edge, num_steps = int(generator.integers(40, 60)), 100
    losses = np.full(num_steps, 2.2)
    losses[1] += 4
    losses[edge:] = 0.7
    losses[edge] = 0.3
    if cut is None:
        losses[edge + 12 : edge + 20] = generator.uniform(8, 12, size=8)
        losses[edge + 20 :] = 0.5
    else:
        losses = losses[: edge + cut]
    losses = losses + 0.01 * generator.normal(size=len(losses))
    return np.geomspace(1e-4, 10, num_steps)[: len(losses)], losses


def _range_test(generator, num_steps=150, *, soon=False):
    """Return rates and losses of a range test with a spike and an explosion.

    Args:
        generator: NumPy generator.
        num_steps: Number of steps.
        soon: Whether the explosion follows right behind the lowest loss.
    """
    rates = np.geomspace(1e-4, 10, num_steps) * generator.uniform(0.5, 2)
    steps = np.arange(num_steps)
    middle = int(generator.integers(60, 75))
    falling = 1 / (1 + np.exp((steps - middle) / generator.uniform(2.5, 3.5)))
    losses = 0.5 + 1.8 * falling + 0.02 * generator.normal(size=num_steps)
    losses[: middle + 20] += 0.004 * (middle + 20 - steps[: middle + 20])
    losses[middle + 20] -= 0.1  # the lowest loss
    losses[middle + 30 :] += np.linspace(0.5, 2, num_steps - middle - 30)
    losses[middle + 40 : middle + 50] = generator.uniform(8, 12, size=10)
    if soon:
        losses[middle + 21 : middle + 24] = generator.uniform(8, 12, size=3)
    losses[int(generator.integers(15, 30))] += 2  # one loss out of line
    return rates, losses


def _begun_late(generator, earlier, window=5):
    """Return a range test whose steepest step is the first that counts, or the next."""
    rates, losses = _range_test(generator)
    steepest = optimizers.steepest_rate(rates, losses, window)
    start = int(np.flatnonzero(rates == steepest)[0]) - window - earlier
    return rates[start:], losses[start:], window


def _word(received):
    """Return an answer as one of the words."""
    if not isinstance(received, str) or received.strip().lower() not in WORDS:
        wanted = ", ".join(f'"{word}"' for word in WORDS)
        kind = f'"{received}"' if isinstance(received, str) else type(received).__name__
        raise Hint(f"Return one of the words {wanted}; received {kind:.40}.")
    return received.strip().lower()
