"""Check the exercises of lab 07."""

import numpy as np

from labhelpers import layers
from labhelpers.checks._answers import (
    CASES,
    call,
    compare,
    fresh_generator,
    hint_of,
    known,
    numbers,
    several,
)
from labhelpers.checks._verdict import Hint, exercise
from labhelpers.mistakes import activations as mistakes

NAMES = ("sigmoid", "tanh", "relu")
SHAPES = [(7,), (3, 4), (2, 3, 2), (1, 9), ()]  # "of any shape"
ELU = ["layers.elu", "layers.elu_derivative"]
TAKEN_FOR = {
    ("sigmoid", "tanh"): mistakes.activation__never_sigmoid,
    ("relu", "sigmoid"): mistakes.activation__fading_before_zeros,
    ("relu", "tanh"): mistakes.activation__no_look_at_zeros,
    ("tanh", "sigmoid"): mistakes.activation__any_fading,
    ("sigmoid", "relu"): mistakes.activation__small_is_zero,
}


@exercise
def sigmoid_derivative(answer):
    """Check `my_sigmoid_derivative(z)` on random sums of several shapes."""
    generator = fresh_generator()
    compare(
        answer,
        layers.sigmoid_derivative,
        [(_sums(generator, shape),) for shape in SHAPES],
        names=["slope"],
        mistakes=known(mistakes, "sigmoid_derivative"),
        blocked=["layers.sigmoid_derivative"],
    )
    return "The slope agrees on random sums, and nowhere exceeds a quarter."


@exercise
def elu(answer):
    """Check `my_elu(z, alpha)`, values and slopes, for an alpha below and above 1."""
    generator = fresh_generator()
    cases = [
        (_sums(generator, shape), float(generator.uniform(*ends)))
        for ends in [(0.3, 0.8), (1.2, 2.0)]
        for shape in SHAPES
    ]
    compare(
        answer,
        lambda z, alpha: (layers.elu(z, alpha), layers.elu_derivative(z, alpha)),
        cases,
        names=["values", "slopes"],
        mistakes=known(mistakes, "elu"),
        blocked=ELU,
    )
    _check_elu_at_zero(answer, alpha=float(generator.uniform(0.3, 0.8)))
    return "Values and slopes agree on both sides of zero, for any alpha."


@exercise
def maxout(answer):
    """Check `my_maxout(x, kernel, bias)` for several numbers of pieces and units.

    Where all sizes are equal, a largest value over the wrong axis has the right shape.
    """
    generator = fresh_generator()
    equal = [(size, 3, size, size) for size in (3, 4, 5)]
    others = [(5, 4, 2, 3), (1, 2, 4, 6), (6, 3, 3, 1), (4, 3, 1, 2)]
    for sizes in (equal, others):
        compare(
            answer,
            layers.maxout_forward,
            [_maxout_case(generator, *each) for each in sizes],
            names=["values"],
            mistakes=known(mistakes, "maxout"),
            blocked=["layers.maxout_forward"],
        )
    return "The values agree for one to five pieces and one to six units."


@exercise
def activation(answer):
    """Check `my_activation(gradients)` on fresh networks of known activation.

    Their losses are scaled, so that the size of no single gradient tells anything.
    """
    generator = fresh_generator()
    cases = [
        (name, _profile(name, end, depth, generator))
        for name in NAMES
        for end in (0, -1)
        for depth in (6, 10, 6, 10)  # twice: what is right by chance fails
    ]
    received = [_name(call(answer, _copied(case))) for _, case in cases]
    if received == [name for name, _ in cases]:
        return "The activation is found from the gradients, whatever their size."
    for mistake in _by_likeness(answer, cases):
        if received == [mistake(_copied(case)) for _, case in cases]:
            raise Hint(hint_of(mistake))
    pairs = [(name, r) for (name, _), r in zip(cases, received, strict=True)]
    wrong = [pair for pair in pairs if pair[0] != pair[1]]
    if len(set(wrong)) == 1 and wrong[0] in TAKEN_FOR:
        raise Hint(hint_of(TAKEN_FOR[wrong[0]]))
    name, answered = wrong[0]
    raise Hint(
        f'Some {name} network was called "{answered}": compare the norms of the first '
        "and the last array, think per layer, and look at single entries."
    )


def _sums(generator, shape):
    """Return random sums; an array also if there is only one."""
    return np.asarray(generator.normal(scale=2.5, size=shape))


def _check_elu_at_zero(answer, alpha):
    """Require that the slope at 0 is that of one side; random sums never are 0."""
    z = np.array([[-1.0, 0.0], [0.0, 2.0]])
    parts = several(call(answer, z, alpha, blocked=ELU), ["values", "slopes"])
    values, slopes = (numbers(part, "a part", z.shape) for part in parts)
    if np.abs(values[z == 0]).max() > 1e-4:
        raise Hint("The value at 0 is 0: your two sides do not meet there.")
    sides = np.abs(slopes[z == 0][:, None] - [1, alpha])
    if not np.all(sides.min(axis=1) < 1e-4):
        raise Hint(hint_of(mistakes.elu__no_side_at_zero))


def _maxout_case(generator, num_examples, inputs, pieces, units):
    """Return random arguments of a Maxout layer."""
    return (
        generator.normal(size=(num_examples, inputs)),
        generator.normal(size=(inputs, pieces, units)),
        generator.normal(size=(pieces, units)),
    )


def _profile(name, end, depth, generator):
    """Return the gradients of a fresh network with `depth` hidden layers, scaled.

    The array at `end`, 0 for the first or -1 for the last, gets a norm of one for a
    sigmoid network and 1e-10 for tanh if it is the first, the reverse if it is the
    last.
    """
    units = generator.integers(30, 60)
    sizes = [20, *[units] * depth, CASES]
    weights = layers.glorot_weights(sizes, generator)
    x, y = generator.normal(size=(30, 20)), generator.integers(CASES, size=30)
    sums, inputs = layers.deep_forward(x, weights, name)
    _, gradients = layers.deep_backward(y, weights, sums, inputs, name)
    large = {"sigmoid": end == 0, "tanh": end == -1, "relu": generator.random() < 0.5}
    norm = generator.uniform(1, 10) * (1 if large[name] else 1e-10)
    gradients = gradients[:-1]
    scale = norm / np.linalg.norm(gradients[end])
    return [each * scale for each in gradients]


def _by_likeness(answer, cases):
    """Return the known mistakes; the wrong end only if sigmoid is found from there."""
    usual = known(mistakes, "activation")
    reverse = [case[::-1] for name, case in cases if name == "sigmoid"]
    if any(_name(call(answer, _copied(case))) != "sigmoid" for case in reverse):
        usual.remove(mistakes.activation__wrong_end)
    return usual


def _copied(gradients):
    return [each.copy() for each in gradients]


def _name(received):
    """Return an answer as one of the known names."""
    name = str(received).strip().lower() if isinstance(received, str) else None
    if name not in NAMES:
        raise Hint(
            f'Return one of the names "{NAMES[0]}", "{NAMES[1]}" and "{NAMES[2]}"; '
            f"received {received!r:.40}."
        )
    return name
